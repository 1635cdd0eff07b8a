"""Whether a text was typed without diacritics: "to chuc 8 buoi tuyen truyen". Such a text is read in part alone."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST, _SAMPLE = 12, 200_000
"""Words below which nothing is said, and signs of a text that are looked at."""
MOST_BARE = 0.5
"""From this share of bare words on a text counts as typed without diacritics; ordinary Vietnamese has up to 30 %."""


def share_of_bare(text: str) -> tuple[int, float]:
    """Return how many words the beginning of a text has, and the share of those with plain letters alone."""
    words = _WORD.findall(text[:_SAMPLE])
    return len(words), sum(word.isascii() for word in words) / len(words) if words else 0.0


def is_bare(text: str) -> bool:
    """Tell whether most words of a text have no diacritics.

    >>> is_bare("Cong an xa to chuc tam buoi tuyen truyen voi bon tram luot nguoi du, phat to roi")
    True
    """
    count, share = share_of_bare(text)
    return count >= _LEAST and share >= MOST_BARE
