"""Layer 6: what was found becomes figures: with their qualifiers, their confidence, and what repeats another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.comparing import parted_above
from binhyen.narrative.reader.doers import is_of_house
from binhyen.narrative.reader.evidence import Strengths
from binhyen.narrative.reader.figures import About, Figure, Measure
from binhyen.narrative.reader.frames import Match, confidence
from binhyen.narrative.reader.kinds import goes_on, tell_kinds
from binhyen.narrative.reader.names import name_of
from binhyen.narrative.reader.periods import Periods, periods_of, time_before
from binhyen.narrative.reader.places import (
    OWN_LEVELS,
    WHOLE,
    Named,
    Told,
    is_wide,
    place_of,
    places_of,
    told_at,
    told_places,
)
from binhyen.narrative.reader.qualifiers import dims_and_unit, dims_of, measure_of, topic_of, unit_of
from binhyen.narrative.reader.tokens import Tokens
from binhyen.narrative.reader.vocabulary import key_of
from binhyen.narrative.reader.words import Words

PARTS = frozenset(("đó", "gồm", "riêng"))
LISTING_ENDS = {"": frozenset(";"), "(": frozenset(";)"), ":": frozenset()}
"""The marks that end a run of parts, by what opened it."""
OF_ONE = frozenset(("magnitude", "per", "target", "direction", "status"))
"""What is told of one number alone."""
SOLVED, HAPPENED, SHORTLY = frozenset(("crime_solved", "suspects_arrested")), "crime_cases", 10
ALL_CRIME = "order"
FURTHEST_TOTAL, BEFORE_HEADING = 40, 60


@dataclass(slots=True)
class Found:
    """An item with what was found of it."""

    item: Item
    strengths: Strengths
    sentence: Sentence
    match: Match
    measure: Measure = Measure.LEVEL
    dims: dict[str, str] = field(default_factory=dict)
    listing: str = ""
    """What opened the parts that it is one of: "(" or ":"."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, as it came in, put in order, and in tokens, and what is known of it."""

    text: str
    plain: Words
    tokens: Tokens
    about: About
    house: str = ""
    """The association whose own report it is."""


def qualified(source: Source, found: list[Found]) -> tuple[Figure, ...]:
    """Return the figures of a text."""
    periods = periods_of(source.tokens, source.about.date)
    places: dict[int, list[Named]] = {}
    figures: list[Figure] = []
    main = _main_place(source)
    told = told_places(source.tokens, source.plain.text, main)
    for place, one in enumerate(found):
        first = one.sentence.first
        if first not in places:
            places[first] = places_of(source.tokens, one.sentence, source.plain.text)
        before = found[place - 1] if place and found[place - 1].sentence is one.sentence else None
        of_same = before is not None and before.match.indicator == one.match.indicator
        alike = before.item if before is not None and of_same else None
        tell_kinds(source.tokens, one.item, alike, source.about.date)
        row = first if one.sentence.row else -1
        named = place_of(source.tokens, places[first], main, one.item.number.whole, row)
        figure = _figure(source, one, periods, named or _told_place(source, one, told, main))
        if alike is not None and goes_on(source.tokens, one.item, alike):
            figure = replace(figure, dims={**_kept(figures[-1].dims), **figure.dims})
        figure = _of_crimes(figure, figures)
        if before is None and one.sentence.bullet and parted_above(source.tokens, one.sentence):
            figure = _under_total(one, found[max(0, place - FURTHEST_TOTAL) : place], figure)
        figures.append(_as_part(source.tokens, one, before, figure))
    return _with_duplicates(figures, found)


def _told_place(source: Source, found: Found, told: list[Told], main: str) -> str:
    item = found.item
    if is_wide(source.tokens, item.number.last, item.own) and not main.casefold().startswith(WHOLE):
        return WHOLE[1]
    return told_at(told, item.number.first)


def _main_place(source: Source) -> str:
    """Return the text's own place: the one it was written for, where only a province is told the first one as well."""
    place = source.about.place
    if place and key_of(place.split()[0]) in OWN_LEVELS:
        return place
    return f"{place} {_first_place(source)}" if place else _first_place(source)


def _first_place(source: Source) -> str:
    beginning = Sentence(0, min(len(source.tokens), 120))
    named = places_of(source.tokens, beginning, source.plain.text)
    return named[0].name if named else "-"


