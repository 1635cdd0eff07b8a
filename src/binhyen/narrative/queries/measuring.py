"""What a report is written with: cells counted for a place and period, a year before on the same map, and targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from binhyen.indicators.counting import count_some, joint_link
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import hide_small
from binhyen.indicators.rules.windows import same_last_year
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Origin, Said, add_up, vaguely
from binhyen.kernel.findings import Refusal
from binhyen.kernel.periods import Period
from binhyen.kernel.ports import CountedRow
from binhyen.narrative.queries.covering import Pair, unlike_cells
from binhyen.narrative.writer.facts import Facts, Measured, before_words, period_words
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, label_of, scopes_of
from binhyen.places.rules.kinds import Tier
from binhyen.plans.letters.desks import desk_for
from binhyen.plans.models import PlanTask, YearPlan
from binhyen.plans.rules.tasks import CANCELLED, Aim, targets_of
from binhyen.reports.queries.counted import answers_cell
from binhyen.reports.queries.totals import TotalQuestion, Totals, totals
from binhyen.reports.rules.addresses import total as total_address
from binhyen.reports.rules.totals import Total

REORGANISED = "sắp xếp đơn vị hành chính"
"""Why figures can't be compared: what the places became is not known in shares."""
_LOW = frozenset({Tier.COMMUNE, Tier.AREA})
_WHOLE = {Tier.PROVINCE: "toàn tỉnh", Tier.NATION: "cả nước"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A place and a period, as known at an instant (None: now)."""

    place: PlaceVersion
    period: Period
    as_of: datetime | None = None

    @property
    def before(self) -> Period | None:
        """The same period a year earlier; none for periods that have no such thing."""
        try:
            return same_last_year(self.period)
        except Refusal:
            return None


def facts_for(cells: Sequence[CellKey], asked: Asked) -> Facts:
    """Count what a text asks about, and read targets: the same queries for any number of cells."""
    codes = frozenset(cell.indicator for cell in cells)
    now = _completed(measured_cells(cells, _counted(codes, asked, asked.period)), cells, asked)
    shown = {cell: one for cell, one in now.items() if not _hidden(cell, one, asked.place)}
    before, unclear = _before(cells, shown, asked)
    return Facts(asked.period.code, names_for(asked), shown, before, targets_for(cells, asked), unclear)


def _counted(codes: frozenset[str], asked: Asked, period: Period) -> tuple[CountedRow, ...]:
    on_map = None if period is asked.period else asked.period.end
    return count_some(codes, asked.place.place_id, period, asked.as_of, on_map)


def measured_cells(cells: Iterable[CellKey], rows: Iterable[CountedRow]) -> dict[CellKey, Measured]:
    """Sum rows by cells: each cell takes the rows that have the dimensions it names."""
    by_indicator: dict[str, list[CountedRow]] = {}
    for row in rows:
        by_indicator.setdefault(row.indicator, []).append(row)
    found = {}
    for cell in cells:
        answers = [row for row in by_indicator.get(cell.indicator, ()) if answers_cell(row, cell)]
        if answers:
            found[cell] = Measured(amount_of(answers), joint_link(answers, cell.dims), _source(answers))
    return found


def _source(rows: Iterable[CountedRow]) -> str:
    """Return the origin that all rows share."""
    origins = {row.origin.value for row in rows}
    return origins.pop() if len(origins) == 1 else ""


def amount_of(rows: Sequence[CountedRow]) -> Amount:
    """Add rows up; a share only where every row is one."""
    found = add_up(_amount(row) for row in rows)
    if found.value is None:
        return vaguely("; ".join(found.vague)) if found.vague else EMPTY
    shares = [row.denominator is not None for row in rows if row.bound is not Bound.VAGUE]
    whole = found.denominator if all(shares) else None
    return Amount(Said.NUMBER, found.value, whole, found.bound)


def _amount(row: CountedRow) -> Amount:
    if row.bound is Bound.VAGUE:
        return vaguely(row.words)
    value = row.numerator if row.value is None else row.value
    return Amount(Said.NUMBER, value, row.denominator, row.bound)


def _completed(found: Mapping[CellKey, Measured], cells: Sequence[CellKey], asked: Asked) -> dict[CellKey, Measured]:
    """Add what reports say and counting leaves out: that there was nothing, and parts of what is counted whole."""
    missing = [cell for cell in cells if cell not in found]
    if not missing:
        return dict(found)
    codes = frozenset(cell.indicator for cell in missing)
    said = totals(TotalQuestion(asked.place.place_id, asked.period, codes, asked.as_of))
    known = {**said.cells, **said.within}
    rest = {cell: known[cell] for cell in missing if cell in known and known[cell].adds_up}
    return {**found, **{cell: _said(cell, total, asked) for cell, total in rest.items()}}


def _said(cell: CellKey, total: Total, asked: Asked) -> Measured:
    known = total.sum
    if known.value is None:
        return Measured(vaguely("; ".join(known.vague)) if known.vague else EMPTY)
    if not known.value and not known.vague and known.denominator is None:
        return Measured(NOTHING)
    query = {"noi": asked.place.place_id, "ky": asked.period.code, "chi_tieu": cell.indicator, "tach": cell.dims}
    amount = Amount(Said.NUMBER, known.value, known.denominator, known.bound)
    return Measured(amount, total_address(query), Origin.TYPED.value)


def _before(
    cells: Sequence[CellKey], now: Mapping[CellKey, Measured], asked: Asked
) -> tuple[dict[CellKey, Measured], dict[CellKey, str]]:
    """Count the year before on the map of now, and say which cells can't be compared with it, and why."""
    period = asked.before
    if period is None:
        return {}, {}
    codes = frozenset(cell.indicator for cell in cells)
    lost = _lost(codes, asked, period)
    before = measured_cells(cells, _counted(codes, asked, period))
    unlike = unlike_cells(now, before, Pair(asked.place, asked.period, period, asked.as_of))
    return before, {**unlike, **{cell: REORGANISED for cell in cells if cell.indicator in lost}}


def _lost(codes: frozenset[str], asked: Asked, period: Period) -> frozenset[str]:
    """Return the indicators of which reports of then lie in places that could not be carried onto the map of now."""
    place, day = asked.place.place_id, asked.period.end
    if scopes_of(place, period.end) == scopes_of(place, day):
        return frozenset()
    found: Totals = totals(TotalQuestion(place, period, codes, asked.as_of, day))
    return frozenset(found.unclear)


def _hidden(cell: CellKey, one: Measured, place: PlaceVersion) -> bool:
    """Tell whether a commune's text leaves a figure out: a small count about people whom the place would recognise."""
    indicator = catalogue().indicators[cell.indicator]
    return place.place.tier in _LOW and one.amount.counts and hide_small(one.amount.number, indicator).hidden


def targets_for(cells: Iterable[CellKey], asked: Asked) -> dict[CellKey, Decimal]:
    """Return what the place's plans of the period aim at: its own target, else those of the places below together.

    Targets of some places alone are no target of the whole: they count once every place below has one.
    """
    plans = YearPlan.objects.filter(
        place_id=asked.place.place_id, since__lte=asked.period.end, until__gte=asked.period.start, superseded_at=None
    ).values("record_id")
    tasks = PlanTask.objects.filter(plan_id__in=plans, superseded_at=None, target__gt=0).exclude(state=CANCELLED)
    aims = tasks.exclude(indicator="").order_by("pk").values_list("indicator", "place_id", "target")
    sums = targets_of(Aim(indicator, place, target or 0) for indicator, place, target in aims)
    below = _below(asked) if sums else frozenset()
    found = {}
    for cell in cells:
        each = {place: target for (code, place), target in sums.items() if code == cell.indicator and not cell.dims}
        own = each.get(asked.place.place_id)
        target = own or (sum(each.values()) if below and below <= each.keys() else 0)
        if target:
            found[cell] = Decimal(target)
    return found


def _below(asked: Asked) -> frozenset[int]:
    """Return the places that lie directly below on the last day of the period."""
    return frozenset(children_of(asked.place.place_id, asked.period.end).values_list("place_id", flat=True))


def names_for(asked: Asked) -> dict[str, str]:
    """Return the words for the place and the period."""
    label = in_sentence(asked.place)
    before = asked.before
    year = asked.period.end.year
    return {
        "nơi": label,
        "toàn": _whole(asked.place, label),
        "kỳ": period_words(asked.period),
        "kỳ trước": before_words(before) if before else "kỳ trước",
        "năm": str(year),
        "năm sau": str(year + 1),
        "cơ quan": desk_for(asked.place.place_id, _day_of_desk(asked)).authority,
        "cấp dưới": "các địa phương",
        "ngày": f"{asked.period.end:%d/%m/%Y}",
    }


def _day_of_desk(asked: Asked) -> date:
    return asked.period.end


def _whole(place: PlaceVersion, label: str) -> str:
    """Say "toàn tỉnh", "toàn thành phố", "toàn xã" from the place's own kind of name."""
    if place.place.tier == Tier.NATION:
        return _WHOLE[Tier.NATION]
    kind = label.removesuffix(place.name).strip()
    return f"toàn {kind}" if kind else _WHOLE.get(Tier(place.place.tier), "toàn địa bàn")


def in_sentence(place: PlaceVersion) -> str:
    """Return a place's name as in a sentence: "tỉnh Lạng Sơn"."""
    label = label_of(place)
    return label[:1].lower() + label[1:]
