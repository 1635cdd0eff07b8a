"""A look at a workbook before it is taken in: rows to write, rows that are there already, rows to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Severity, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.components.words import hidden, shown
from binhyen.registers.queries.columns import labels
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.planned import ImportPlan, PlannedRow
from binhyen.registers.rules.importing import Doing
from binhyen.sheets.rules.tables import Table
from binhyen.ui.components.sentences import sentence

_SHOWN = 50
_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """A row as it would be written: its number, title and first values."""

    number: int
    title: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would do."""

    head: Sequence[Finding]
    total: int
    added: int
    merged: int
    skipped: int
    wrong: Sequence[tuple[int, Sequence[Finding]]]
    wrong_total: int
    twins: Sequence[PlannedRow]
    twins_total: int
    heads: Sequence[str]
    sample: Sequence[Sample]
    more: Mapping[int, Sequence[Finding]]

    @property
    def clean(self) -> bool:
        """Tell whether it may be taken in."""
        return not self.wrong_total and not has_errors(tuple(self.head)) and self.added + self.merged > 0


def preview_of(register: Register, table: Table, plan: ImportPlan, actor: Actor) -> Preview:
    """Return the look at a workbook."""
    called = labels(register)
    wrong = [(row.number, [_placed(one, called) for one in row.findings]) for row in plan.rows if row.wrong]
    own = {row.number: {(one.code, one.where) for one in row.findings} for row in table.rows}
    more = {
        number: [one for one in found if (one.code, one.where) not in own.get(number, set())] for number, found in wrong
    }
    kept = [one for one in register.listed if one not in hidden(register, actor)][:4]
    fresh = [row for row in plan.rows if row.doing is not Doing.SKIP and not row.wrong]
    return Preview(
        table.findings,
        len(plan.rows),
        len(plan.doing(Doing.NEW)),
        len(plan.doing(Doing.MERGE)),
        len(plan.doing(Doing.SKIP)),
        wrong[:_SHOWN],
        len(wrong),
        plan.twins[:_SHOWN],
        len(plan.twins),
        [called[name] for name in kept],
        [_sample(register, row, kept) for row in fresh[:_SAMPLE]],
        more,
    )


def _sample(register: Register, row: PlannedRow, kept: Sequence[str]) -> Sample:
    cells = [shown(register.by_name[name], row.draft.facts, {}).text for name in kept]
    return Sample(row.number, row.title, cells)


_AT = gettext_noop("%(field)s: %(what)s")


def _placed(finding: Finding, called: Mapping[str, str]) -> Finding:
    """Return a finding that names its column: a row has no field to stand at."""
    if finding.where not in called or finding.severity is not Severity.ERROR:
        return finding
    params = {"field": called[finding.where], "what": sentence(finding.message, finding.params)}
    return replace(finding, message=_AT, params=params)
