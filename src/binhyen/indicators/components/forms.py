"""Words and parts of the pages of report forms: who fills in, how often, what changed, what a draft still lacks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.building import Offered, SeenForm
from binhyen.indicators.queries.packs import catalogue, dims
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.differing import Change, Difference
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType
from binhyen.indicators.rules.templates import Spot, suggested
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.ui.components.parts import Choice
from binhyen.ui.components.sentences import sentence as sentence_of

FILLED_BY: Mapping[FilledBy, str] = {
    FilledBy.COMMUNE: gettext_noop("communes, wards and special zones"),
    FilledBy.RESIDENTIAL_AREA: gettext_noop("residential areas"),
    FilledBy.UNIT: gettext_noop("agencies, enterprises and schools"),
    FilledBy.ASSOCIATION: gettext_noop("associations"),
    FilledBy.PROVINCE: gettext_noop("the province itself"),
}
PERIOD_TYPES: Mapping[PeriodType, str] = {
    PeriodType.MONTH: gettext_noop("every month"),
    PeriodType.QUARTER: gettext_noop("every quarter"),
    PeriodType.HALF: gettext_noop("every half-year"),
    PeriodType.NINE_MONTHS: gettext_noop("for nine months"),
    PeriodType.YEAR: gettext_noop("every year"),
    PeriodType.YEARS: gettext_noop("for several years at once"),
}
STATES: Mapping[FormState, tuple[str, str]] = {
    FormState.DRAFT: ("draft", gettext_noop("Being written")),
    FormState.PUBLISHED: ("active", gettext_noop("In use")),
    FormState.RETIRED: ("ended", gettext_noop("Was in use")),
}
"""Chip code and word of each state."""
CHANGES: Mapping[Change, str] = {
    Change.ADDED: gettext_noop("New line %(key)s “%(label)s” in section %(after)s."),
    Change.REMOVED: gettext_noop("Line %(key)s “%(label)s” is left out."),
    Change.MOVED: gettext_noop("Line %(key)s “%(label)s” stands elsewhere (section %(after)s)."),
    Change.ASKS_ELSE: gettext_noop(
        "Line %(key)s asks for another figure: before “%(before)s”, now “%(after)s”. Earlier periods can't be compared."
    ),
    Change.RELABELLED: gettext_noop("Line %(key)s is called “%(after)s”, before “%(before)s”."),
    Change.UNIT: gettext_noop("Line %(key)s is measured in “%(after)s”, before “%(before)s”."),
    Change.REQUIRED: gettext_noop("Line %(key)s “%(label)s” must be filled in."),
    Change.OPTIONAL: gettext_noop("Line %(key)s “%(label)s” may stay empty."),
    Change.MAPPED: gettext_noop("Line %(key)s goes into %(after)s of the file, before %(before)s."),
    Change.SECTION_ADDED: gettext_noop("New section %(key)s “%(label)s”."),
    Change.SECTION_REMOVED: gettext_noop("Section %(key)s “%(label)s” is left out."),
    Change.SECTION_RENAMED: gettext_noop("Section %(key)s is headed “%(after)s”, before “%(before)s”."),
    Change.TITLE: gettext_noop("The title is “%(after)s”, before “%(before)s”."),
    Change.FILLED_BY: gettext_noop("Filled in by %(after)s, before by %(before)s."),
    Change.PERIOD_TYPE: gettext_noop("Due %(after)s, before %(before)s."),
    Change.WINDOW: gettext_noop("Days of the data: %(after)s; before: %(before)s."),
    Change.DUE_DAYS: gettext_noop("Due %(after)s working days after the data are closed, before %(before)s."),
    Change.COVERS_BELOW: gettext_noop("Figures cover everything below the place: %(after)s, before %(before)s."),
    Change.SOURCE: gettext_noop("The source is “%(after)s”, before “%(before)s”."),
    Change.NOTES: gettext_noop("The notes are “%(after)s”, before “%(before)s”."),
}
_GOOD = frozenset({Change.ADDED, Change.SECTION_ADDED})
_BAD = frozenset({Change.REMOVED, Change.SECTION_REMOVED, Change.ASKS_ELSE})
_NOTHING = gettext_noop("(empty)")


@dataclass(frozen=True, slots=True)
class SaidChange:
    """A change in words, with the icon that it is told by."""

    icon: str
    look: str
    sentence: str


def said_changes(found: Iterable[Difference]) -> tuple[SaidChange, ...]:
    """Say each change between two versions in a sentence."""
    return tuple(_said(one) for one in found)


def _said(one: Difference) -> SaidChange:
    before, after = (_word(one.change, text) for text in (one.before, one.after))
    sentence = gettext(CHANGES[one.change]) % {
        "key": one.key,
        "label": one.label or gettext(_NOTHING),
        "before": before,
        "after": after,
    }
    if one.change in _GOOD:
        return SaidChange("plus", "c-met", sentence)
    if one.change in _BAD:
        return SaidChange("warn" if one.change is Change.ASKS_ELSE else "x", "c-not", sentence)
    return SaidChange("route" if one.change is Change.MOVED else "edit", "c-returned", sentence)


def _word(change: Change, text: str) -> str:
    """Say what stood or stands: codes by their names."""
    said = _CODED.get(change)
    return said(text) if said and text else text or gettext(_NOTHING)


def window_name(code: str) -> str:
    """Name a rule for the days of the data; an unknown one by its code."""
    rule = windows().get(code)
    return rule.name if rule else code


def cell_name(cell: CellKey) -> str:
    """Say what a cell is in the catalogue's words: "Mô hình (Tình trạng: Mới)"."""
    indicator = catalogue().find(cell.indicator)
    name = indicator.name if indicator else cell.indicator
    parts = [_pair(code, value) for code, value in cell.split.items()]
    return f"{name} ({'; '.join(parts)})" if parts else name


