"""Layer 5, places: a figure of another place than the text's; it holds until another is told or its paragraph ends."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from binhyen.narrative.reader.clauses import Sentence
from binhyen.narrative.reader.tokens import LINE, NUMBER, WORD, Tokens

LEVELS = frozenset(
    (
        "xã", "phường", "trấn", "huyện", "quận", "tỉnh", "thôn", "bản", "ấp", "khóm", "xóm", "buôn", "bon", "làng",
        "phố", "khu", "plei", "sóc", "phum", "khối", "đảo",
    )
)  # fmt: skip
OWN_LEVELS = LEVELS | {"thành", "thị", "đặc", "tp", "tx", "tt"}
WIDE = {"cả": "nước", "toàn": "quốc"}
NOT_OF = frozenset(("rộng", "với", "cùng"))
WHOLE = ("toàn quốc", "cả nước")
SINGLED = frozenset(("riêng", "đó", ";", "gồm"))
NUMBERED = frozenset(("thôn", "bản", "ấp", "khóm", "xóm", "buôn", "phố", "khu", "khối", "phường"))
"""Places that have a number for a name."""
BEFORE_LEVEL = frozenset(("thành", "thị"))
AT = frozenset(("tại", "ở"))
LEADING = AT | {"riêng", "còn"}
BULLETS = frozenset(("-", "+", "*", "•", '"', "●", "❖", "✅"))
ENDS = frozenset((".", "!", "?"))
CLAUSES = frozenset((";", ":"))
CLAUSE_ENDS = frozenset((";", "."))
SUBJECTS = (["câu", "lạc", "bộ"], ["mô", "hình"])
"""A sentence may begin with what is at a place: "CLB xã Tân Hội gồm 32 thành viên"."""
WHOLES = frozenset(("toàn", "cả"))
AREAS = frozenset(("tỉnh", "huyện", "thành", "xã", "phường", "thị", "quận", "địa", "hệ", "đặc", "nước", "quốc"))
WIDELY = frozenset(("trong", "trên", "của"))
AFTER_NAME = frozenset(("hiện", "có", "cách", "đã", "đang", "là", "nằm", "còn", "."))
SUBJECT_WORDS, OPENING, OWN_WORDS = 16, 8, 12
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
    key = tokens.keys[at]
    if _is_whole(tokens, at) and tokens.key(at - 1) not in NOT_OF:
        return Named(at, at + 2, "cả nước")
    level = key in LEVELS and not _is_short(tokens, at)
    if not level and not tokens.capital(at):
        return None
    numbered = level and _is_numbered(tokens, at)
    level = numbered or (level and tokens.capital(at + 1 + (tokens.key(at + 1) == ".")))
    begin = at + level + (level and tokens.key(at + 1) == ".")
    end = at + 2 if numbered else _name_end(tokens, begin, limit)
    old = end + 2 < limit + 1 and tokens.key(end) == "(" and tokens.key(end + 1) == "cũ"
    if not level and not (old and tokens.capital(at)):
        return None
    last = end + 3 if old else end
    first = at - 1 if level and tokens.key(at - 1) in BEFORE_LEVEL else at
    return Named(first, last, source[tokens.starts[first] : tokens.ends[last - 1]], old)


def _is_whole(tokens: Tokens, at: int) -> bool:
    """Tell whether the whole country is named: "cả nước", "toàn quốc"."""
    key = tokens.keys[at]
    return key in WIDE and tokens.key(at + 1) == WIDE[key]


def _is_short(tokens: Tokens, at: int) -> bool:
    """Tell whether a level and what follows it are written in one abbreviation: "TNXH"."""
    return at + 1 < len(tokens) and tokens.starts[at] == tokens.starts[at + 1]


def _is_numbered(tokens: Tokens, at: int) -> bool:
    """Tell whether a place is named by a number: "ở ấp 4, trước kia …"."""
    number = tokens.key(at + 1)
    return tokens.keys[at] in NUMBERED and tokens.key(at - 1) in AT and number.isdecimal() and len(number) < 3


def _name_end(tokens: Tokens, at: int, limit: int) -> int:
    end = at
    while end < limit and end - at < LONGEST_NAME and tokens.capital(end):
        end += 1
    if (
        end < limit
        and end > at
        and tokens.kinds[end] is NUMBER
        and len(tokens.keys[end]) < 3
        and (tokens.key(end + 1) == "," or tokens.key(end + 1) in AFTER_NAME)
    ):
        end += 1
    return end


@dataclass(frozen=True, slots=True)
class Told:
    """A place that a sentence or a clause begins with, "" for the text's own, and how far it holds."""

    at: int
    until: int
    name: str


