"""What confirming a text would write, cell by cell, before anything is written: for the page and for the action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import EMPTY, Amount, Origin, Said
from binhyen.kernel.findings import Finding, has_errors
from binhyen.narrative.models import Proposal
from binhyen.narrative.queries.proposals import Desk, cell_of, decided_amount_of
from binhyen.narrative.rules.deciding import TAKEN
from binhyen.narrative.rules.ordering import joined_amount
from binhyen.reports.queries.counted import Counted
from binhyen.reports.queries.figures import amount_of
from binhyen.reports.queries.workbooks import standings_of
from binhyen.reports.rules.entering import CellEntry, beside_count, differs, entry_findings, meeting_findings, same


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says to the preview: over which versions the text's value stands, and notes, by cell.

    `leave` are cells that stay as they are; `reason` is the note of every cell that needs one and has none of its own.
    """

    over: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    leave: frozenset[str] = frozenset()
    reason: str = ""


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class CellPlan:
    """One cell that would be written: by which proposals, with what, over what."""

    cell: CellKey
    label: str
    rows: tuple[Proposal, ...]
    entry: CellEntry
    stands: Amount
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False
    """The report says the same already, or the register counts it: nothing is written."""
    left: bool = False
    """A person lets the cell stay as it is: nothing is written, no sentence is kept."""
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What confirming would do."""

    cells: tuple[CellPlan, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that keeps it from being written."""
        return tuple(one for plan in self.cells for one in plan.findings)

    @property
    def wrong(self) -> bool:
        """Tell whether anything does."""
        return has_errors(self.findings)

    @property
    def to_write(self) -> tuple[CellPlan, ...]:
        """The cells that change."""
        return tuple(one for one in self.kept if not one.unchanged)

    @property
    def kept(self) -> tuple[CellPlan, ...]:
        """The cells whose sentences are kept."""
        return tuple(one for one in self.cells if not one.left)


def plan_of(desk: Desk, said: Answers = NO_ANSWERS) -> Plan:
    """Say what confirming would write, by the rules by which cells are saved."""
    rows: dict[CellKey, list[Proposal]] = {}
    for row in desk.rows:
        cell = cell_of(row.decided_cell) if row.decision in TAKEN else None
        if cell is not None and cell in desk.lines:
            rows.setdefault(cell, []).append(row)
    order = {cell: number for number, cell in enumerate(desk.lines)}
    return Plan(tuple(_cell(desk, cell, rows[cell], said) for cell in sorted(rows, key=lambda one: order[one])))


def _cell(desk: Desk, cell: CellKey, rows: Sequence[Proposal], said: Answers) -> CellPlan:
    label, stored = desk.lines[cell].label, desk.values.get(cell)
    standings = standings_of(desk.report, {cell: stored} if stored else {})
    entry = beside_count(_entry(desk, cell, rows, said), standings.get(cell))
    unchanged = same(entry, standings.get(cell)) or _is_count(entry)
    left = str(cell) in said.leave
    found: list[Finding] = []
    if not unchanged and not left:
        found = entry_findings(entry, desk.lines, catalogue())
        found += meeting_findings([entry], standings, {cell: label})
    stands = amount_of(stored) if stored else EMPTY
    counted = desk.counted.get(cell)
    return CellPlan(cell, label, tuple(rows), entry, stands, tuple(found), unchanged, left=left, counted=counted)


def _entry(desk: Desk, cell: CellKey, rows: Sequence[Proposal], said: Answers) -> CellEntry:
    amount = joined_amount([decided_amount_of(row) for row in rows])
    base = said.over.get(str(cell), min(row.base_version for row in rows))
    counted = desk.counted.get(cell)
    number = counted.amount.number if counted is not None and counted.amount.said is Said.NUMBER else None
    entry = CellEntry(cell, amount, base, said.notes.get(str(cell), "").strip(), Origin.READ, "", number)
    needs = number is not None and differs(entry) and not entry.note
    return replace(entry, note=said.reason) if needs else entry


def _is_count(entry: CellEntry) -> bool:
    """Tell whether a register counts the same: it is left to the register."""
    plain = entry.amount.said is Said.NUMBER and entry.amount.denominator is None
    return plain and entry.counted is not None and entry.amount.value == entry.counted
