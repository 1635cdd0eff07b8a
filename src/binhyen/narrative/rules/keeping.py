"""What is kept of a text: its sentence, masked, with the place of the number in it; and examples for the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from binhyen.narrative.rules.masking import Span, spans_masked
from binhyen.narrative.rules.sentences import kept_span


class KeptKind(StrEnum):
    """What a kept sentence is kept for."""

    FIGURE = "figure"
    WORDS = "words"
    """An outcome told without a number: its author's words, never a figure."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A masked sentence and where in it what it is kept for stands."""

    sentence: str
    start: int
    end: int


def kept_sentence(text: str, span: tuple[int, int], start: int, end: int) -> Kept:
    """Return the masked sentence around what stands at `start` to `end`; of a very long one the words around."""
    first, last = kept_span(text, span, start, end)
    sentence, ((begins, ends),) = masked_with(text[first:last], [(start - first, end - first)])
    return Kept(sentence, begins, ends)


def masked_with(sentence: str, places: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Mask a sentence and say where some places of it come to stand. What a place holds is never masked.

    >>> masked_with("Ông Trần Văn Nam báo cáo 12 mô hình", [(25, 27)])[1]
    [(22, 24)]
    """
    spans = [one for one in spans_masked(sentence) if not any(_meet(one, place) for place in places)]
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [sentence[at : span.start], span.mark]
        at = span.end
    return "".join([*pieces, sentence[at:]]), [(_moved(start, spans), _moved(end, spans)) for start, end in places]


def _meet(span: Span, place: tuple[int, int]) -> bool:
    return span.start < place[1] and place[0] < span.end


def _moved(offset: int, spans: Iterable[Span]) -> int:
    return offset + sum(len(one.mark) - (one.end - one.start) for one in spans if one.end <= offset)


# ------------------------------------------------------------------ examples


@dataclass(frozen=True, slots=True)
class Gold:
    """A figure of an example: where it stands in its sentence, and what a person says it is."""

    start: int
    end: int
    indicator: str
    value: int | float | Mapping[str, int | float] | None
    unit: str = ""
    qualifiers: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExampleText:
    """A masked sentence in the form in which annotated texts are exchanged."""

    sentence: str
    figures: tuple[dict[str, object], ...]
    distractors: tuple[dict[str, object], ...]


def example_of(sentence: str, gold: Sequence[Gold], wrong: Sequence[tuple[int, int]]) -> ExampleText:
    """Return a sentence as an example: its figures, and the numbers that are none; offsets count in the masked one."""
    places = [(one.start, one.end) for one in gold] + list(wrong)
    text, moved = masked_with(sentence, places)
    figures: tuple[dict[str, object], ...] = tuple(
        {
            "span_text": text[start:end],
            "start": start,
            "end": end,
            "indicator": one.indicator,
            "value": one.value,
            "unit": one.unit,
            "qualifiers": dict(one.qualifiers),
        }
        for one, (start, end) in zip(gold, moved, strict=False)
    )
    none: tuple[dict[str, object], ...] = tuple(
        {"span_text": text[a:b], "start": a, "end": b, "why": "misread"} for a, b in moved[len(gold) :]
    )
    return ExampleText(text, figures, none)
