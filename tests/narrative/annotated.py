"""Texts that people might have written, with the figures that a careful reader finds in them.

A text is one file of `texts/shown` or `texts/held-back`: lines `key: value`, a line `---`, then the text. A figure
stands in it as `[[words|indicator|unit|qualifiers]]`, what looks like one and is none as `<<words|why>>`. Qualifiers are
`key=value` with codes of the catalogue, or one of the short words below, parted by `;`. A line that begins with `@` is
not part of the text: its qualifiers hold for all figures after it (an empty value ends one). Numbers of sections and
lists at the beginning of a line are distractors without being marked. `{nbsp}` and its like stand for characters that
nobody sees. Offsets come from the markup, so they cannot be wrong; values come from the words. A file of
`texts/passages` holds many short texts, each with its own head, parted by lines `===`. Texts of `texts/lessons`
and `texts/natural` have no head, and a figure there says its indicator alone: `[[words|indicator]]`.

    python -m tests.narrative.annotated shown > shown.jsonl
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from tests.narrative.values import Value, is_vague, vague_magnitude, value_of

TEXTS = Path(__file__).parent / "texts"
PARTS = ("shown", "held-back")
PASSAGES, LESSONS, NATURAL = "passages", "lessons", "natural"
PARTING = "\n===\n"
MARK = re.compile(r"\[\[(?P<figure>[^\[\]]+)\]\]|<<(?P<distractor>[^<>]+)>>")
ENUMERATOR = re.compile(
    r"^[ \t]*(?:(\d{1,2}(?:\.\d{1,2})*)[.)/-]|([IVX]{1,5})(?:[.)/]| -))(?=[ \t]|[^\W\d])", re.MULTILINE
)
UNSEEN = {
    "{nbsp}": "\u00a0",
    "{thin}": "\u2009",
    "{zwsp}": "\u200b",
    "{rlm}": "\u200f",
    "{tab}": "\t",
}
SHORT = {
    **dict.fromkeys(("over", "nearly", "about", "at_least"), "qualifier"),
    **dict.fromkeys(("target", "part", "share_frac", "of_target_pct", "share_pct"), "measure"),
    "dup": "duplicate",
}
DIRECTIONS = frozenset({"up", "down"})
AVERAGES = {"avg": "avg", "price": "unit_price"}

Qualifiers: TypeAlias = dict[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Marked:
    """One figure of a text as its annotator sees it."""

    start: int
    end: int
    words: str
    indicator: str
    value: Value
    unit: str
    qualifiers: Mapping[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Distractor:
    """A number that is no figure, and what it is."""

    start: int
    end: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with everything that was marked in it, in the order of the text."""

    name: str
    part: str
    about: Mapping[str, str]
    text: str
    figures: tuple[Marked, ...] = ()
    distractors: tuple[Distractor, ...] = ()

    @property
    def marks(self) -> tuple[Marked | Distractor, ...]:
        """Everything that is marked, in the order of the text."""
        return tuple(sorted([*self.figures, *self.distractors], key=lambda mark: mark.start))


@dataclass(slots=True)
class Composer:
    """Puts a text together piece by piece and remembers where each marked piece came to stand."""

    form: str
    standing: Qualifiers
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    figures: list[Marked] = field(default_factory=list)
    distractors: list[Distractor] = field(default_factory=list)

    def add(self, words: str) -> tuple[int, int, str]:
        """Add words as they will stand in the text; return where they stand."""
        for name, character in UNSEEN.items():
            words = words.replace(name, character)
        if self.form:
            words = unicodedata.normalize("NFD" if self.form == "NFD" else "NFC", words)
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return start, self.length, words

    def add_figure(self, mark: str) -> None:
        """Add a marked figure."""
        words, indicator, unit, *rest = [*mark.split("|"), ""] if mark.count("|") == 1 else mark.split("|")
        start, end, shown = self.add(words)
        qualifiers = self.standing | said_by(";".join(rest), shown)
        kept = {key: value for key, value in qualifiers.items() if value != ""}
        self.figures.append(Marked(start, end, shown, indicator, value_of(shown), unit, kept))

    def add_distractor(self, mark: str) -> None:
        """Add a marked distractor."""
        words, _, why = mark.rpartition("|")
        start, end, shown = self.add(words)
        self.distractors.append(Distractor(start, end, shown, why))

    def add_line(self, line: str) -> None:
        """Add a line of the source, or take what it says for the figures after it."""
        if line.startswith("@"):
            self.standing |= said_by(line[1:], "")
            return
        at = 0
        for mark in MARK.finditer(line):
            self.add(line[at : mark.start()])
            if mark["figure"] is not None:
                self.add_figure(mark["figure"])
            else:
                self.add_distractor(mark["distractor"])
            at = mark.end()
        self.add(line[at:] + "\n")


