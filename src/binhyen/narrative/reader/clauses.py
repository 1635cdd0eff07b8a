"""Layer 3, clauses: sentences and lines, the zone of words that each number owns, and lists that share words."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from binhyen.narrative.reader.amounts import Number
from binhyen.narrative.reader.nouns import counts_nothing, kinds_of, mixed, noun_after, noun_before
from binhyen.narrative.reader.tokens import CODE, LINE, NUMBER, WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

HEADING = 24
"""A line of fewer words that ends without a mark is a heading."""
WRAPPED = 60
"""A line of this many signs that ends without a mark goes on in the next one."""
REACH = 48
OPENED = 4
"""A bracket that opened no more words before a number is around it."""
"""Words further away from a number say nothing of it."""
SHORT = frozenset(("tp", "ths", "ts", "tt", "gs", "pgs", "đ", "c", "q", "p", "tx", "th", "bs", "ks", "st"))
ENDS = frozenset((".", "!", "?", "…"))
BULLETS = frozenset(("-", "+", "*", "•", "●", "▪", "–", "○", "", "", "►", "✓", "✔"))
OPENERS = BULLETS | {'"', "("}
RATE_WORDS = frozenset(("tỷ", "tỉ", "lệ", "đạt", "chiếm", "bằng", "tương", "đương", "=", "là"))
STOPS = frozenset((",", ";", ".", "|"))
SEPARATORS = frozenset((",", "và", "-", "+", "cùng", "&", "hoặc", "/"))
PARTING = SEPARATORS | {";"}
WHOLES = (["trong", "tổng", "số"], ["trên", "tổng", "số"], ["trong", "số"], ["/", "tổng", "số"], ["trên"], ["trong"])
SUSPECTS = frozenset(("suspect", "accused"))
"""What may stand between shares that have their words in common: "62/65 xã; 389/402 thôn đạt tiêu chuẩn"."""


@dataclass(slots=True)
class Item:
    """A number in its sentence: the class of the noun that is counted, and the zones of words around it.

    `noun` is where the noun ends; it stands before the number where the item is named from `behind` ("súng: 12"). Its
    own words end at `own`, words that hang on after a comma at `tail`, its clause at `clause`; the words to its left
    begin at `left`. A `bare` item has nothing of its own beside the noun: it shares a predicate. In a table, `head` is
    the heading of its column, or the one in its own cell.
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
    head: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Sentence:
    """A sentence or line: its tokens [first, last), its items, and the heading that it stands under.

    `strange` are numbers that count what rules do not know; they are no items.
    """

    first: int
    last: int
    items: list[Item] = field(default_factory=list)
    strange: list[Number] = field(default_factory=list)
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
    while first < last and tokens.kinds[first] is LINE:
        first += 1
    bullet = first < last and tokens.keys[first] in BULLETS
    return Sentence(first + bullet, last, bullet=bullet, row="|" in tokens.keys[first : min(last, first + 200)])


def _ends(tokens: Tokens, at: int, first: int) -> bool:
    if tokens.kinds[at] is LINE:
        return not _goes_on(tokens, at, first)
    if tokens.keys[at] not in ENDS or at == first or _shortens(tokens, at, first):
        return False
    if at + 1 >= len(tokens) or tokens.kinds[at + 1] in {LINE, NUMBER, CODE}:
        return True
    return tokens.capital(at + 1) or tokens.key(at + 1) in OPENERS


def _shortens(tokens: Tokens, at: int, first: int) -> bool:
    """Tell whether a full stop ends no sentence: "TP.", "N.V.T.", "1." at the beginning."""
    before = tokens.key(at - 1)
    initial = len(before) == 1 and tokens.capital(at - 1)
    return before in SHORT or initial or (at == first + 1 and tokens.kinds[first] is NUMBER)


def _goes_on(tokens: Tokens, at: int, first: int) -> bool:
    """Tell whether a sentence goes on after a line's end: a wrapped line of a PDF."""
    if at + 1 >= len(tokens) or at == first or tokens.keys[at - 1] in {".", ";", ":", "!", "?", "|"}:
        return False
    if "|" in tokens.keys[max(first, at - 40) : at]:
        return False
    following = at + 1
    if tokens.kinds[following] is WORD and not tokens.capital(following):
        return True
    long_line = tokens.ends[at - 1] - tokens.starts[max(first, at - 30)] >= WRAPPED
    wrapped = tokens.kinds[following] is NUMBER and tokens.kinds[at - 1] is WORD
    return wrapped and long_line and tokens.key(following + 1) not in {".", ")", "/"}


