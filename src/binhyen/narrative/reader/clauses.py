"""Layer 3, clauses: sentences and lines, the zone of words that each number owns, and lists that share words."""

from dataclasses import dataclass, field

from binhyen.narrative.reader.amounts import Number
from binhyen.narrative.reader.tokens import Kind, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

WRAPPED = 60
"""A line of this many signs that ends without a mark goes on in the next one."""
REACH = 48
"""Words further away from a number say nothing of it."""
SHORT = frozenset(("tp", "ths", "ts", "tt", "gs", "pgs", "đ", "c", "q", "p", "tx", "th", "bs", "ks", "st"))
ENDS = frozenset((".", "!", "?", "…"))
BULLETS = frozenset(("-", "+", "*", "•", "●", "▪", "–", "○", "", "", "►", "✓", "✔"))
PLAIN_NOUNS = frozenset(
    "đạn súng pháo tin vụ hộ khẩu mìn bom dao kíp nòng kiếm camera mô tờ tổ đội nhóm người án thôn xã lựu lượt buổi cuộc".split()
)
"""Nouns of one syllable that may name a number after them; others are too often parts of other words."""
GENERAL = frozenset(("member", "person", "citizen", "group", "case"))
PARTICULAR = frozenset(
    (
        "semipro", "guard", "defender", "mediator", "prestige", "core_person", "regular_officer", "propagandist",
        "grassroots_member", "agency_guard", "steering_member", "security_group", "patrol_group", "mediation_group",
        "defence_team", "guard_board", "grassroots_team", "selfgov_group", "youth_team", "club", "fire_group",
        "fire_case", "traffic_case", "security_board", "border_group", "core_team",
    )
)  # fmt: skip
"""Nouns that name a force or a case, where another noun counts its people: "bảo vệ dân phố: 9 đồng chí"."""
RATE_WORDS = frozenset(("tỷ", "tỉ", "lệ", "đạt", "chiếm", "bằng", "tương", "đương", "=", "là"))
LINKS = frozenset(
    (
        "là",
        "có",
        "được",
        "gồm",
        "đạt",
        "còn",
        "hiện",
        "đang",
        "tổng",
        "số",
        "với",
        "cộng",
        "đã",
        "khoảng",
        "duy",
        "trì",
        "mới",
    )
)
"""Words that may stand between a noun and its number: "số mô hình hiện có là 12"."""
SEPARATORS = frozenset((",", "và", "-", "+", "cùng", "&", "hoặc", "/"))


@dataclass(slots=True)
class Item:
    """A number in its sentence: the class of the noun that is counted, and the zones of words around it.

    `noun` is where the noun ends; it stands before the number where the item is named from `behind` ("súng: 12"). Its `own` words end at `own`, words that hang on after a comma at `tail`; the words
    to its left begin at `left`. A `bare` item has nothing of its own beside the noun: it shares a predicate.
    """

    number: Number
    labels: tuple[str, ...]
    noun: int
    left: int
    own: int
    tail: int
    bare: bool = False
    opened: bool = False
    final: bool = False
    part: bool = False
    changes: bool = False
    behind: bool = False
    clause: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(slots=True)
class Sentence:
    """A sentence or line: its tokens [first, last), its items, and the heading that it stands under."""

    first: int
    last: int
    items: list[Item] = field(default_factory=list)
    heading: tuple[int, int] = (0, 0)
    bullet: bool = False
    row: bool = False


def sentences_of(tokens: Tokens) -> list[Sentence]:
    """Return the sentences of a text."""
    found: list[Sentence] = []
    first, size = 0, len(tokens)
    for at in range(size):
        if _ends(tokens, at, first):
            if at + 1 > first:
                found.append(_trimmed(tokens, first, at + 1))
            first = at + 1
    if first < size:
        found.append(_trimmed(tokens, first, size))
    return [one for one in found if one.last > one.first]


def _trimmed(tokens: Tokens, first: int, last: int) -> Sentence:
    while first < last and tokens.kinds[first] is Kind.LINE:
        first += 1
    bullet = first < last and tokens.keys[first] in BULLETS
    return Sentence(first + bullet, last, bullet=bullet, row="|" in tokens.keys[first : min(last, first + 200)])


def _ends(tokens: Tokens, at: int, first: int) -> bool:
    if tokens.kinds[at] is Kind.LINE:
        return not _goes_on(tokens, at, first)
    if tokens.keys[at] not in ENDS or at == first:
        return False
    before, after = tokens.key(at - 1), tokens.key(at + 1)
    if before in SHORT or (len(before) == 1 and tokens.capital(at - 1)):
        return False
    if at - first < 2 and tokens.kinds[at - 1] is Kind.NUMBER:
        return False
    if at + 1 >= len(tokens) or tokens.kinds[at + 1] in {Kind.LINE, Kind.NUMBER, Kind.CODE}:
        return True
    return tokens.capital(at + 1) or after in {'"', "(", *BULLETS}


