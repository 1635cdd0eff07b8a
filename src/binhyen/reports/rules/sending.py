"""What has to be right before a report is sent, and how findings and their explanations meet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.amounts import Amount, Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

CHECK = "check."
"""Codes of findings that come from the checks of the catalogue begin so."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A remarkable value and why it is right: one check, one cell, one version of its value."""

    check_code: str
    cell: CellKey
    version: int


def empty_findings(form: FormContent, said: Mapping[CellKey, Amount]) -> list[Finding]:
    """Say which required cells say nothing: zero and "nothing to report" are answers, an empty cell is none."""
    message = gettext_noop("“%(label)s” is empty. Enter a number, 0, or KPS when there was nothing.")
    return [
        Finding("reports.empty_cell", message, params={"label": line.label}, where=str(line.cell))
        for line in form.lines
        if line.required and said.get(line.cell, _NONE).said is Said.EMPTY
    ]


_NONE = Amount(Said.EMPTY)


def unexplained(
    findings: Iterable[Finding],
    waivable: Collection[str],
    explained: Collection[Explained],
    versions: Mapping[CellKey, int],
) -> list[Finding]:
    """Return the findings of checks that still hinder sending.

    An explanation answers a check that may be explained, at the value that it was given for. What may be explained
    and is not hinders as an error does, and says so; informations never hinder.
    """
    known = {(one.check_code, str(one.cell), one.version) for one in explained}
    numbers = {str(cell): version for cell, version in versions.items()}
    left = []
    for finding in findings:
        code = finding.code.removeprefix(CHECK)
        answered = (code, finding.where, numbers.get(finding.where, 0)) in known
        if finding.severity is Severity.INFO or (code in waivable and answered):
            continue
        left.append(replace(finding, severity=Severity.ERROR))
    return left


def stale_findings(form: FormContent, returned: Sequence[CellKey]) -> list[Finding]:
    """Say which cells that the office returns are not in the form."""
    cells = set(form.cells)
    message = gettext_noop("The cell %(cell)s is not in this form. Take it out, or use the form that has it.")
    return [
        Finding("reports.not_in_form", message, params={"cell": str(cell)}, where=str(cell))
        for cell in returned
        if cell not in cells
    ]
