"""Sentences of our own: `[words indicator]` is a figure, every other number is none."""

import re
from pathlib import Path

import yaml

MARK = re.compile(r"\[([^\[\]]+) ([a-z_0-9]+)\]")
Spans = dict[tuple[int, int], str]


def marked_sentences() -> list[str]:
    groups = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
    return [sentence for sentences in groups.values() for sentence in sentences]


def unmarked(sentence: str) -> tuple[str, Spans]:
    """Return the plain sentence and the indicators of its figures by their spans."""
    text, spans, last = "", {}, 0
    for match in MARK.finditer(sentence):
        text += sentence[last : match.start()]
        spans[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        last = match.end()
    return text + sentence[last:], spans
