"""Reading back what the writer wrote gives the same figures: none wrong, and at most one in two hundred missing."""

from collections import Counter

import pytest

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.periods import parse_period
from binhyen.narrative.reader.figures import About
from binhyen.narrative.reader.reading import read
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.workshop.bench.narrative.drawn import drawn_facts, with_gaps
from tests.narrative.writer.expected import compared, expected

YEARS = 12
PERIODS = {"half": "2025-H1", "year": "2025", "years": "2019-2024"}


@pytest.mark.parametrize("code", [code for code in templates() if code != "lists"])
def test_a_report_reads_back_as_it_was_written(code: str) -> None:
    template = templates()[code]
    period = PERIODS[template.periods[0]]
    seen: Counter[str] = Counter()
    wrong = []
    for seed in range(YEARS):
        drawn = drawn_facts(template, seed, period)
        known = with_gaps(drawn, seed) if seed % 2 else drawn
        text, wanted = expected(write_report(template, Material(known), shipped_catalogue()))
        for outcome, one, figure in compared(
            text, wanted, read(text, About(str(parse_period(period).end.year), "tỉnh Lạng Sơn")).figures
        ):
            seen[outcome] += 1
            if outcome in {"wrong", "extra"}:
                at = one.start if one else figure.start if figure else 0
                wrong.append(f"{outcome}: {text[max(0, at - 60) : at + 60]!r}")
    assert wrong == []
    assert seen["same"] >= 0.995 * sum(seen.values()), seen
