"""Drawn years: amounts for every cell of a template, as a province's registers and reports might say them."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from binhyen.indicators.rules.catalogue import Indicator, Kind
from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Said, exactly, roughly, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.narrative.writer.coverage import Gap, Unlike, why_not
from binhyen.narrative.writer.facts import Facts, Measured, before_words, period_words
from binhyen.narrative.writer.templates import Template

NAMES = {
    "nơi": "tỉnh Lạng Sơn",
    "toàn": "toàn tỉnh",
    "cơ quan": "Ban Chỉ đạo 138 tỉnh",
    "cấp dưới": "các xã, phường",
    "ngày": "31/12/2025",
}
BOUNDS = (Bound.OVER, Bound.NEARLY, Bound.ABOUT)
VAGUE = ("hàng trăm", "hàng nghìn", "hàng chục")
KNOWN_BEFORE, AIMED_AT, UNCHANGED = 0.8, 0.5, 0.1
"""How many cells have a year before and a target, and how many of those with a year before say the same again."""
_NOTHING, _WORDS = 1, 2


def names_of(period: str) -> dict[str, str]:
    """Return the words for a period of a year or half-year."""
    found = parse_period(period)
    year = found.end.year
    before = parse_period(period.replace(str(year), str(year - 1)))
    words = {"kỳ": period_words(found), "kỳ trước": before_words(before), "năm": str(year), "năm sau": str(year + 1)}
    return {**NAMES, **words}


def drawn_facts(template: Template, seed: int, period: str = "2025", *, loose: float = 0.1) -> Facts:
    """Draw a year: most cells are exact, some bounded, vague, nothing or missing (`loose` of them)."""
    random = Random(seed)  # noqa: S311 - drawn years keep no secret
    known = shipped_catalogue().indicators
    now = {cell: Measured(drawn(random, known[cell.indicator], loose), f"/so/{cell}/") for cell in template.cells}
    before = {cell: _year_before(random, one) for cell, one in now.items() if random.random() < KNOWN_BEFORE}
    aimed = [cell for cell, one in now.items() if one.amount.counts and one.amount.denominator is None]
    targets = {cell: Decimal(random.randrange(1, 400)) for cell in aimed if random.random() < AIMED_AT}
    return Facts(period, names_of(period), now, before, targets)


def with_gaps(facts: Facts, seed: int) -> Facts:
    """Let a third of what both years know be of other months, places or sources: it can't be compared."""
    random = Random(seed)  # noqa: S311 - drawn years keep no secret
    gaps = [Unlike(random.choice(list(Gap)), random.randrange(1, 12)) for _ in facts.before]
    unclear = {cell: why_not(gap) for cell, gap in zip(facts.before, gaps, strict=True) if not random.randrange(3)}
    return replace(facts, unclear=unclear)


def drawn(random: Random, indicator: Indicator, loose: float) -> Amount:
    """Draw an amount of an indicator."""
    if random.random() < loose:
        return _loose(random, indicator)
    if indicator.is_share:
        whole = random.choice((random.randrange(1, 12), random.randrange(10, 3000)))
        return exactly(random.randrange(0, whole + 1), whole)
    return exactly(_value(random, indicator))


def _value(random: Random, indicator: Indicator) -> int | Decimal:
    if Kind.RATE in indicator.kinds and Kind.COUNT not in indicator.kinds:
        return Decimal(random.randrange(1, 10_000)) / 100
    if indicator.unit == "đồng":
        return random.choice((1, 10_000, 1_000_000, 100_000_000)) * random.randrange(1, 2_000)
    if not indicator.whole:
        return Decimal(random.randrange(1, 50_000)) / random.choice((1, 2, 10))
    return random.choice((random.randrange(1, 10), random.randrange(10, 1000), random.randrange(1000, 900_000)))


def _loose(random: Random, indicator: Indicator) -> Amount:
    kind = random.randrange(4)
    if kind == 0 or indicator.is_share:
        return EMPTY
    if kind == _NOTHING:
        return NOTHING
    if kind == _WORDS and indicator.unit != "đồng":
        return vaguely(f"{random.choice(VAGUE)} {indicator.unit}")
    return roughly(random.randrange(2, 90) * 100, random.choice(BOUNDS))


def _year_before(random: Random, one: Measured) -> Measured:
    amount = one.amount
    if amount.said is not Said.NUMBER or random.random() < UNCHANGED:
        return one
    scale = Decimal(random.randrange(50, 150)) / 100
    value = (amount.number * scale).quantize(Decimal(1))
    if amount.denominator is not None:
        value = min(value, amount.denominator)
    return Measured(replace(amount, value=value, bound=Bound.EXACT), "/so/truoc/")