def with_items(tokens: Tokens, words: Vocabulary, sentences: list[Sentence], numbers: list[Number]) -> None:
    """Give each sentence its numbers with their nouns and zones, and the heading that it stands under."""
    at = 0
    heading = (0, 0)
    for sentence in sentences:
        some: list[Number] = []
        while at < len(numbers) and numbers[at].first < sentence.last:
            (sentence.strange if counts_nothing(tokens, words, numbers[at]) else some).append(numbers[at])
            at += 1
        heading = _heading(tokens, sentence, heading)
        sentence.heading = heading
        sentence.items = _items(tokens, words, sentence, some)


def with_strange(tokens: Tokens, words: Vocabulary, sentence: Sentence) -> Sentence:
    """Return the sentence as if its strange numbers counted: each number has less to itself."""
    numbers = sorted([*(item.number for item in sentence.items), *sentence.strange], key=lambda one: one.first)
    return replace(sentence, items=_items(tokens, words, sentence, numbers), strange=[])


def _heading(tokens: Tokens, sentence: Sentence, before: tuple[int, int]) -> tuple[int, int]:
    """Return the heading that holds after a sentence: a short line without a full stop, or one that ends in a colon."""
    end = sentence.last - 1
    while end > sentence.first and tokens.kinds[end] is LINE:
        end -= 1
    closed = tokens.keys[end] in {".", ";", ",", "!", "?"}
    if tokens.keys[end] == ":" or (not closed and not sentence.bullet and end - sentence.first < HEADING):
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
        item.bare = not final and (item.bare or _before_share(tokens, item, numbers[place + 1]))
        items.append(item)
        left = item.noun if item.own >= following and item.noun > number.last else item.own
    _go_together(tokens, items)
    _close_clauses(tokens, sentence, items)
    return items


def _go_together(tokens: Tokens, items: list[Item]) -> None:
    """Give a part the noun of its whole ("12 trong tổng số 15 thanh niên"), and cases the words of their suspects."""
    for item, following in pairwise(items):
        between = tokens.keys[item.own : following.number.whole]
        if not item.labels and tokens.keys[item.number.last : following.number.whole] in WHOLES:
            item.labels, item.bare, following.part = following.labels, True, True
        elif between == ["với"] and "case" in item.labels and SUSPECTS.intersection(following.labels):
            item.bare = True


def _before_share(tokens: Tokens, item: Item, following: Number) -> bool:
    """Tell whether a share of other places follows: "112 phường; 260/270 cơ quan đạt tiêu chuẩn"."""
    if following.numerator is None or tokens.key(following.last) == tokens.key(item.number.last):
        return False
    return "place" in item.labels and _only_separators(tokens, item.own, following.whole, PARTING)


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
    labels, noun = noun_after(tokens, words, number, limit)
    labels, behind = noun_before(tokens, words, number, left, (labels, noun))
    kinds, after = kinds_of(tokens, words, labels, noun, limit)
    labels = mixed(tokens, words, labels, noun)
    opening = tokens.keys[max(0, number.whole - OPENED) : number.whole]
    opened = "(" in opening and ")" not in opening
    own = _own_end(tokens, words, after, limit, within=opened)
    tail = _tail_end(tokens, own, limit)
    ratio = number.numerator is not None
    bare = _only_separators(tokens, after, limit, PARTING if ratio else SEPARATORS) or _only_rate(tokens, after, limit)
    return Item(number, labels, noun, left, own, tail, bare, opened, kinds=kinds, behind=behind)


def _own_end(tokens: Tokens, words: Vocabulary, at: int, limit: int, *, within: bool) -> int:
    """Return where an item's own words end. A bracket that was open before it may close; places may be listed."""
    depth = int(within)
    while at < limit:
        key = tokens.keys[at]
        if key in {"(", ")"}:
            if not depth and (key == ")" or _holds_next(tokens, at, limit)):
                break
            depth += 1 if key == "(" else -1
        elif (key == ":" and not depth) or (key in STOPS and not _lists_places(tokens, words, at)):
            break
        at += 1
    return at


def _holds_next(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether the bracket that opens at `at` is still open where the next number stands: it belongs there."""
    return limit - at < REACH and ")" not in tokens.keys[at:limit]


def _lists_places(tokens: Tokens, words: Vocabulary, at: int) -> bool:
    """Tell whether a place without a number follows a comma: "cấp xã, phường, thị trấn"."""
    return tokens.keys[at] == "," and "place" in words.units.longest(tokens.keys, at + 1)[0]


def _only_rate(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether nothing but "(tỷ lệ" or "(đạt" stands before the next number."""
    between = tokens.keys[first:last]
    return 0 < len(between) < 5 and between[0] == "(" and all(key in RATE_WORDS for key in between[1:])


def _tail_end(tokens: Tokens, at: int, limit: int) -> int:
    end = at
    while end < limit and tokens.keys[end] not in {";", "|", ".", ":"}:
        end += 1
    return end


def _only_separators(tokens: Tokens, first: int, last: int, separators: frozenset[str]) -> bool:
    return last - first < 4 and all(tokens.keys[at] in separators for at in range(first, last))
