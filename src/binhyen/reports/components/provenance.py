"""The page of one total: its formula in words, the way home in columns, the cell as a thread, the number in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from binhyen.indicators.rules.catalogue import OverPlaces, OverTime
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Origin, Said
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.totals import HIDDEN, share_text, sum_text
from binhyen.reports.components.words import origin_word, period_name
from binhyen.reports.models import Figure
from binhyen.reports.queries.changes import Change, Moment
from binhyen.reports.queries.figures import amount_of
from binhyen.reports.queries.provenance import ITSELF, Fact, Node, Provenance, Source, Stage
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.totals import Total
from binhyen.ui.components.parts import Knot

_FORMULAS = {
    OverTime.SUM_OF_FLOWS: gettext_noop(
        "What happened in the period: the figures of all places and of all periods inside it are added."
    ),
    OverTime.LAST_VALUE: gettext_noop(
        "What there is at the end of the period: the last figure of each place, added over the places. "
        "Periods are never added."
    ),
    OverTime.NONE: gettext_noop("It belongs to one occasion: the figures of that occasion are added over the places."),
}
_RATIO = gettext_noop("Numerators and denominators are added apart, then divided. Percentages are never averaged.")
_NEVER = gettext_noop("Figures of several places make no number together.")
_EVENTS = {
    Event.SUBMIT: gettext_noop("Report sent"),
    Event.ACCEPT: gettext_noop("Report accepted"),
    Event.CORRECT: gettext_noop("Correction begun"),
}


_TERMS = 12


@dataclass(frozen=True, slots=True)
class PathRow:
    """One row of a column: `current` is the one that was chosen, `shown` whether phones show it."""

    label: str
    text: str
    href: str = ""
    current: bool = False
    shown: bool = True
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PathColumn:
    """One step of the way home; `every` leads phones to all its rows."""

    title: str
    text: str
    rows: Sequence[PathRow]
    every: str = ""


@dataclass(frozen=True, slots=True)
class CellCard:
    """The end of the way: one cell with its course."""

    title: str
    text: str
    href: str
    knots: Sequence[Knot]


@dataclass(frozen=True, slots=True)
class MomentRow:
    """What was known on a day, and what changed it."""

    day: date
    text: str
    what: str
    who: str
    share: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A cell that changed."""

    name: str
    period: str
    label: str
    href: str
    old: str
    new: str
    change: Change


def formula(found: Provenance) -> str:
    """Say how the number was made."""
    indicator = found.indicator
    if indicator.over_places is OverPlaces.RATIO_OF_SUMS:
        return gettext(_RATIO)
    return gettext(_NEVER if indicator.over_places is OverPlaces.NONE else _FORMULAS[indicator.over_time])


def equation(found: Provenance) -> str:
    """Write the sum of the first step out: "8 + 9 = 17"; nothing for shares, for many parts, or beside hidden ones."""
    nodes = found.steps[0].nodes if found.steps else ()
    plain = all(not one.hidden and one.total.sum.value is not None and not one.total.sum.vague for one in nodes)
    whole = found.total.sum
    if not 1 < len(nodes) <= _TERMS or not plain or whole.denominator is not None or not found.total.adds_up:
        return ""
    return f"{' + '.join(sum_text(one.total.sum) for one in nodes)} = {sum_text(whole)}"


def made_of(total: Total) -> str:
    """Say of how much a total is made."""
    reports = len({part.report_id for part in total.parts})
    places = len({part.place_id for part in total.parts})
    return gettext("made of %(reports)s reports, of %(places)s places") % {"reports": reports, "places": places}


def columns(found: Provenance, kept: Mapping[str, object]) -> list[PathColumn]:
    """Return the way home, as far as it was taken."""
    way = _Way(found, kept)
    listed = list(way.stages())
    return [*listed, way.sources()] if found.sources is not None and found.source_place is not None else listed


