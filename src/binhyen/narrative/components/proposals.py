"""Figures that were read as the desk shows them: rows, and the one that is looked at with everything to compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, exactly
from binhyen.narrative.components.reasons import dims_words, period_words, reasons_of
from binhyen.narrative.models import Proposal
from binhyen.narrative.queries.proposals import Desk, cell_of, decided_amount_of, indicator_name, read_amount_of
from binhyen.narrative.rules.deciding import TAKEN
from binhyen.narrative.rules.ordering import Part
from binhyen.narrative.rules.placing import Why, extras
from binhyen.narrative.rules.sentences import span_around
from binhyen.reports.components.heading import columns_of
from binhyen.reports.components.workbooks import sentence_of
from binhyen.reports.queries.counted import Counted
from binhyen.reports.queries.figures import Values, amount_of
from binhyen.reports.rules import addresses as reports_at
from binhyen.ui.components.sentences import sentence

BOUNDS = (Bound.EXACT, Bound.OVER, Bound.NEARLY, Bound.ABOUT, Bound.AT_LEAST)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in a list of the desk."""

    number: int
    value: str
    label: str
    notes: Sequence[str]
    sure: str
    href: str
    ready: bool = False
    """Whether it may be taken as it is."""
    decided: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: what another says, where it opens, and how far the text is from it."""

    label: str
    value: str
    href: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines of the form among which to choose."""

    title: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the figure in the middle."""

    before: str
    figure: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """The figure that is looked at."""

    number: int
    value: str
    label: str
    sure: str
    part: Part
    reasons: Sequence[str]
    because: str
    sentence: Sentence
    groups: Sequence[LineGroup]
    cell: str
    bounds: Sequence[tuple[str, str]]
    bound: str
    typed: str
    compared: Sequence[Compared]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into the card and why it could not be taken."""

    number: int
    cell: str
    bound: str
    text: str
    wrong: str


def sure_text(row: Proposal) -> str:
    """Write how sure the reader is: "0,62"."""
    return f"{row.confidence:.2f}".replace(".", ",")


def value_text(row: Proposal, text: str) -> str:
    """Say what a figure is: as it was decided, else as it was read, else its words."""
    if row.decision in TAKEN:
        return write_amount(decided_amount_of(row))
    return write_amount(read_amount_of(row)) or text[row.start : row.end]


def label_of(desk: Desk, row: Proposal) -> str:
    """Name what a figure counts: the line of the form, else the indicator, with what it is split by beyond it."""
    cell = cell_of(row.decided_cell or row.cell)
    if cell is None or cell not in desk.lines:
        return ": ".join(filter(None, (indicator_name(row.indicator), dims_words(row.dims))))
    more = dims_words(extras(row.dims, cell)) if cell.indicator == row.indicator else ""
    return ": ".join(filter(None, (desk.lines[cell].label, more)))


def row_of(desk: Desk, row: Proposal, href: str) -> Row:
    """Return a figure as a row."""
    part = desk.parts[row.number]
    return Row(
        row.number,
        value_text(row, desk.text.text),
        label_of(desk, row),
        list(_notes(desk, row)),
        sure_text(row),
        href,
        ready=part in {Part.SURE, Part.LOOK},
        decided=row.decision,
        changed=row.decision == "changed",
    )


def _notes(desk: Desk, row: Proposal) -> Iterator[str]:
    part = desk.parts[row.number]
    if part in {Part.SURE, Part.LOOK, Part.LEFT}:
        yield from reasons_of(row)
        yield from _checks(desk, row)
    cell = cell_of(row.decided_cell or row.cell)
    if row.period and row.why not in {Why.PERIOD, Why.WITHIN} and row.period != desk.report.collection.period:
        yield period_words(row.period)
    if cell is None or cell not in desk.lines or part is Part.LEFT:
        return
    stored = desk.values.get(cell)
    stands = write_amount(amount_of(stored)) if stored is not None else ""
    yield _stands(stands, desk.counted.get(cell))


def _stands(value: str, counted: Counted | None) -> str:
    """Say what a cell says now: what was typed, else what the register counts for it."""
    if value:
        return gettext("the report says %(value)s") % {"value": value}
    if counted is not None:
        return gettext("the register counts %(value)s") % {"value": write_amount(counted.amount)}
    return gettext("the report is still empty here")


def _checks(desk: Desk, row: Proposal) -> Iterator[str]:
    for finding in desk.checks.get(row.cell, ()) if row.offered else ():
        yield sentence_of(finding)