def said_by(source: str, words: str) -> Qualifiers:
    """Return what the short words and pairs of a mark say of its figure."""
    said: Qualifiers = {}
    percent = words.strip().endswith("%")
    for item in filter(None, (part.strip() for part in source.split(";"))):
        said |= one_said(item, percent=percent)
    if percent:
        said.setdefault("measure", "share_pct")
    if words and is_vague(words):
        said |= {"vague": True, "magnitude": vague_magnitude(words)}
    return said


def one_said(item: str, *, percent: bool) -> Qualifiers:
    """Return what one item of a mark says."""
    key, equals, value = (part.strip() for part in item.partition("="))
    if key in AVERAGES and equals:
        return {"measure": AVERAGES[key], "per": value}
    if equals:
        return {key: value}
    if key in DIRECTIONS:
        return {"measure": "change_pct" if percent else "change_abs", "direction": key}
    if key in SHORT:
        return {SHORT[key]: True if key == "dup" else key}
    raise ValueError(f"{item!r} says nothing of a figure")


def parse(source: str, name: str = "", part: str = "") -> Annotated:
    """Return the text of a marked source, and what is marked in it."""
    head, parted, body = source.partition("\n---\n")
    if not parted:
        head, body = "", source
    about = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    composer = Composer(about.get("form", ""), {"period": about["period"]} if about.get("period") else {})
    for line in body.rstrip("\n").split("\n"):
        composer.add_line(line)
    text = "".join(composer.pieces)
    marked = {figure.start for figure in composer.figures} | {found.start for found in composer.distractors}
    numbers = [found for found in enumerators(text) if found.start not in marked]
    distractors = sorted([*composer.distractors, *numbers], key=lambda found: found.start)
    return Annotated(name, part, about, text, tuple(composer.figures), tuple(distractors))


def enumerators(text: str) -> Iterator[Distractor]:
    """Yield the numbers of sections and lists: "1.", "2.3)", "3-" or "IV." at the beginning of a line."""
    for match in ENUMERATOR.finditer(text):
        group = match.lastindex or 0
        yield Distractor(match.start(group), match.end(group), match[group], "enumeration")


def load_many(path: Path) -> tuple[Annotated, ...]:
    """Return the annotated texts of a file that may hold several; those are named by the file and their number."""
    sources = path.read_text(encoding="utf-8").rstrip("\n").split(PARTING)
    names = [path.stem] if len(sources) == 1 else [f"{path.stem}-{number:02}" for number in range(1, len(sources) + 1)]
    return tuple(parse(source, name, path.parent.name) for source, name in zip(sources, names, strict=True))


def texts(*parts: str) -> tuple[Annotated, ...]:
    """Return the long annotated texts, or the texts of some parts ("passages", "lessons" and "natural" are the short ones)."""
    paths = (path for part in parts or PARTS for path in sorted((TEXTS / part).glob("*.txt")))
    return tuple(text for path in paths for text in load_many(path))


def number(value: Value) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, dict):
        return {key: number(part) for key, part in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None


def row(text: Annotated) -> dict[str, Any]:
    """Return a text as one object of the interchange format."""
    keys = ("date", "place", "province", "level", "genre")
    return {
        "id": text.name,
        **{key: text.about.get(key, "") for key in keys},
        "text": text.text,
        "figures": [
            {
                "span_text": figure.words,
                "start": figure.start,
                "end": figure.end,
                "indicator": figure.indicator,
                "value": number(figure.value),
                "unit": figure.unit,
                "qualifiers": dict(figure.qualifiers),
            }
            for figure in text.figures
        ],
        "distractors": [
            {"span_text": found.words, "start": found.start, "end": found.end, "why": found.why}
            for found in text.distractors
        ],
    }


def rows(names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the texts of parts ("shown") and files, marked (.txt) or finished (.jsonl); the long ones when none is named."""
    for name in list(names) or PARTS:
        if name in {*PARTS, PASSAGES, LESSONS, NATURAL}:
            yield from map(row, texts(name))
        elif name.endswith(".jsonl"):
            yield from (json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines() if line)
        else:
            yield from map(row, load_many(Path(name)))


def main() -> None:
    """Print texts as JSON lines."""
    for one in rows(sys.argv[1:]):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
