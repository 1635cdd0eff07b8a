"""What an entry workbook that came back means for its report: whether it is the right one, and what it writes. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Line
from binhyen.indicators.rules.typed import read_cell, write_amount
from binhyen.kernel.amounts import Amount, Origin
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.entering import CellEntry
from binhyen.sheets.rules.entry import EntryCell, EntryRead, Identity

SHORT_HASH = 16
"""Letters of a file's hash by which a figure names the workbook that it came from."""


class Outcome(StrEnum):
    """What became of a workbook."""

    SAVED = "saved"
    PARTLY = "partly"
    """What was right was saved; the rest is named."""
    UNCHANGED = "unchanged"
    """It says nothing that the report does not say already."""
    AGAIN = "again"
    """The same file was taken in before."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The report that a workbook is held to: its form's version, period and place, and what they are called."""

    report: int
    form: str
    version: int
    form_hash: str
    place: str
    period: str
    place_name: str
    period_name: str


def not_yours(read: EntryRead) -> Finding:
    """Say that the report of a workbook is not there for this person."""
    message = gettext_noop(
        "This workbook is for %(place)s, %(period)s: that report is not among those that you may write. Ask the office "
        "if it should be."
    )
    return Finding("reports.workbook_not_yours", message, params={"place": read.place, "period": read.period})


NOT_SIGNED = Finding(
    "reports.workbook_edited",
    gettext_noop(
        "The hidden ids of this workbook were changed, or another system gave it out. Download the workbook anew and "
        "copy over what was typed."
    ),
)


def identity_findings(read: EntryRead, wanted: Wanted) -> list[Finding]:
    """Say why a workbook is not the one of a report: another place, another period, another version of the form."""
    identity = read.identity
    if identity is None:
        return []
    found = [one for one in (_place(read, wanted), _period(read, wanted)) if one is not None]
    return found or [one for one in (_form(identity, wanted),) if one is not None]


def _place(read: EntryRead, wanted: Wanted) -> Finding | None:
    identity = read.identity
    if identity is None or identity.report == wanted.report:
        return None
    if (identity.place, read.place) == (wanted.place, wanted.place_name):
        return None
    params = {"has": read.place or identity.place, "wanted": wanted.place_name}
    return Finding("reports.workbook_of_another_place", _ANOTHER_PLACE, params=params)


def _period(read: EntryRead, wanted: Wanted) -> Finding | None:
    if read.identity is None or read.identity.period == wanted.period:
        return None
    params = {"has": read.period or read.identity.period, "wanted": wanted.period_name}
    return Finding("reports.workbook_of_another_period", _ANOTHER_PERIOD, params=params)


def _form(identity: Identity, wanted: Wanted) -> Finding | None:
    params = {"has": identity.version, "wanted": wanted.version, "form": wanted.form}
    if identity.form != wanted.form:
        params["has_form"] = identity.form
        return Finding("reports.workbook_of_another_form", _ANOTHER_FORM, params=params)
    if (identity.version, identity.form_hash) != (wanted.version, wanted.form_hash):
        return Finding("reports.workbook_of_another_version", _ANOTHER_VERSION, params=params)
    if identity.report != wanted.report:
        return Finding("reports.workbook_of_another_report", _ANOTHER_REPORT, params=params)
    return None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook writes: entries for the cells that were touched, and remarks on what cannot be taken."""

    entries: tuple[CellEntry, ...]
    findings: tuple[Finding, ...]


def contents_of(
    read: EntryRead,
    lines: Mapping[CellKey, Line],
    catalogue: Catalogue,
    counted: Mapping[CellKey, Decimal],
    origin_ref: str,
) -> Contents:
    """Read the touched cells of a workbook. A cell that stands as it was given out is not written.

    A number that a register counts (`counted`) and that was typed over needs its reason in the note, as on the page.
    """
    entries: list[CellEntry] = []
    findings: list[Finding] = []
    broken = {finding.where for finding in read.findings if finding.severity is Severity.ERROR}
    for cell in lines:
        stands = read.cells.get(str(cell))
        if stands is None or not stands.touched or str(cell) in broken:
            continue
        amount, found = _amount(cell, stands, catalogue)
        findings += found
        if not any(one.severity is Severity.ERROR for one in found):
            entries.append(
                CellEntry(cell, amount, stands.version, stands.note, Origin.IMPORTED, origin_ref, counted.get(cell))
            )
    return Contents(tuple(entries), tuple(findings))


def _amount(cell: CellKey, stands: EntryCell, catalogue: Catalogue) -> tuple[Amount, list[Finding]]:
    """Read one cell; what its indicator does not take is said at the cell."""
    indicator = catalogue.indicators[cell.indicator]
    amount, refused = read_cell(stands.value, indicator)
    if refused is None and not (stands.formula or stands.error or stands.merged):
        return amount, []
    found = [replace(one, where=str(cell)) for one in _marks(stands, write_amount(amount))]
    blocked = any(one.severity is Severity.ERROR for one in found)
    if refused is not None and not blocked:
        found.append(replace(refused, where=str(cell)))
    return amount, found


def _marks(stands: EntryCell, written: str) -> Iterator[Finding]:
    """Say of a cell that it is merged, holds an error, or computes."""
    params = {"label": stands.label, "row": stands.row}
    if stands.merged:
        yield Finding("reports.merged_cell", _MERGED, params=params)
    if stands.error:
        yield Finding("reports.error_cell", _ERROR_CELL, params=params)
    elif stands.formula and stands.value is None:
        yield Finding("reports.formula_without_value", _NO_RESULT, params=params)
    elif stands.formula:
        yield Finding("reports.formula_cell", _FORMULA, Severity.WARNING, {**params, "value": written})


_ANOTHER_PLACE = gettext_noop(
    "This workbook was given out for %(has)s, and this report is that of %(wanted)s. Choose the workbook of "
    "%(wanted)s, or download it anew."
)
_ANOTHER_PERIOD = gettext_noop(
    "This workbook is for %(has)s, and this report for %(wanted)s. Choose the workbook of that period, or download it "
    "anew."
)
_ANOTHER_FORM = gettext_noop(
    "This workbook is of the form “%(has_form)s”, and this report of the form “%(form)s”. Choose the right one, or "
    "download it anew."
)
_ANOTHER_VERSION = gettext_noop(
    "This workbook is of version %(has)s of the form, and the report is filled in by version %(wanted)s. Download the "
    "workbook anew and copy over what was typed."
)
_ANOTHER_REPORT = gettext_noop(
    "This workbook belongs to another report of the same form and period. Open that report, or download this "
    "one's workbook."
)
_MERGED = gettext_noop(
    "“%(label)s” (row %(row)s) is merged with other cells: nobody can tell whose number stands there. Take the merge "
    "apart and type each number into its own row."
)
_ERROR_CELL = gettext_noop("“%(label)s” (row %(row)s) holds an error (#…) of the workbook. Type the number instead.")
_NO_RESULT = gettext_noop(
    "“%(label)s” (row %(row)s) is a formula whose result was not saved. Type the number, or open and save the workbook "
    "in a spreadsheet program."
)
_FORMULA = gettext_noop("“%(label)s” (row %(row)s) is a formula; the result saved in the file was taken: %(value)s.")