# ------------------------------------------------------------------ the one looked at


def card_of(desk: Desk, row: Proposal, typed: Typed | None = None) -> Card:
    """Return the figure that is looked at, with what to compare it with, or with what was typed and refused."""
    amount = decided_amount_of(row) if row.decision in TAKEN else read_amount_of(row)
    cell = row.decided_cell or row.cell
    return Card(
        row.number,
        value_text(row, desk.text.text),
        label_of(desk, row),
        sure_text(row),
        desk.parts[row.number],
        [*reasons_of(row), *_checks(desk, row)],
        row.reason,
        _sentence(desk, row),
        line_groups(desk),
        typed.cell if typed else cell,
        [(bound.value, WORDS_OF_BOUND[bound] or gettext("exactly")) for bound in BOUNDS],
        typed.bound if typed else amount.bound.value,
        typed.text if typed else plain_text(amount),
        list(_compared(desk, row, cell_of(cell), amount)),
        typed.wrong if typed else "",
    )


def plain_text(amount: Amount) -> str:
    """Write an amount without the word of its bound, which stands in a field of its own."""
    if amount.said is not Said.NUMBER:
        return write_amount(amount)
    return write_amount(Amount(Said.NUMBER, amount.value, amount.denominator))


def line_groups(desk: Desk) -> list[LineGroup]:
    """Return the lines of the report's form by section."""
    form = content_of(desk.report.collection.version)
    return [
        LineGroup(f"{one.key}. {one.title}", [(str(line.cell), line.label) for line in one.lines])
        for one in form.sections
    ]


_AROUND = 220


def _sentence(desk: Desk, row: Proposal) -> Sentence:
    text = desk.text.text
    start, end = span_around(desk.sentences, row.start) or (row.start, row.end)
    before, after = text[max(start, row.start - _AROUND) : row.start], text[row.end : min(end, row.end + _AROUND)]
    return Sentence(
        ("…" if start < row.start - _AROUND else "") + before,
        text[row.start : row.end],
        after + ("…" if end > row.end + _AROUND else ""),
    )


def _compared(desk: Desk, row: Proposal, cell: CellKey | None, amount: Amount) -> Iterator[Compared]:
    yield Compared(gettext("In this text"), value_text(row, desk.text.text), f"#t{row.number}")
    if cell is None or cell not in desk.lines:
        return
    yield from _beside(desk, row, cell)
    names = columns_of(desk.report.collection)
    stored: Sequence[tuple[str, Values]] = (
        (gettext("In the report now, %(period)s") % {"period": names.now}, desk.values),
        (gettext("In the period before, %(period)s") % {"period": names.before}, desk.past.before),
        (gettext("In the same period last year, %(period)s") % {"period": names.last_year}, desk.past.last_year),
    )
    counted = desk.counted.get(cell)
    for place, (label, values) in enumerate(stored):
        value = values.get(cell)
        said = amount_of(value) if value is not None else None
        if said is not None and said.said is not Said.EMPTY and value is not None:
            href = reports_at.cell(value.report_id, str(cell))
            yield Compared(label, write_amount(said), href, difference(amount, said))
        elif place == 0:
            yield Compared(label, gettext("not entered"))
        if place == 0 and counted is not None:
            found = counted.amount
            yield Compared(
                gettext("Counted by the register"), write_amount(found), counted.link, difference(amount, found)
            )


def _beside(desk: Desk, row: Proposal, cell: CellKey) -> Iterator[Compared]:
    """Name the other figures of the text that are taken into the same cell."""
    for other in desk.rows:
        if other.number != row.number and other.decision in TAKEN and other.decided_cell == str(cell):
            label = gettext("Taken already: number %(number)s") % {"number": other.number}
            yield Compared(label, write_amount(decided_amount_of(other)), f"#t{other.number}")


def difference(amount: Amount, other: Amount) -> str:
    """Write by how much an amount is above or below another; "" where that cannot be said."""
    if amount.value is None or other.value is None or amount.denominator != other.denominator:
        return ""
    by: Decimal = amount.value - other.value
    return ("+" if by > 0 else "−") + write_amount(exactly(abs(by))) if by else "0"


def flags_in_words(flags: Sequence[Mapping[str, object]]) -> list[str]:
    """Say remarks that were kept as code, message and values."""
    return [sentence(str(one["message"]), one["params"]) for one in flags]  # type: ignore[arg-type]
