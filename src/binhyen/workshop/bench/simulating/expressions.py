"""Chance and honest counting as SQL over columns: the same arithmetic, in the same order, as `rules/simulating`.

Each step is a SELECT of its own around the one before, so that no expression is written out twice.
"""

from collections.abc import Mapping

from binhyen.workshop.rules.simulating import fates
from binhyen.workshop.rules.simulating.chance import FIRST, MASK, SECOND

Three = tuple[str, str, str]
_HALF = 0x7FFF_FFFF_FFFF_FFFF


def mixing(source: str, wanted: Mapping[str, Three]) -> str:
    """Return `source` with a column for each name: what `chance.mixed` makes of three columns (UBIGINT)."""
    text = _with(source, {name: _FIRST.format(*three) for name, three in wanted.items()}, replaced=False)
    for step in _STEPS:
        text = _with(text, {name: step.format(name) for name in wanted}, replaced=True)
    return text


_FIRST = f"(({{0}} * xor({{1}}, {{2}}) + {{2}}) & {_HALF}::UBIGINT)"
_STEPS = (
    f"(xor({{0}}, {{0}} >> 29) & {MASK}::UBIGINT)",
    f"((xor({{0}}, {{0}} >> 16) * {FIRST}::UBIGINT) & {MASK}::UBIGINT)",
    f"((xor({{0}}, {{0}} >> 15) * {SECOND}::UBIGINT) & {MASK}::UBIGINT)",
    "xor({0}, {0} >> 16)",
)


def _with(source: str, columns: Mapping[str, str], *, replaced: bool) -> str:
    listed = ", ".join(f"{text} AS {name}" for name, text in columns.items())
    return f"SELECT * REPLACE ({listed}) FROM ({source})" if replaced else f"SELECT *, {listed} FROM ({source})"


def leaning(bits: str) -> str:
    """Return `Draw.leaning` of a mixed number."""
    return f"((({bits} & 1023) + (({bits} >> 10) & 1023) + (({bits} >> 20) & 1023))::DOUBLE / 1024 - 1.5)"


def counting(source: str) -> str:
    """Return `source` with `found` and `whole` as `profiles.value_of` counts them.

    It needs the columns people, factor, rate, deviation, uneven, stock, part, percent, step, most of place and cell,
    and the mixed numbers `usual_bits`, `lean_bits`, `round_bits`.
    """
    usual = f"SELECT *, 1 + uneven * {leaning('usual_bits')} AS usual FROM ({source})"
    mean = f"SELECT *, people::DOUBLE / 1000 * rate * factor * usual * usual AS mean FROM ({usual})"
    chance = "least(0.62, sqrt(deviation * deviation + step::DOUBLE / greatest(mean, 0.25 * step)))"
    drawn = f"""SELECT *, {leaning("lean_bits")} AS leaning, (round_bits & 65535)::DOUBLE / 65536 AS rounding,
        CASE WHEN stock THEN deviation ELSE {chance} END AS varied FROM ({mean})"""
    lean = f"SELECT *, 1 + varied * leaning AS lean FROM ({drawn})"
    count = "least(floor(mean * lean * lean / step + rounding) * step, most)"
    counted = f"SELECT *, {count} AS count FROM ({lean})"
    return f"""SELECT *, CASE WHEN percent THEN least(100, 60 + floor(40 * rounding))
            WHEN part IS NULL THEN count ELSE floor(count * least(1.0, part + 0.15 * leaning)) END AS found,
        CASE WHEN part IS NULL OR percent THEN NULL ELSE count END AS whole FROM ({counted})"""


def fating(source: str) -> str:
    """Return `source` with the columns of `fates.Fate`; it needs `place_number` and mixed `fate_bits`, `more_bits`."""
    late = f"(fate_bits >> 14) % {fates.OF} < {fates.LATE}"
    after = f"1 + (more_bits % {fates.LATE_DAYS})::BIGINT"
    days = f"CASE WHEN {late} THEN {after} ELSE -((more_bits % {fates.EARLY_DAYS})::BIGINT) END"
    missing = ", ".join(map(str, fates.MISSING))
    luck = f"(more_bits >> 17) % {fates.OF}"
    accepted = f"(more_bits >> 9) % {fates.OF} >= {fates.NOT_ACCEPTED}"
    minute = f"((more_bits >> 4) % {fates.WORKING_MINUTES})::BIGINT"
    return f"""SELECT *,
        fate_bits % {fates.OF} >= list_extract([{missing}], (place_number // 2 % 4)::BIGINT + 1) AS comes,
        ({days}) * {fates.DAY} - 1 - {minute} AS minutes,
        {accepted} AS accepts, {accepted} AND {luck} < {fates.CORRECTED} AS corrects,
        {accepted} AND {luck} < {fates.CORRECTING} AS reopens FROM ({source})"""
