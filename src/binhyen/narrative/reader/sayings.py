"""Layer 5, sayings: codes that words say, several in one breath, and longer phrases around shorter ones."""

from binhyen.narrative.reader.tokens import NUMBER, Tokens
from binhyen.narrative.reader.vocabulary import Trie

UNSPLIT_BY = frozenset(
    (
        "emulation_flag", "certificate_of_merit", "certificate_of_commendation", "commemorative_medal",
        "prime_minister", "minister", "province_chair", "province_police_director", "district_chair",
        "commune_chair", "steering_committee", "womens_union", "farmers_association", "veterans_association",
        "youth_union", "fatherland_front",
    )
)  # fmt: skip
"""Kinds and authorities of awards: the catalogue has a code for several that are not told apart."""
JOINING = frozenset((",", "và", "/"))
TOGETHER = frozenset(
    (
        "order", "property", "drugs", "economic", "environment", "cyber_fraud", "gambling", "trafficking", "violence",
        "weapons", "traffic", "fire", "other",
    )
)  # fmt: skip
"""Fields of crime are told side by side where several are counted as one: "36 vụ kinh tế, môi trường"."""
MEDIA = frozenset(("news", "article", "feature"))
"""What is counted as one of several kinds ("20 tin, bài") is of no kind."""
BREATH = 7


def whole(tokens: Tokens, trie: Trie, at: int, code: str) -> tuple[int, str]:
    """Return where a longer phrase around a shorter one begins, and its code: "chủ tịch … xã" over "… xã"."""
    for first in range(max(0, at - 3), at):
        labels, end = trie.longest(tokens.keys, first)
        if labels and end > at:
            return first, labels[0]
    return at, code


def with_neighbour(tokens: Tokens, trie: Trie, at: int, code: str) -> str:
    """Return what two codes in one breath say together: "Bằng khen, Giấy khen 63 tập thể" is "unsplit"."""
    if tokens.key(at - 1) not in JOINING or code not in UNSPLIT_BY | TOGETHER:
        return code
    for first in range(max(0, at - BREATH), at - 1):
        labels, end = trie.longest(tokens.keys, first)
        if labels and end == at - 1 and labels[0] != code:
            return _joined(labels[0], code)
    return code


def _joined(one: str, other: str) -> str:
    return "unsplit" if other in UNSPLIT_BY else ",".join(sorted((one, other)))


def first_code(tokens: Tokens, trie: Trie, first: int, last: int) -> str:
    """Return the first code that an item's own words say outside brackets."""
    for at in outside_brackets(tokens, first, last):
        labels, end = trie.longest(tokens.keys, at)
        if labels and end <= last:
            return _with_next(tokens, trie, end, labels[0])
    return ""


def _with_next(tokens: Tokens, trie: Trie, end: int, code: str) -> str:
    """Return what a code says together with one that follows it without a number of its own."""
    if code not in TOGETHER | MEDIA:
        return code
    labels, last = trie.longest(tokens.keys, end + (tokens.key(end) in JOINING))
    counted = last < len(tokens) and tokens.kinds[last] is NUMBER
    if not labels or labels[0] == code or counted:
        return code
    return "" if code in MEDIA else _joined(code, labels[0])


def outside_brackets(tokens: Tokens, first: int, last: int) -> tuple[int, ...]:
    """Return the tokens of [first, last) that stand in no bracket that opens there."""
    depth, found = 0, []
    for at in range(first, last):
        depth += (tokens.keys[at] == "(") - (tokens.keys[at] == ")")
        if depth <= 0:
            found.append(at)
    return tuple(found)
