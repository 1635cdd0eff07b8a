"""Layer 5, places: a figure of another place than the text's."""

from dataclasses import dataclass

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.tokens import Kind, Tokens

LEVELS = frozenset(
    (
        "xã", "phường", "trấn", "huyện", "quận", "tỉnh", "thôn", "bản", "ấp", "khóm", "xóm", "buôn", "bon", "làng",
        "phố", "khu", "plei", "sóc", "phum", "khối", "đảo",
    )
)  # fmt: skip
WIDE = (("cả", "nước"), ("toàn", "quốc"))
WHOLE = ("toàn quốc", "cả nước")
SINGLED = frozenset(("riêng", "đó", ";", "gồm"))
LONGEST_NAME = 4
ROW_NAME = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A place that is named in the text: its tokens and its name as printed."""

    first: int
    last: int
    name: str
    old: bool = False


def places_of(tokens: Tokens, sentence: Sentence, source: str) -> list[Named]:
    """Return the places that a sentence names, in order."""
    found: list[Named] = []
    at = sentence.first
    while at < sentence.last:
        named = _named_at(tokens, at, sentence.last, source)
        if named is None:
            at += 1
            continue
        found.append(named)
        at = named.last
    return found


def _named_at(tokens: Tokens, at: int, limit: int, source: str) -> Named | None:
    if (tokens.keys[at], tokens.key(at + 1)) in WIDE and tokens.key(at - 1) != "rộng":
        return Named(at, at + 2, "cả nước")
    level = tokens.keys[at] in LEVELS and tokens.capital(at + 1)
    end = _name_end(tokens, at + 1 if level else at, limit)
    old = end + 2 < limit + 1 and tokens.key(end) == "(" and tokens.key(end + 1) == "cũ"
    if not level and not (old and tokens.capital(at)):
        return None
    last = end + 3 if old else end
    return Named(at, last, source[tokens.starts[at] : tokens.ends[last - 1]], old)


def _name_end(tokens: Tokens, at: int, limit: int) -> int:
    end = at
    while end < limit and end - at < LONGEST_NAME and tokens.capital(end):
        end += 1
    if (
        end < limit
        and end > at
        and tokens.kinds[end] is Kind.NUMBER
        and len(tokens.keys[end]) < 3
        and tokens.key(end + 1) == ","
    ):
        end += 1
    return end


def place_of(tokens: Tokens, places: list[Named], main: str, at: int, row: int = -1) -> str:
    """Return the place of the number at `at`: the last one before it that is singled out, or "" for the text's own.

    In a row of a table, which begins at `row`, the place that names the row is that of all its numbers.
    """
    named = next((one for one in reversed(places) if one.last <= at), None)
    if named is None:
        return ""
    if named.name == "cả nước":
        return "" if main.casefold().startswith(WHOLE) else named.name
    if named.old or 0 <= row <= named.first <= row + ROW_NAME:
        return named.name
    return named.name if _singled_out(tokens, named, main, at) else ""


def _singled_out(tokens: Tokens, named: Named, main: str, at: int) -> bool:
    between = tokens.keys[named.last : at]
    if ";" in between or named.name.casefold() in main.casefold() or main.casefold() in named.name.casefold():
        return False
    singled = {tokens.key(named.first - 1), tokens.key(named.first - 2)} & SINGLED
    return bool(singled) and len(between) < 24
