"""Consolidated tables: a row a reporter, a column a line of the form, read part by part; sums by each line's rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cell_keys, cells_of, content_of
from binhyen.indicators.rules.catalogue import OverPlaces
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Section
from binhyen.indicators.rules.guards import is_guarded
from binhyen.indicators.rules.suppression import hidden_in_table
from binhyen.kernel.amounts import NO_SUM, Amount, Bound, Said, add_up
from binhyen.kernel.amounts import Sum as Added
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import accepted_at, amount_of, known_at
from binhyen.reports.queries.targets import codes_of
from binhyen.reports.rules.asking import day_of
from binhyen.reports.rules.lifecycle import Standing, State, Timeliness
from binhyen.reports.rules.timeliness import Expected, timeliness
from binhyen.reports.rules.totals import Basis

_PART = 200
_WORDS = 20


@dataclass(frozen=True, slots=True)
class TableAsked:
    """Reports that somebody sees, of one period, and how their values are asked for.

    `own` are the paths of reports whose small counts are not hidden: the person's own.
    """

    version: FormVersion
    reports: QuerySet[Report]
    today: date
    basis: Basis = Basis.SAVED
    as_of: datetime | None = None
    own: tuple[str, ...] = ()
    section: str = ""
    """Key of the one section that is asked for; "" for all."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are asked for; all of them where there is none of that key."""
        every = content_of(self.version).sections
        return tuple(one for one in every if one.key == self.section) or every

    @property
    def cells(self) -> tuple[CellKey, ...]:
        """The cells of the columns, in order."""
        return tuple(line.cell for section in self.sections for line in section.lines)

    @property
    def holds(self) -> Q:
        """The condition that a value holds on the basis and at the instant."""
        return (known_at if self.basis is Basis.SAVED else accepted_at)(self.as_of) & ~Q(said=Said.EMPTY)

    def values(self, cells: Iterable[CellKey]) -> QuerySet[Figure]:
        """Return the values of some columns."""
        known = cells_of(self.version)
        ids = [known[cell] for cell in cells if cell in known]
        return Figure.objects.filter(self.holds, report__in=self.reports.order_by().values("pk"), cell_id__in=ids)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One reporter: what it says, what of it is not accepted yet, what is hidden, how it stands to its day."""

    report_id: int
    code: str
    name: str
    timely: Timeliness | None = None
    amounts: Mapping[CellKey, Amount] = field(default_factory=dict)
    waiting: frozenset[CellKey] = frozenset()
    hidden: frozenset[CellKey] = frozenset()

    @property
    def missing(self) -> bool:
        """Tell whether it is expected and says nothing."""
        return not self.amounts and self.timely in {Timeliness.DUE, Timeliness.OVERDUE}


def table_sums(asked: TableAsked) -> dict[CellKey, Added | None]:
    """Return the sum of each column, by the rule of its indicator; None where places make no number. Two queries."""
    rows = asked.values(asked.cells).order_by().values_list("cell_id", "said", "bound")
    keys = cell_keys(cells_of(asked.version).values())
    parts: dict[CellKey, list[Amount]] = {}
    for cell, said, bound, value, whole in rows.annotate(value=Sum("amount"), whole=Sum("denominator")):
        if said != Said.VAGUE:
            parts.setdefault(keys[cell], []).append(Amount(Said(said), value, whole, Bound(bound)))
    vague = asked.values(asked.cells).filter(said=Said.VAGUE).order_by("report_id", "cell_id")
    for cell, words in vague.values_list("cell_id", "words"):
        parts.setdefault(keys[cell], []).append(Amount(Said.VAGUE, bound=Bound.VAGUE, words=words))
    return {cell: summed(cell, parts.get(cell, ())) for cell in asked.cells}


def summed(cell: CellKey, amounts: Sequence[Amount]) -> Added | None:
    """Add one column up; None where its indicator is not added over places."""
    indicator = catalogue().find(cell.indicator)
    if indicator is None or (indicator.over_places is OverPlaces.NONE and len(amounts) > 1):
        return None
    return add_up(amounts) if amounts else NO_SUM


_HEAD = ("pk", "place_id", "place_path", "name", "standing", "state", "due_on", "first_submitted_at")


def table_rows(asked: TableAsked) -> Iterator[TableRow]:
    """Give the rows in the order of their names, reading two hundred reports at a time."""
    listed = list(asked.reports.order_by("sort_key", "pk").values_list(*_HEAD, "collection__map_day"))
    hidden = _hidden(asked)
    for start in range(0, len(listed), _PART):
        part = listed[start : start + _PART]
        codes = dict(codes_of((row[0], row[1], row[8]) for row in part))
        values = _values(asked, [row[0] for row in part])
        for row in part:
            said = values.get(row[0], {})
            yield TableRow(
                report_id=row[0],
                code=codes.get(row[0], ""),
                name=row[3],
                timely=_timely(Standing(row[4]), State(row[5]), (row[6], row[7]), asked.today),
                amounts={cell: amount_of(one) for cell, one in said.items()},
                waiting=frozenset(cell for cell, one in said.items() if not _accepted(one, asked.as_of)),
                hidden=frozenset(hidden.get(row[0], ())),
            )


def _values(asked: TableAsked, report_ids: Sequence[int]) -> dict[int, dict[CellKey, Figure]]:
    rows = list(asked.values(asked.cells).filter(report_id__in=report_ids))
    keys = cell_keys(one.cell_id for one in rows)
    found: dict[int, dict[CellKey, Figure]] = {}
    for one in rows:
        found.setdefault(one.report_id, {})[keys[one.cell_id]] = one
    return found


def _timely(standing: Standing, state: State, days: tuple[date, datetime | None], today: date) -> Timeliness:
    due, sent = days
    return timeliness(Expected(standing, state, due, None if sent is None else day_of(sent)), today)


def _accepted(one: Figure, as_of: datetime | None) -> bool:
    if one.accepted_at is None or (as_of is not None and one.accepted_at > as_of):
        return False
    return one.displaced_at is None or (as_of is not None and one.displaced_at > as_of)


def _hidden(asked: TableAsked) -> dict[int, set[CellKey]]:
    """Return which cells of which reports are hidden: small counts, and those that would give them away."""
    known = catalogue().indicators
    guarded = [cell for cell in asked.cells if cell.indicator in known and is_guarded(known[cell.indicator])]
    if not guarded:
        return {}
    rows = asked.values(guarded).exclude(report__place_path__in=asked.own).order_by("cell_id", "pk")
    listed = list(rows.values_list("report_id", "cell_id", "amount"))
    keys = cell_keys({cell for _, cell, _ in listed})
    found: dict[int, set[CellKey]] = {}
    for report, cell in hidden_in_table({(report, keys[cell]): value for report, cell, value in listed}):
        found.setdefault(report, set()).add(cell)
    return found
