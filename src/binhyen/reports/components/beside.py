"""The panel of the chosen cell: what it counts, how it adds up, its past, what is checked, what can be explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from binhyen.indicators.components.catalogue import ON_PLACES, ON_TIME, shown_check
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.explained import checks_about
from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.reports.components.entry import Past, past_of_cell, text_of
from binhyen.reports.components.heading import short_period
from binhyen.reports.components.sketch import Sketch, sketch_of
from binhyen.reports.queries.cells import Point
from binhyen.reports.queries.checks import waivable_codes
from binhyen.reports.queries.entry import EntryLine, Sheet
from binhyen.reports.rules import addresses
from binhyen.reports.rules.sending import CHECK

_CHECKS = 4


@dataclass(frozen=True, slots=True)
class Explainable:
    """A remarkable value of the cell that its author may explain."""

    code: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the grid for one cell."""

    number: int
    cell: str
    name: str
    label: str
    definition: str
    adds: tuple[str, ...]
    sketch: Sketch | None
    before: Past
    before_by: str
    before_at: datetime | None
    checks: Sequence[str]
    explainable: Sequence[Explainable]
    note: str
    base: int
    text: str
    noted: bool
    """Whether the note may be written here: rows with room for a reason have their own."""
    files: int
    talk: int
    href: str
    indicator: str


def beside_of(sheet: Sheet, line: EntryLine, series: Sequence[Point], *, editable: bool) -> Beside:
    """Return the panel of a line."""
    cell, value, before = str(line.line.cell), line.value, line.before
    own_note = line.counted is not None or bool(value and value.note)
    return Beside(
        number=line.number,
        cell=cell,
        name=f"{sheet.report.pk}.{cell}",
        label=line.line.label,
        definition=line.indicator.definition,
        adds=(gettext(ON_PLACES[line.indicator.over_places]), gettext(ON_TIME[line.indicator.over_time])),
        sketch=_sketch(line, series),
        before=past_of_cell(before, cell),
        before_by=sheet.posts.get(before.by_post, "") if before else "",
        before_at=before.recorded_at if before else None,
        checks=_checks(line),
        explainable=_explainable(line) if editable else [],
        note=value.note if value else "",
        base=value.version if value else 0,
        text=text_of(value),
        noted=editable and not line.locked and not own_note,
        files=line.files,
        talk=len(line.remarks),
        href=addresses.cell(sheet.report.pk, cell),
        indicator=line.line.cell.indicator,
    )


def _explainable(line: EntryLine) -> list[Explainable]:
    asking = [one for one in line.findings if one.severity is not Severity.INFO]
    codes = [(one.code.removeprefix(CHECK), one) for one in asking]
    return [Explainable(code, one) for code, one in codes if code in waivable_codes()]


def _checks(line: EntryLine) -> list[str]:
    """Return what is checked at a cell, in the checks' own sentences; the catalogue's bounds first."""
    names = {code: one.name for code, one in catalogue().indicators.items()}
    named = [one for one in checks_about(line.indicator) if one.left and one.left.indicator == line.indicator.code]
    return [shown_check(one, line.indicator, names).sentence for one in named[:_CHECKS]]


def _sketch(line: EntryLine, series: Sequence[Point]) -> Sketch | None:
    if line.indicator.is_share:
        return None
    values = [one.figure.amount if one.figure.said == Said.NUMBER else None for one in series]
    now = line.value.amount if line.value and line.value.said == Said.NUMBER else None
    return sketch_of([short_period(one.period) for one in series], values, now)
