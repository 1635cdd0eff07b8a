"""Annotated texts: what a person found in a text, with Vietnamese words folded to codes, to measure the reader by."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.reader.figures import About
from binhyen.narrative.reader.qualifiers import dim_words
from binhyen.narrative.reader.vocabulary import keys_of, vocabulary

Plain = Mapping[str, Any]
Value = tuple[float | None, ...]
BOUNDS = {
    "hơn": "over", "trên": "over", "gần": "nearly", "khoảng": "about", "chừng": "about", "ước": "about",
    "ít nhất": "at_least", "tối thiểu": "at_least", "xấp xỉ": "nearly", "quá": "over",
}  # fmt: skip


class NotAnnotatedError(Exception):
    """A line is no annotated text: which one, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure as its annotator found it. `qualifiers` are folded: codes joined by commas, in order."""

    start: int
    end: int
    words: str
    indicator: str
    value: Value
    qualifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its figures and with the spans that look like figures and are none."""

    code: str
    text: str
    about: About
    figures: tuple[GoldFigure, ...]
    distractors: tuple[tuple[int, int], ...]


def gold_texts(lines: Iterable[str]) -> Iterator[GoldText]:
    """Return the annotated texts of JSON lines; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _gold_text(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotAnnotatedError(number, str(error)) from error


def _gold_text(plain: Plain) -> GoldText:
    return GoldText(
        code=str(plain.get("id", "")),
        text=plain["text"],
        about=About(str(plain.get("date") or ""), str(plain.get("place") or plain.get("province") or "")),
        figures=tuple(_gold_figure(figure) for figure in plain["figures"]),
        distractors=tuple((one["start"], one["end"]) for one in plain.get("distractors", ())),
    )


def _gold_figure(plain: Plain) -> GoldFigure:
    qualifiers = plain.get("qualifiers") or {}
    folded = {name: fold(name, value) for name, value in qualifiers.items()}
    if qualifiers.get("target") and "measure" not in qualifiers:
        folded["measure"] = "target"
    if plain.get("unit"):
        folded["unit"] = str(plain["unit"])
    return GoldFigure(
        start=plain["start"],
        end=plain["end"],
        words=plain["span_text"],
        indicator=plain["indicator"],
        value=gold_value(plain["value"]),
        qualifiers={name: value for name, value in as_kept(plain["indicator"], folded).items() if value},
    )


def as_kept(indicator: str, folded: dict[str, str]) -> dict[str, str]:
    """Return folded qualifiers under the dimensions by which the catalogue splits an indicator.

    Annotators say who signed as a kind of unit, and what propaganda is about as a field of crime.
    """
    entry = shipped_catalogue().indicators.get(indicator)
    dims = entry.dims if entry is not None else ()
    kept = dict(folded)
    if "signer" in dims and "unit_kind" in kept:
        words = kept.pop("unit_kind")
        known = set(words.split(",")) <= set(dim_words().kinds.values())
        kept.setdefault("signer", "unit" if known else fold("signer", words))
    if "topic" in dims and "crime_type" not in dims and "crime_type" in kept:
        kept["topic"] = kept.pop("crime_type")
    return kept


def gold_value(value: Any) -> Value:  # noqa: ANN401 - a number, a ratio, a range or nothing
    """Return a value as (value, numerator, denominator, low, high)."""
    if isinstance(value, Mapping):
        names = ("numerator", "denominator", "min", "max")
        return (None, *(float(value[name]) if name in value else None for name in names))
    return (float(value) if value is not None else None, None, None, None, None)


def fold(name: str, value: Any) -> str:  # noqa: ANN401 - what stands in JSON
    """Return a qualifier's words as codes of the catalogue, joined by commas in the order of the codes."""
    words = str(value)
    if name == "qualifier":
        return BOUNDS.get(words, words)
    if name == "unit_kind":
        return ",".join(sorted(_kinds(words))) or words
    trie = dim_words().words.get(name)
    if trie is None:
        return words
    codes: list[str] = []
    keys = list(_written_out(words))
    at = 0
    while at < len(keys):
        labels, end = trie.longest(keys, at)
        codes.extend(labels)
        at = max(end, at + 1)
    return ",".join(sorted(set(codes))) or words


def _written_out(words: str) -> Iterator[str]:
    for word in words.replace(",", " , ").split():
        yield from vocabulary().abbreviations.get(word, keys_of(word))


def _kinds(words: str) -> set[str]:
    keys = list(_written_out(words))
    kinds = dim_words().kinds
    found: set[str] = set()
    for at in range(len(keys)):
        labels, _ = vocabulary().units.longest(keys, at)
        found.update(kinds[label] for label in labels if label in kinds)
    return found
