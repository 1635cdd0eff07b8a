"""What the reader's learned part is taught from, as JSON lines: texts that the rules know, drills, new ones, held back.

python -m tests.narrative.lessons known > known.jsonl
python -m tests.narrative.lessons drills > drills.jsonl
python -m tests.narrative.lessons new > new.jsonl
binhyen train-reader new.jsonl --drills drills.jsonl --known known.jsonl
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.workshop.bench.narrative.drawn import drawn_facts
from tests.narrative.annotated import LESSONS, NATURAL, PASSAGES, number, rows
from tests.narrative.reader.marked import marked_sentences, unmarked
from tests.narrative.values import value_of
from tests.narrative.writer.expected import expected

HELD_BACK = frozenset({"press-camera-phu-son", "report-thi-tran-vinh-hoa", "association-nong-dan"})
"""Texts that nothing was learned from."""
PERIODS = {"half": "2025-H1", "year": "2025", "years": "2019-2024"}
DRAWN = (101, 102)
REAL = frozenset({"no_indicator", "story", "context", "other_news"})
"""Numbers that count something, but nothing of the catalogue: other than a date, they are believed now and then."""


def known() -> Iterator[dict[str, Any]]:
    """Yield the texts that the rules were written or mended by, the marked sentences, what the writer writes."""
    yield from (row for row in rows(["shown", "held-back", PASSAGES]) if row["id"] not in HELD_BACK)
    yield from written()
    for place, sentence in enumerate(marked_sentences()):
        text, spans = unmarked(sentence)
        figures = [
            {
                "span_text": text[start:end],
                "start": start,
                "end": end,
                "indicator": indicator,
                "value": number(value_of(text[start:end])),
            }
            for (start, end), indicator in spans.items()
        ]
        yield {"id": f"sentence-{place:03}", "text": text, "figures": figures, "distractors": []}


def written() -> Iterator[dict[str, Any]]:
    """Yield reports that the writer writes of drawn numbers: other ones than those that are read back by a test."""
    for code, template in sorted(templates().items()):
        period = PERIODS[template.periods[0]]
        for seed in DRAWN if code != "lists" else ():
            facts = Material(drawn_facts(template, seed, period))
            text, wanted = expected(write_report(template, facts, shipped_catalogue()))
            figures = [
                {
                    "span_text": text[one.start : one.end],
                    "start": one.start,
                    "end": one.end,
                    "indicator": one.cell.indicator,
                    "value": number(value_of(text[one.start : one.end])),
                }
                for one in wanted
            ]
            yield {"id": f"written-{code}-{seed}", "text": text, "figures": figures, "distractors": []}


def new() -> Iterator[dict[str, Any]]:
    """Yield texts that no rule was written or mended by, in the mixture of real ones."""
    yield from rows([NATURAL])


def drills() -> Iterator[dict[str, Any]]:
    """Yield texts that no rule was written or mended by, each wording beside its nearest siblings: harder than real."""
    yield from rows([LESSONS])


def held_back() -> Iterator[dict[str, Any]]:
    """Yield the texts that nothing was learned from."""
    yield from (row for row in rows(["held-back"]) if row["id"] in HELD_BACK)


def main() -> None:
    """Print one of the four."""
    for row in {"known": known, "drills": drills, "new": new, "held-back": held_back}[sys.argv[1]]():
        row["distractors"] = [one for one in row["distractors"] if one["why"] not in REAL]
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
