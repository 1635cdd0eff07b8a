"""What is typed into the grid: fields by report and cell, read as amounts, saved, and what could not be saved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from django.http import QueryDict

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Origin, Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.reports.actions.entering import save_reports
from binhyen.reports.components.entry import Left, version_of
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.counted import Counted, countable_cells, counted_for
from binhyen.reports.queries.figures import Values, amount_of, current_values, past_of, values_of_versions
from binhyen.reports.rules.entering import CellEntry

TEXT, BASE, NOTE = "v.", "b.", "n."
"""Fields of a cell: what is typed, over which version, and why; report and cell follow: "v.12.leaflets"."""
_LONGEST_TEXT = 500
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into one cell. `note` None leaves the note as it is."""

    cell: CellKey
    text: str
    base: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What the grid sent, by report; and what its buttons ask for besides.

    `same` names cells that keep what they said the period before; `all_same` is all stocks that are empty,
    `all_nothing` all other empty cells. `found` are cells at which the page shows something that may be over now.
    """

    typed: Mapping[int, Sequence[Typed]] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    all_same: bool = False
    all_nothing: bool = False
    found: frozenset[str] = frozenset()


def sent_of(data: QueryDict) -> Sent:
    """Read the grid's fields; what names no cell is left out."""
    chosen = dict(_chosen(one) for one in data.getlist("use"))
    dropped = set(data.getlist("keep"))
    typed: defaultdict[int, list[Typed]] = defaultdict(list)
    for name in data:
        address = name.removeprefix(TEXT)
        if not name.startswith(TEXT) or address in dropped:
            continue
        report_id, cell = _address(address)
        if cell is not None:
            base = chosen.get(address, whole_number(data.get(BASE + address, "")))
            note = data.get(NOTE + address)
            typed[report_id].append(Typed(cell, data.get(name, "")[:_LONGEST_TEXT], base, note))
    same = frozenset(data.getlist("same"))
    return Sent(typed, same, "*" in same, data.get("nothing") == "*", frozenset(data.getlist("found")) | dropped)


def _chosen(text: str) -> tuple[str, int]:
    """Read which version somebody looked at and writes over: "12.leaflets=3"."""
    address, _, version = text.rpartition("=")
    return address, whole_number(version)


def whole_number(text: str) -> int:
    """Read a whole number that a page wrote into a field; anything else is 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _address(text: str) -> tuple[int, CellKey | None]:
    report_id, _, cell = text.partition(".")
    try:
        return whole_number(report_id), parse_cell_key(cell)
    except Refused:
        return 0, None


# ------------------------------------------------------------------ saving


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of what was sent: how many values are new, and by report what was not saved and why."""

    changed: int = 0
    left: Mapping[int, Mapping[str, Left]] = field(default_factory=dict)

    def left_of(self, report: Report) -> Mapping[str, Left]:
        """Return what one report did not take."""
        return self.left.get(report.pk, {})

    @property
    def refused(self) -> int:
        """How many cells were not saved."""
        return sum(len(one) for one in self.left.values())


def save_sent(sent: Sent, reports: Sequence[Report], *, by: Actor, at: datetime) -> Kept:
    """Save what can be saved; the rest comes back with its reasons. Reports that are not named here are not written.

    Whether this person writes at all is asked by the action, once for every report.
    """
    desks = _desks(sent, reports)
    entries = {desk.report.pk: desk.entries() for desk in desks}
    saved = save_reports(entries=entries, by=by, at=at, partly=True) if entries else {}
    left: dict[int, dict[str, Left]] = {}
    for desk in desks:
        left[desk.report.pk] = desk.left([*desk.unread, *saved[desk.report.pk].findings])
    changed = sum(one.changed for one in saved.values())
    return Kept(changed, {pk: one for pk, one in left.items() if one})


def with_refused(kept: Kept, sent: Sent, refused: Mapping[int, Finding]) -> Kept:
    """Return what became of what was sent, with reports that took nothing: each cell says why."""
    left = {
        pk: {
            str(one.cell): Left(one.text, one.base, one.note or "", (replace(finding, where=str(one.cell)),))
            for one in sent.typed.get(pk, ())
        }
        for pk, finding in refused.items()
    }
    return replace(kept, left={**kept.left, **{pk: one for pk, one in left.items() if one}})


def _desks(sent: Sent, reports: Sequence[Report]) -> list["_Desk"]:
    fills = sent.all_same or sent.all_nothing or bool(sent.same)
    wanted = [one for one in reports if sent.typed.get(one.pk) or fills]
    values = current_values(one.pk for one in wanted)
    past = past_of(wanted) if fills else {}
    return [_Desk(one, sent, values.get(one.pk, {}), past[one.pk].before if one.pk in past else {}) for one in wanted]