def _figure(source: Source, found: Found, periods: Periods, place: str) -> Figure:
    tokens, item, number = source.tokens, found.item, found.item.number
    start = source.plain.start(tokens.starts[number.first])
    end = source.plain.end(tokens.ends[number.last - 1], source.text)
    measure, more = measure_of(tokens, item, found.strengths, found.measure)
    told = periods.of(found.sentence, number.first, max(item.tail, item.own))
    dims = {**found.match.rule.dims, **_dims(source, found), **found.dims, **more}
    if number.magnitude:
        dims["magnitude"] = str(number.magnitude)
    return Figure(
        start=start,
        end=end,
        text=source.text[start:end],
        indicator=found.match.indicator,
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        low=number.low,
        high=number.high,
        bound=number.bound,
        unit=unit_of(tokens, item, found.match.indicator),
        dims=dims,
        place=place,
        period=periods.within(*item.head) or time_before(tokens, number.whole, told),
        measure=measure,
        confidence=confidence(found.match, item),
        reason=_reason(found.match),
    )


def _reason(match: Match) -> str:
    """Return what spoke: the rules' score and the next one's, what was weighed, the words."""
    return " ".join((f"{match.score:.0f}/{match.second:.0f}", *filter(None, (match.weighed,)), *match.words))


def _dims(source: Source, found: Found) -> dict[str, str]:
    dims = dims_of(source.tokens, found.item, found.strengths, found.sentence, found.match.indicator)
    allowed, tokens = dims_and_unit(found.match.indicator)[0], source.tokens
    name = name_of(tokens, found.item, found.sentence) if "model_name" in allowed else None
    if name is not None:
        dims["model_name"] = source.plain.text[tokens.starts[name[0]] : tokens.ends[name[1] - 1]]
    topic = topic_of(tokens, found.item) if "topic" in allowed else None
    if topic is not None:
        dims["topic"] = source.plain.text[tokens.starts[topic[0]] : tokens.ends[topic[1] - 1]]
    own = source.house and "org" in allowed and is_of_house(tokens, found.item, found.sentence)
    return {"org": source.house, **dims} if own else dims


def _of_crimes(figure: Figure, earlier: list[Figure]) -> Figure:
    """Give cases that were solved the field of those that happened, told shortly before: "29 vụ …; làm rõ 26/29 vụ"."""
    if figure.indicator not in SOLVED or "crime_type" in figure.dims:
        return figure
    told = [one for one in reversed(earlier[-SHORTLY:]) if one.indicator == HAPPENED and one.measure is Measure.LEVEL]
    fields = [one.dims["crime_type"] for one in told if "crime_type" in one.dims]
    if not fields:
        return figure
    return replace(figure, dims={**figure.dims, "crime_type": ALL_CRIME if ALL_CRIME in fields else fields[0]})


def _kept(dims: Mapping[str, str]) -> dict[str, str]:
    """Return what holds as well for a share or a change that says more of a figure."""
    return {dim: code for dim, code in dims.items() if dim not in OF_ONE}


def _under_total(found: Found, earlier: list[Found], figure: Figure) -> Figure:
    """Mark the first figure of a bullet as a part where the line above tells a total of its indicator."""
    first, last = found.sentence.heading
    above = (one for one in earlier if first - BEFORE_HEADING <= one.item.number.first < last)
    if figure.measure is Measure.LEVEL and any(one.match.indicator == figure.indicator for one in above):
        found.measure = Measure.PART
        return replace(figure, measure=Measure.PART)
    return figure


def _as_part(tokens: Tokens, found: Found, before: Found | None, figure: Figure) -> Figure:
    """Mark a level as a part where "trong đó", "gồm", "riêng" or a bracket parts it from a total of its indicator."""
    if before is None or figure.measure is not Measure.LEVEL or before.match.indicator != figure.indicator:
        return figure
    gap = tokens.keys[before.item.number.last : found.item.number.whole]
    opened = bool(PARTS.intersection(gap))
    bracket = "(" in gap and ")" not in gap and "năm" not in gap
    goes_on = before.measure is Measure.PART and not LISTING_ENDS[before.listing].intersection(gap)
    if not (found.item.part or goes_on or opened or bracket):
        return figure
    if opened and ":" in gap:
        found.listing = ":"
    elif bracket and not opened:
        found.listing = "("
    elif goes_on:
        found.listing = before.listing
    found.measure = Measure.PART
    return replace(figure, measure=Measure.PART)


def _with_duplicates(figures: list[Figure], found: list[Found]) -> tuple[Figure, ...]:
    """Mark figures that say what one of another sentence said: captions, headlines, repetitions."""
    first: dict[tuple[object, ...], tuple[int, Sentence]] = {}
    marked: list[Figure] = []
    for figure, one in zip(figures, found, strict=True):
        key = (
            figure.indicator, figure.value, figure.numerator, figure.denominator, figure.low, figure.measure,
            figure.place, figure.period, figure.dims.get("awarded_by"), figure.dims.get("unit_kind"),
        )  # fmt: skip
        known = first.setdefault(key, (figure.start, one.sentence))
        repeats = known[1] is not one.sentence and figure.value is not None
        marked.append(replace(figure, duplicate_of=known[0]) if repeats else figure)
    return tuple(marked)
