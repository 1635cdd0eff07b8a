"""Chance that is the same in every run and every engine: 32-bit numbers from names, mixed by whole-number arithmetic.

A place, a cell and a period each have a number of their own; what one of them does in another follows from the three.
The bench mixes the same numbers in columns (`bench/simulating/expressions.py`); a test holds both equal.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

MASK = 0xFFFFFFFF
FIRST, SECOND = 0x7FEB352D, 0x846CA68B
"""Odd multipliers of the finaliser: each product of two 32-bit numbers fits into 64 bits."""
TEN_BITS, SIXTEEN_BITS = 1 << 10, 1 << 16
T = TypeVar("T")
_NORMAL = NormalDist()


def number(seed: int, *words: object) -> int:
    """Return the number of something that is named by words, in a nation of this seed: 1 to 2^32 - 1."""
    text = "\x1f".join(str(word) for word in (seed, *words))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") | 1


def mixed(one: int, other: int, third: int = 0) -> int:
    """Mix numbers into one that tells nothing of them; the first two may not change places."""
    found = (one * (other ^ third) + third) & 0x7FFF_FFFF_FFFF_FFFF
    found = (found ^ (found >> 29)) & MASK
    found = ((found ^ (found >> 16)) * FIRST) & MASK
    found = ((found ^ (found >> 15)) * SECOND) & MASK
    return found ^ (found >> 16)


@dataclass(frozen=True, slots=True)
class Draw:
    """What chance gives to one value: how far it lies from its mean, and by what it is rounded."""

    leaning: float
    """About normal, between -1,5 and 1,5 with a deviation of 0,5."""
    rounding: float
    """Even, from 0 up to 1."""


def drawn(one: int, other: int, third: int) -> Draw:
    """Draw for a value of `one` (a place) in `other` (a cell) at `third` (a period)."""
    bits, more = mixed(one, other, third), mixed(other, one, third)
    parts = (bits % TEN_BITS, (bits >> 10) % TEN_BITS, (bits >> 20) % TEN_BITS)
    return Draw(sum(parts) / TEN_BITS - 1.5, (more % SIXTEEN_BITS) / SIXTEEN_BITS)


def share_of(one: int, other: int, third: int = 0) -> float:
    """Return an even number from 0 up to 1."""
    return mixed(one, other, third) / (MASK + 1)


def normal_of(number_of_it: int) -> float:
    """Return a normal number that belongs to a number."""
    return _NORMAL.inv_cdf((number_of_it + 0.5) / (MASK + 1))


def chosen(among: Sequence[T], one: int, other: int, third: int = 0) -> T:
    """Choose one of several."""
    return among[mixed(one, other, third) % len(among)]