def told_places(tokens: Tokens, source: str, main: str) -> list[Told]:
    """Return the places that sentences and clauses begin with, in order."""
    found: list[Told] = []
    paragraph = 0
    for at, opens in _clauses(tokens):
        name = _opening_place(tokens, at, source, opens=opens)
        if name is not None:
            paragraph = paragraph if paragraph > at else _end_of(tokens, at, frozenset())
            until = paragraph if opens else _end_of(tokens, at, CLAUSE_ENDS)
            found.append(Told(name.first, until, "" if _is_main(name.name, main) else name.name))
    return found


def told_at(told: list[Told], at: int) -> str:
    """Return the place that was told last before a token and still holds, or "" for the text's own."""
    place = bisect_right(told, at, key=lambda one: one.at)
    return told[place - 1].name if place and told[place - 1].until > at else ""


def _clauses(tokens: Tokens) -> Iterator[tuple[int, bool]]:
    """Yield where sentences and clauses begin, and whether it is a sentence."""
    ended, opens = True, True
    for at, key in enumerate(tokens.keys):
        if tokens.kinds[at] is LINE:
            ended = opens = True
        elif key in CLAUSES or (key in ENDS and not _shortens(tokens, at - 1)):
            ended, opens = True, key in ENDS
        elif ended and key not in BULLETS and tokens.kinds[at] is WORD:
            ended = False
            yield at, opens


def _shortens(tokens: Tokens, at: int) -> bool:
    """Tell whether a full stop after a word ends no sentence: "TP.", "Q."."""
    return at >= 0 and tokens.kinds[at] is WORD and len(tokens.raws[at]) < 3


def _opening_place(tokens: Tokens, at: int, source: str, *, opens: bool) -> Named | None:
    """Return the place that a clause begins with, of no name where it speaks of all again."""
    first, size = at, len(tokens)
    while first < min(at + 2, size) and tokens.keys[first] in LEADING:
        first += 1
    first += tokens.key(first) in BEFORE_LEVEL
    named = _named_at(tokens, first, size, source) if first < size else None
    if named is not None:
        listed = tokens.key(named.last) in {",", "và"} and (
            tokens.capital(named.last + 1) or tokens.key(named.last + 1) in LEVELS
        )
        return Named(at, at, "") if listed else named
    opening = tokens.keys[at : at + OPENING]
    if any(one in WHOLES and other in AREAS for one, other in pairwise(opening)):
        return Named(at, at, "")
    return _subject_place(tokens, at, source) if opens else None


def _subject_place(tokens: Tokens, at: int, source: str) -> Named | None:
    if not any(tokens.keys[at : at + len(words)] == words for words in SUBJECTS):
        return None
    for step in range(at, min(at + SUBJECT_WORDS, len(tokens))):
        if tokens.keys[step] in ENDS or tokens.keys[step] == ",":
            return None
        named = _named_at(tokens, step, len(tokens), source)
        if named is not None:
            return named
    return None


def _end_of(tokens: Tokens, at: int, ends: frozenset[str]) -> int:
    """Return the next of some marks, or the line's end."""
    end, size = at, len(tokens)
    while end < size and tokens.kinds[end] is not LINE and tokens.keys[end] not in ends:
        end += 1
    return end


def _is_main(name: str, main: str) -> bool:
    return name.casefold() in main.casefold() or main.casefold() in name.casefold()


def is_wide(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether own words say that something is of all the country: "5.800 điểm trong toàn quốc"."""
    end = min(last, first + OWN_WORDS)
    return any(_is_whole(tokens, at) and tokens.keys[at - 1] in WIDELY for at in range(first + 1, end))


def place_of(tokens: Tokens, places: list[Named], main: str, at: int, row: int = -1) -> str:
    """Return the place of the number at `at`: the last one before it that is singled out, or "" for the text's own.

    In a row of a table, which begins at `row`, the place that names the row is that of all its numbers.
    """
    named = next((one for one in reversed(places) if one.last <= at), None)
    if named is None or "cộng" in tokens.keys[named.last : at]:
        return ""
    if named.name == "cả nước":
        return "" if main.casefold().startswith(WHOLE) else named.name
    if named.old or 0 <= row <= named.first <= row + ROW_NAME:
        return named.name
    return named.name if _singled_out(tokens, named, main, at) else ""


def _singled_out(tokens: Tokens, named: Named, main: str, at: int) -> bool:
    between = tokens.keys[named.last : at]
    if ";" in between or _is_main(named.name, main):
        return False
    singled = {tokens.key(named.first - 1), tokens.key(named.first - 2)} & SINGLED
    return bool(singled) and len(between) < 24
