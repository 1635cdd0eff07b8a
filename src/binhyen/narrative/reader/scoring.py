"""How well the reader reads: precision, recall and F1 against annotated texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.reader.figures import Figure
from binhyen.narrative.reader.gold import GoldFigure, GoldText, Value, fold
from binhyen.narrative.reader.reading import read

SURE = 0.9
PROPOSED = 0.5
QUALIFIERS = (
    "period", "place", "unit", "measure", "qualifier", "unit_kind", "managing_level", "org", "award_kind",
    "awarded_by", "signer", "status", "crime_type", "topic", "media_kind", "model_name", "direction", "per",
    "magnitude",
)  # fmt: skip
AROUND = 40
LEVELS = ("span", "span_value", "strict")


@dataclass(slots=True)
class Tally:
    """How many were found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, *, found: bool, meant: bool, agrees: bool) -> None:
        """Count one: what was found, what was meant, and whether they agree."""
        self.right += found and meant and agrees
        self.wrong += found and not (meant and agrees)
        self.missed += meant and not (found and agrees)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A figure that was read wrongly, proposed where none is, or missed."""

    text: str
    words: str
    around: str
    read_as: str
    meant: str
    confidence: float


@dataclass(slots=True)
class Score:
    """What the reader scores on some texts."""

    texts: int = 0
    levels: dict[str, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})
    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    qualifiers: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in QUALIFIERS})
    sure: Tally = field(default_factory=Tally)
    distractors: int = 0
    distractors_proposed: int = 0
    distractors_believed: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def score(texts: Iterable[GoldText]) -> Score:
    """Read each text and compare what was read with what was meant."""
    result = Score()
    for gold in texts:
        result.texts += 1
        _add_text(result, gold, read(gold.text, gold.about).figures)
    result.mistakes.sort(key=lambda one: (-one.confidence, one.text))
    return result


def _add_text(result: Score, gold: GoldText, figures: tuple[Figure, ...]) -> None:
    meant = {(one.start, one.end): one for one in gold.figures}
    seen = {(figure.start, figure.end): figure for figure in figures}
    for span in sorted(meant.keys() | seen.keys()):
        _add_figure(result, gold, meant.get(span), seen.get(span))
    result.distractors += len(gold.distractors)
    for start, end in gold.distractors:
        hits = [figure for figure in figures if figure.start < end and start < figure.end]
        result.distractors_proposed += bool(hits)
        result.distractors_believed += any(figure.confidence > PROPOSED for figure in hits)


def _add_figure(result: Score, gold: GoldText, meant: GoldFigure | None, seen: Figure | None) -> None:
    same_value = meant is not None and seen is not None and value_of(seen) == meant.value
    strict = same_value and meant is not None and seen is not None and seen.indicator == meant.indicator
    both = {"found": seen is not None, "meant": meant is not None}
    for level, agrees in zip(LEVELS, (True, same_value, strict), strict=True):
        result.levels[level].add(**both, agrees=agrees)
    result.groups[_group(meant, seen)].add(**both, agrees=strict)
    if seen is not None and seen.confidence >= SURE:
        result.sure.add(found=True, meant=meant is not None, agrees=strict)
    if strict and meant is not None and seen is not None:
        _add_qualifiers(result, meant, seen)
    else:
        result.mistakes.append(_mistake(gold, meant, seen))


def _group(meant: GoldFigure | None, seen: Figure | None) -> str:
    code = meant.indicator if meant is not None else seen.indicator if seen is not None else ""
    entry = shipped_catalogue().indicators.get(code)
    return entry.group if entry is not None else "?"


def _mistake(gold: GoldText, meant: GoldFigure | None, seen: Figure | None) -> Mistake:
    start, end = (meant.start, meant.end) if meant is not None else (seen.start, seen.end) if seen else (0, 0)
    return Mistake(
        text=gold.code,
        words=gold.text[start:end],
        around=gold.text[max(0, start - AROUND) : end + AROUND],
        read_as=seen.indicator if seen is not None else "",
        meant=meant.indicator if meant is not None else "",
        confidence=seen.confidence if seen is not None else 0.0,
    )


def value_of(figure: Figure) -> Value:
    """Return a figure's value as (value, numerator, denominator, low, high)."""
    numbers = (figure.value, figure.numerator, figure.denominator, figure.low, figure.high)
    return tuple(float(one) if one is not None else None for one in numbers)


def qualifiers_of(figure: Figure) -> Iterator[tuple[str, str]]:
    """Return a figure's qualifiers by the names that annotators use, without what is understood."""
    yield "period", figure.period
    yield "place", figure.place
    yield "unit", figure.unit
    yield "measure", "" if figure.measure in {"level", "part"} else figure.measure.value
    yield "qualifier", "" if figure.bound in {"exact", "vague"} else figure.bound.value
    yield from figure.dims.items()


def _add_qualifiers(result: Score, meant: GoldFigure, seen: Figure) -> None:
    read_as = dict(qualifiers_of(seen))
    for name, tally in result.qualifiers.items():
        wanted, found = meant.qualifiers.get(name, ""), read_as.get(name, "")
        if name == "measure" and wanted == "part":
            wanted = ""
        tally.add(found=bool(found), meant=bool(wanted), agrees=_agrees(name, wanted, found))


def _agrees(name: str, wanted: str, found: str) -> bool:
    if found == "unsplit":
        return "," in wanted or wanted == "unsplit"
    if name in {"place", "model_name"}:
        return wanted.casefold() in found.casefold() or found.casefold() in wanted.casefold()
    if name == "topic":
        return _codes(wanted) == _codes(fold("crime_type", found)) or wanted == found
    if name in {"unit", "per"}:
        return wanted.replace(",", " ").split()[:1] == found.replace(",", " ").split()[:1]
    return _codes(wanted) == _codes(found)


def _codes(joined: str) -> list[str]:
    return sorted(code.strip() for code in joined.split(","))
