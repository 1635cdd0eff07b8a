"""Texts as shingles: hashes of runs of four syllables, so that two texts can be held against each other unread."""

import re
from hashlib import blake2b

from binhyen.analytics.rules.signals.subject import Shingles
from binhyen.kernel.vietnamese import fold

_RUN = 4
_SYLLABLE = re.compile(r"[a-z]+")
"""Numbers are left out: who copies a sentence changes its number."""


def shingles_of(text: str) -> Shingles:
    """Return the runs of four syllables of a text as 64-bit numbers; capitals, diacritics and numbers don't matter.

    >>> shingles_of("Xã tổ chức 3 buổi họp.") == shingles_of("XÃ TỔ CHỨC 12 BUỔI HỌP!")
    True
    """
    syllables = _SYLLABLE.findall(fold(text))
    return frozenset(_number(syllables[at : at + _RUN]) for at in range(len(syllables) - _RUN + 1))


def _number(run: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest(), "big", signed=True)