@dataclass(frozen=True, slots=True)
class _Way:
    found: Provenance
    kept: Mapping[str, object]

    def stages(self) -> Iterator[PathColumn]:
        taken: list[int] = []
        for stage in self.found.steps:
            rows = [self._node(node, stage, taken) for node in stage.nodes]
            every = self._href(taken) if stage.chosen is not None and len(rows) > 1 else ""
            yield PathColumn(stage.name, _text(stage.total, hidden=stage.hidden), rows, every)
            taken = taken if stage.chosen is None else [*taken, stage.chosen]

    def _node(self, node: Node, stage: Stage, taken: Sequence[int]) -> PathRow:
        current = node.place_id == stage.chosen
        label = gettext("Reports of the place itself") if node.place_id == ITSELF else node.name
        text = _text(node.total, hidden=node.hidden)
        shown = stage.chosen is None or current
        return PathRow(label, text, self._href([*taken, node.place_id]), current, shown)

    def sources(self) -> PathColumn:
        place, sources, fact = self.found.source_place, self.found.sources or (), self.found.fact
        taken = [stage.chosen for stage in self.found.steps if stage.chosen is not None]
        chosen = None if fact is None else fact.source.part.figure_id
        rows = [self._source(one, taken, chosen) for one in sources]
        every = self._href(taken) if chosen is not None and len(rows) > 1 else ""
        name = gettext("Reports of the place itself") if place and place.place_id == ITSELF else place and place.name
        total = _text(place.total, hidden=place.hidden) if place else ""
        return PathColumn(name or "", total, rows, every)

    def _source(self, source: Source, taken: Sequence[int], chosen: int | None) -> PathRow:
        label = f"{source.name}, {period_name(source.period)}"
        text = gettext(HIDDEN) if source.hidden else write_amount(source.part.amount) or "–"
        href = self._href(taken, source.part.report_id) if source.report is not None else ""
        current = source.part.figure_id == chosen
        mark = "met" if source.part.accepted else "saved"
        return PathRow(label, text, href, current, chosen is None or current, mark)

    def _href(self, taken: Sequence[int], report_id: int | None = None) -> str:
        cell = self.found.cell
        alone = "1" if self.found.question.dims is not None else ""
        asked = {**self.kept, "chi_tieu": cell.indicator, "tach": cell.dims, "dong": alone}
        way = ".".join(str(one) for one in taken)
        return addresses.total({**asked, "duong": way, "bao_cao": report_id or ""}) + "#duong-ve"


def _text(total: Total, *, hidden: bool) -> str:
    return gettext(HIDDEN) if hidden else sum_text(total.sum)


def card(fact: Fact) -> CellCard:
    """Return the cell at which the way ends: who wrote what when, from where, with which evidence."""
    source = fact.source
    text = gettext(HIDDEN) if source.hidden else write_amount(source.part.amount) or "–"
    href = addresses.cell(source.part.report_id, str(source.part.cell))
    knots = [(one.recorded_at, _value(one, fact)) for one in fact.values]
    knots += [(one.at, _step(one.event, one.at, fact.posts.get(one.by_post, ""), one.reason)) for one in fact.steps]
    files = [(one.added_at, Knot(gettext("Evidence"), one.name, one.added_at)) for one in fact.files]
    ordered = sorted([*knots, *files], key=lambda one: one[0])
    return CellCard(f"{source.name}, {period_name(source.period)}", text, href, [knot for _, knot in ordered])


def _value(figure: Figure, fact: Fact) -> Knot:
    amount = gettext(HIDDEN) if fact.source.hidden else _said(amount_of(figure))
    text = gettext("Saved: %(amount)s, %(origin)s") % {"amount": amount, "origin": origin_word(Origin(figure.origin))}
    who = fact.posts.get(figure.by_post, "")
    look = "done" if figure.superseded_at is None else "todo"
    note = "" if fact.source.hidden else figure.note
    return Knot(text, who, figure.recorded_at, look, note, link=_page(figure.origin_ref))


def _page(reference: str) -> str:
    return reference if reference.startswith("/") else ""


def _step(event: str, at: object, who: str, reason: str) -> Knot:
    return Knot(gettext(_EVENTS[Event(event)]), who, at, note=reason)  # type: ignore[arg-type]


def _said(amount: Amount) -> str:
    return gettext("empty") if amount.said is Said.EMPTY else write_amount(amount)


# ------------------------------------------------------------------ in time


def moment_rows(moments: Sequence[Moment], *, hidden: bool, own: bool) -> list[MomentRow]:
    """Return what was known on which day; of one's `own` place nothing is hidden."""
    return [
        MomentRow(
            one.day,
            _text(one.total, hidden=hidden),
            _what(one, own=own, hidden=hidden),
            "" if _tells_whose(one, own=own) else "; ".join(one.posts),
            gettext(HIDDEN) if hidden else share_text(one.total.sum),
        )
        for one in moments
    ]


def _tells_whose(moment: Moment, *, own: bool) -> bool:
    """Tell whether a name beside the step of a total would say whose small count made it."""
    return not own and moment.hidden


def _what(moment: Moment, *, own: bool, hidden: bool) -> str:
    if moment.one is not None and not hidden and not _tells_whose(moment, own=own):
        row = change_row(moment.one, "", own=own)
        return f"{row.name}, {row.period}: {row.old} → {row.new}"
    return ngettext("%(amount)s cell", "%(amount)s cells", moment.cells) % {"amount": moment.cells}


def change_row(change: Change, label: str, *, own: bool) -> ChangeRow:
    """Return a change as a row; small counts are hidden on both sides, but not those of one's own place."""
    words = gettext(HIDDEN) if change.hidden and not own else ""
    return ChangeRow(
        change.name,
        period_name(change.period),
        label,
        addresses.cell(change.report_id, str(change.cell)),
        words or _said(change.old),
        words or _said(change.new),
        change,
    )
