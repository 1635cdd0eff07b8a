"""Layer 1, words: the text as it should have been typed, and the way back to how it was."""

import unicodedata
from dataclasses import dataclass

DROPPED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
"""Zero-width signs, direction marks and soft hyphens: they say nothing and split words."""
REPLACED = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
    **dict.fromkeys("\u205f\u3000\v\f\ufffd", " "),
    "\t": "|",
    **dict.fromkeys("\u2013\u2014\u2012\u2015\u2212\u2010\u2011", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201b", "'"),
    **dict.fromkeys("\u2028\u2029\r\u0085", "\n"),
    "\uff0c": ",", "\uff0e": ".", "\uff05": "%", "\uff1b": ";", "\uff1a": ":", "\u2044": "/", "\u2215": "/",
}  # fmt: skip
_TABLE = {ord(sign): other for sign, other in REPLACED.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """A text put in order: `text` is what the next layers read, `starts` where each of its signs began in the input.

    Without `starts` the two are of one length, sign by sign.
    """

    text: str
    length: int
    starts: tuple[int, ...] | None = None

    def start(self, at: int) -> int:
        """Return where the sign at `at` begins in the input."""
        if self.starts is None:
            return at
        return self.starts[at] if at < len(self.starts) else self.length

    def end(self, at: int, source: str) -> int:
        """Return where what ends before `at` ends in the input: with its marks, without what was dropped after it."""
        if self.starts is None or at == 0:
            return at
        place = self.starts[at - 1] + 1
        while place < self.start(at) and unicodedata.combining(source[place]):
            place += 1
        return place


def normalised(text: str) -> Words:
    """Return the text composed (NFC), with plain spaces, dashes and quotes, and without signs that nobody sees."""
    plain = text.translate(_TABLE)
    if unicodedata.is_normalized("NFC", plain) and DROPPED.isdisjoint(plain):
        return Words(plain, len(text))
    signs: list[str] = []
    starts: list[int] = []
    at = 0
    while at < len(plain):
        end = _cluster_end(plain, at)
        if plain[at] not in DROPPED:
            composed = unicodedata.normalize("NFC", plain[at:end])
            signs.append(composed)
            starts.extend([at] * len(composed))
        at = end
    return Words("".join(signs), len(text), tuple(starts))


def _cluster_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text) and end - at < 8 and unicodedata.combining(text[end]):
        end += 1
    return end