def _goes_on(tokens: Tokens, at: int, first: int) -> bool:
    """Tell whether a sentence goes on after a line's end: a wrapped line of a PDF."""
    if at + 1 >= len(tokens) or at == first or tokens.keys[at - 1] in {".", ";", ":", "!", "?", "|"}:
        return False
    if "|" in tokens.keys[max(first, at - 40) : at]:
        return False
    following = at + 1
    if tokens.kinds[following] is Kind.WORD and not tokens.capital(following):
        return True
    long_line = tokens.ends[at - 1] - tokens.starts[max(first, at - 30)] >= WRAPPED
    wrapped = tokens.kinds[following] is Kind.NUMBER and tokens.kinds[at - 1] is Kind.WORD
    return wrapped and long_line and tokens.key(following + 1) not in {".", ")", "/"}


def with_items(tokens: Tokens, words: Vocabulary, sentences: list[Sentence], numbers: list[Number]) -> None:
    """Give each sentence its numbers with their nouns and zones, and the heading that it stands under."""
    at = 0
    heading = (0, 0)
    for sentence in sentences:
        some: list[Number] = []
        while at < len(numbers) and numbers[at].first < sentence.last:
            some.append(numbers[at])
            at += 1
        heading = _heading(tokens, sentence, heading)
        sentence.heading = heading
        sentence.items = _items(tokens, words, sentence, some)


def _heading(tokens: Tokens, sentence: Sentence, before: tuple[int, int]) -> tuple[int, int]:
    """Return the heading that holds after a sentence: a short line without a full stop, or one that ends in a colon."""
    end = sentence.last - 1
    while end > sentence.first and tokens.kinds[end] is Kind.LINE:
        end -= 1
    closed = tokens.keys[end] in {".", ";", ",", "!", "?"}
    if tokens.keys[end] == ":" or (not closed and not sentence.bullet and end - sentence.first < 24):
        return (sentence.first, end + 1)
    return before


def _items(tokens: Tokens, words: Vocabulary, sentence: Sentence, numbers: list[Number]) -> list[Item]:
    items: list[Item] = []
    left = sentence.first
    for place, number in enumerate(numbers):
        final = place + 1 == len(numbers)
        following = sentence.last if final else min(numbers[place + 1].whole, sentence.last)
        item = _item(tokens, words, number, left, following)
        item.final = final or item.tail < following
        item.bare = item.bare and not final
        items.append(item)
        left = item.noun if item.own >= following and item.noun > number.last else item.own
    _close_clauses(tokens, sentence, items)
    return items


def _close_clauses(tokens: Tokens, sentence: Sentence, items: list[Item]) -> None:
    """Tell each item where its clause ends: at the next semicolon."""
    end = sentence.last
    for item in reversed(items):
        for at in range(item.tail, min(end, item.tail + REACH)):
            if tokens.keys[at] == ";":
                end = at
                break
        item.clause = end


def _item(tokens: Tokens, words: Vocabulary, number: Number, left: int, limit: int) -> Item:
    labels, noun = _noun(tokens, words, number, limit)
    labels, behind = _named_before(tokens, words, number, left, (labels, noun))
    kinds, after = _kinds(tokens, words, labels, noun, limit)
    opened = (
        "(" in tokens.keys[max(0, number.whole - 4) : number.whole]
        and ")" not in tokens.keys[number.whole - 4 : number.whole]
    )
    own = _own_end(tokens, words, after, limit, within=opened)
    tail = _tail_end(tokens, own, limit)
    bare = _only_separators(tokens, after, limit) or _only_rate(tokens, after, limit)
    return Item(number, labels, noun, left, own, tail, bare, opened, kinds=kinds, behind=behind)