def _pair(code: str, value: str) -> str:
    dim = dims().get(code)
    return f"{dim.name}: {dim.name_of(value)}" if dim else f"{code}: {value}"


_CODED: Mapping[Change, Callable[[str], str]] = {
    Change.FILLED_BY: lambda code: gettext(FILLED_BY[FilledBy(code)]),
    Change.PERIOD_TYPE: lambda code: gettext(PERIOD_TYPES[PeriodType(code)]),
    Change.WINDOW: window_name,
    Change.COVERS_BELOW: lambda code: gettext("yes") if code == "True" else gettext("no"),
    Change.ASKS_ELSE: lambda code: cell_name(parse_cell_key(code)),
}


# ------------------------------------------------------------------ a form at a glance


@dataclass(frozen=True, slots=True)
class Frame:
    """Who fills a form in, how often, over which days and until when, in words."""

    filled_by: str
    period: str
    window: str
    due_days: int
    lines: int
    required: int
    sections: int


def frame_of(form: FormContent) -> Frame:
    """Return a form's frame in words."""
    return Frame(
        gettext(FILLED_BY[form.filled_by]),
        gettext(PERIOD_TYPES[form.period_type]),
        window_name(form.window),
        form.due_days,
        len(form.lines),
        sum(line.required for line in form.lines),
        len(form.sections),
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip of `ui` with its own word."""

    code: str
    word: str


def chip_of(version: FormVersion) -> Chip:
    """Return the chip of a version's state."""
    code, word = STATES[FormState(version.state)]
    return Chip(code, gettext(word))


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form in the list: what is shown of it, and the chips of what there is."""

    code: str
    name: str
    own: bool
    filled_by: str
    period: str
    versions: int
    chips: tuple[Chip, ...]


def listed(seen: SeenForm) -> ListedForm:
    """Return a form as the list shows it."""
    shown = seen.shown
    chips = tuple(chip_of(one) for one in (seen.current, seen.draft) if one is not None)
    return ListedForm(
        seen.form.code,
        seen.form.name,
        seen.own,
        gettext(FILLED_BY[FilledBy(shown.filled_by)]),
        gettext(PERIOD_TYPES[PeriodType(shown.period_type)]),
        sum(one.state != FormState.DRAFT for one in seen.versions),
        chips or (chip_of(shown),),
    )


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version in the list of a form's versions."""

    version: FormVersion
    chip: Chip


def versions_of(seen: SeenForm) -> tuple[ShownVersion, ...]:
    """Return a form's versions with their chips, the newest first."""
    return tuple(ShownVersion(one, chip_of(one)) for one in seen.versions)


# ------------------------------------------------------------------ what a draft holds


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line as the builder shows it: what it asks for is said where the label says it otherwise."""

    line: Line
    asks: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section as the builder shows it."""

    key: str
    title: str
    lines: tuple[DraftLine, ...]
    findings: tuple[Finding, ...]
    first: bool
    last: bool


def draft_sections(form: FormContent, findings: Sequence[Finding]) -> tuple[DraftSection, ...]:
    """Return a draft's sections with each finding at its line or section."""
    end = len(form.sections) - 1
    return tuple(
        DraftSection(
            section.key,
            section.title,
            tuple(_draft_line(line, findings) for line in section.lines),
            unplaced(one for one in findings if one.where == section.key),
            place == 0,
            place == end,
        )
        for place, section in enumerate(form.sections)
    )


def _draft_line(line: Line, findings: Sequence[Finding]) -> DraftLine:
    name = cell_name(line.cell)
    return DraftLine(
        line, "" if name == line.label else name, unplaced(one for one in findings if one.where == line.key)
    )


def loose_findings(form: FormContent, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stand at no line and no section."""
    placed = {section.key for section in form.sections} | {line.key for line in form.lines}
    return unplaced(one for one in findings if one.where not in placed)


def unplaced(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without the word for their place: they stand at it, or their sentence names it."""
    return tuple(replace(one, where="") for one in findings)


def errors_in(findings: Sequence[Finding]) -> int:
    """Count what hinders publishing."""
    return sum(one.severity is Severity.ERROR for one in findings)


# ------------------------------------------------------------------ choosing indicators


def group_choices(rows: Iterable[Offered]) -> list[Choice]:
    """Return the catalogue's groups with how many of the rows stand in each."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.indicator.group] = counted.get(row.indicator.group, 0) + 1
    groups = [Choice(one.code, one.name, counted[one.code]) for one in catalogue().groups if one.code in counted]
    return [Choice("", gettext("All groups"), sum(counted.values())), *groups]


# ------------------------------------------------------------------ a province's own file


@dataclass(frozen=True, slots=True)
class MappedLine:
    """A line beside the cell of the file that it goes to: as it is kept, or as it is suggested."""

    line: Line
    place: str
    label: str
    suggested: bool
    wrong: str = ""


def mapped_lines(form: FormContent, spots: Sequence[Spot], *, suggest: bool) -> tuple[MappedLine, ...]:
    """Return a form's lines with their cells; with `suggest`, lines without one get the cell that resembles them."""
    labels = {spot.address: spot.label for spot in spots}
    taken = {line.mapped for line in form.lines if line.mapped}
    free = [spot for spot in spots if spot.address not in taken]
    offers = suggested(form, free, catalogue()) if suggest else {}
    rows = []
    for line in form.lines:
        place = line.mapped or offers.get(line.key, "")
        rows.append(MappedLine(line, place, labels.get(place, ""), bool(place) and not line.mapped))
    return tuple(rows)


def as_sent(
    rows: Iterable[MappedLine], places: Mapping[str, str], findings: Iterable[Finding]
) -> tuple[MappedLine, ...]:
    """Return the lines with what was sent, each with what is wrong about it."""
    wrong = {one.where: sentence_of(one.message, one.params) for one in findings}
    return tuple(
        replace(row, place=places.get(row.line.key, row.place), suggested=False, wrong=wrong.get(row.line.key, ""))
        for row in rows
    )