class _Desk:
    """One report while what was typed into it is read."""

    def __init__(self, report: Report, sent: Sent, values: Values, before: Values) -> None:
        self.report, self.sent, self.values, self.before = report, sent, values, before
        self.form: FormContent = content_of(report.collection.version)
        self.typed = list(sent.typed.get(report.pk, ()))
        self.counted = self._counts()
        self.unread: list[Finding] = []
        self.old = self._old()

    def _old(self) -> Mapping[CellKey, Figure]:
        """Return the values that cells showed when the page was opened, where another was saved since."""
        moved = {
            one.cell: one.base for one in self.typed if one.base and version_of(self.values.get(one.cell)) != one.base
        }
        return values_of_versions(self.report, moved) if moved else {}

    def _counts(self) -> Mapping[CellKey, Counted]:
        known = set(countable_cells(self.form))
        fills = self.sent.all_nothing or self.sent.all_same
        return counted_for(self.report, self.form) if fills or any(one.cell in known for one in self.typed) else {}

    def entries(self) -> list[CellEntry]:
        """Return what can be read, and what the buttons fill in."""
        read = [entry for one in self.typed if (entry := self._entry(one)) is not None]
        written = {one.cell for one in read if one.amount.said is not Said.EMPTY} | {
            parse_cell_key(finding.where) for finding in self.unread
        }
        filled = [one for one in self._filled() if one.cell not in written]
        kept = {one.cell for one in filled}
        return [*(one for one in read if one.cell not in kept), *filled]

    def _entry(self, one: Typed) -> CellEntry | None:
        """Read one cell; what is no amount is noted and left out."""
        indicator = catalogue().find(one.cell.indicator)
        amount, finding = read_amount(one.text, indicator) if indicator else (EMPTY, None)
        if finding is not None:
            self.unread.append(replace(finding, where=str(one.cell)))
            return None
        stands = self.values.get(one.cell)
        if one.cell in self.old and amount_of(self.old[one.cell]) == amount and one.note is None:
            return None  # it shows what the page was opened with: nobody typed here
        note = one.note if one.note is not None else (stands.note if stands else "")
        return self._beside_count(CellEntry(one.cell, amount, one.base, note), stands)

    def _beside_count(self, entry: CellEntry, stands: Figure | None) -> CellEntry:
        """Take what the register counts where nothing else is typed; keep the count beside another number."""
        counted = self.counted.get(entry.cell)
        if counted is None:
            return replace(entry, counted=_counted_then(entry, stands))
        if entry.amount.said is Said.EMPTY or entry.amount == counted.amount:
            link = counted.link[:300]
            return replace(entry, amount=counted.amount, note="", origin=Origin.COUNTED, origin_ref=link)
        return replace(entry, counted=counted.amount.number)

    def _filled(self) -> Iterable[CellEntry]:
        """Return what the buttons fill into cells that say nothing: what they said before, or nothing to report."""
        for cell in self.form.cells:
            stands = self.values.get(cell)
            if cell in self.counted or (stands is not None and stands.said != Said.EMPTY):
                continue
            amount = self._fill(cell)
            if amount is not None:
                yield CellEntry(cell, amount, stands.version if stands else 0)

    def _fill(self, cell: CellKey) -> Amount | None:
        before = self.before.get(cell)
        is_stock = catalogue().indicators[cell.indicator].is_stock
        said_before = before is not None and before.said != Said.EMPTY
        keeps = f"{self.report.pk}.{cell}" in self.sent.same or (self.sent.all_same and is_stock)
        if keeps and before is not None and said_before:
            return amount_of(before)
        stood = is_stock and before is not None and bool(before.amount)
        return NOTHING if self.sent.all_nothing and not stood else None

    def left(self, findings: Iterable[Finding]) -> dict[str, Left]:
        """Return what was typed and not saved, by cell."""
        by_cell: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_cell[finding.where].append(finding)
        known = {str(one.cell): one for one in self.typed}
        return {
            cell: Left(one.text, one.base, one.note or "", tuple(found))
            for cell, found in by_cell.items()
            if (one := known.get(cell)) is not None
        }


def _counted_then(entry: CellEntry, stands: Figure | None) -> Decimal | None:
    """Return the count that stood beside a number when it was typed, while the number stays the same."""
    if stands is None or stands.counted is None or entry.amount != amount_of(stands):
        return None
    return stands.counted