def _named_before(
    tokens: Tokens, words: Vocabulary, number: Number, left: int, noun: tuple[tuple[str, ...], int]
) -> tuple[tuple[str, ...], bool]:
    """Return the classes of the noun before a number that has none after it ("súng: 12"), or only the same in short
    ("tổ an ninh nhân dân: 9 tổ"), and whether that noun named it."""
    labels, end = noun
    short = tokens.key(number.last) if end == number.last + 1 else ""
    general = GENERAL.intersection(labels) and end - number.last < 4
    if (labels and not short and not general and not number.percent) or number.multiplied:
        return labels, False
    at = number.whole - 1
    while at > left and (
        tokens.keys[at] in LINKS or tokens.kinds[at] is Kind.MARK and tokens.keys[at] in {":", "=", "("}
    ):
        at -= 1
    for first in range(max(left, at - 7), at + 1):
        found, last = words.units.longest(tokens.keys, first)
        if not found or not at + 1 - 4 <= last <= at + 1 or "nil" in found:
            continue
        placed = number.numerator is not None and "place" in found
        if last == first + 1 and tokens.keys[first] not in PLAIN_NOUNS and not placed:
            continue
        if number.percent:
            return ("pct", *found), True
        if not labels or (last == at + 1 and _names(tokens, labels, found, first, short)):
            return found, not labels
    return labels, False


def _names(tokens: Tokens, labels: tuple[str, ...], found: tuple[str, ...], first: int, short: str) -> bool:
    """Tell whether a noun before a number names what is counted by a shorter one: "công an viên: 9 đồng chí"."""
    if tokens.keys[first] == short:
        return True
    return bool(GENERAL.intersection(labels)) and bool(PARTICULAR.intersection(found))


def _noun(tokens: Tokens, words: Vocabulary, number: Number, limit: int) -> tuple[tuple[str, ...], int]:
    """Return the classes of the noun that follows a number, past a bracket with its words: "12 (mười hai) vụ"."""
    at = number.last
    if (
        tokens.key(at) == "("
        and limit - at > 3
        and tokens.key(at + 1) in {"một", "hai", "ba", "bốn", "năm", "sáu", "mười"}
    ):
        closing = next((step for step in range(at, min(at + 8, limit)) if tokens.keys[step] == ")"), at - 1)
        at = closing + 1
    while tokens.key(at) in {"lượt", "chiếc", "cái"} and at + 1 < limit:
        labels, end = words.units.longest(tokens.keys, at)
        if labels and end - at > 1:
            return labels, end
        following, end_after = words.units.longest(tokens.keys, at + 1)
        if not following:
            break
        return following, end_after
    labels, end = words.units.longest(tokens.keys, at + 1 if tokens.key(at) == '"' else at)
    if number.percent:
        return ("pct", *labels), end if labels else at
    return (labels, end) if end <= limit else ((), at)


def _kinds(
    tokens: Tokens, words: Vocabulary, labels: tuple[str, ...], noun: int, limit: int
) -> tuple[tuple[str, ...], int]:
    """Return the kinds of a compound ("cơ quan, doanh nghiệp, trường học") and where it ends: no number after commas."""
    kinds = tuple(label for label in labels if label.startswith("k_"))
    at = noun
    if not labels:
        return kinds, at
    while tokens.key(at) in {",", "và", "-", "/", "hoặc"} and at + 1 < limit:
        more, end = words.units.longest(tokens.keys, at + 1)
        if not set(more) & set(labels) - {"pct"} and not (kinds and any(label.startswith("k_") for label in more)):
            break
        kinds += tuple(label for label in more if label.startswith("k_"))
        at = end
    return kinds, at


def _own_end(tokens: Tokens, words: Vocabulary, at: int, limit: int, *, within: bool) -> int:
    """Return where an item's own words end. A bracket that was open before it may close; places may be listed."""
    depth = int(within)
    while at < limit:
        key = tokens.keys[at]
        if key == "(":
            if not depth and ")" not in tokens.keys[at:limit] and limit - at < REACH:
                break
            depth += 1
        elif key == ")":
            if not depth:
                break
            depth -= 1
        elif key == "," and _lists_places(tokens, words, at + 1):
            pass
        elif key in {",", ";", ".", "|"} or (key == ":" and not depth):
            break
        at += 1
    return at


def _lists_places(tokens: Tokens, words: Vocabulary, at: int) -> bool:
    """Tell whether a place without a number follows a comma: "cấp xã, phường, thị trấn"."""
    return "place" in words.units.longest(tokens.keys, at)[0]


def _only_rate(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether nothing but "(tỷ lệ" or "(đạt" stands before the next number."""
    between = tokens.keys[first:last]
    return 0 < len(between) < 5 and between[0] == "(" and all(key in RATE_WORDS for key in between[1:])


def _tail_end(tokens: Tokens, at: int, limit: int) -> int:
    end = at
    while end < limit and tokens.keys[end] not in {";", "|", ".", ":"}:
        end += 1
    return end


def _only_separators(tokens: Tokens, first: int, last: int) -> bool:
    return last - first < 4 and all(tokens.keys[at] in SEPARATORS for at in range(first, last))
