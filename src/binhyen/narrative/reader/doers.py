"""Layer 5, doers: which organisation did what a number tells, and whose report a text is."""

from collections import Counter
from functools import cache

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.sayings import outside_brackets, whole
from binhyen.narrative.reader.tokens import Tokens
from binhyen.narrative.reader.vocabulary import Trie, keys_of

REACH, OWN_WORDS = 90, 30
BESIDE = frozenset(("hợp", "với", "cùng", "cho", "bàn", "giúp", "báo", "từ"))
"""After one of these an organisation is whom something is done with or for, or where: "phối hợp Đồn Biên phòng"."""
BETWEEN = frozenset(("các", "lực", "lượng", "những", "đơn", "vị"))
JOINING = frozenset((",", "và"))
POLICE = ("công", "an")
OTHERS = (POLICE, ("quần", "chúng"), ("nhân", "dân"), ("ủy", "ban"), ("ngân", "hàng"), ("biên", "phòng"))
"""Who else does things in an association's report."""
NO_DOER = BESIDE | {"ninh", "thi", "thị"}
"""Before "nhân dân" they make another name: "tổ an ninh nhân dân"."""
JOINED = 5
BRANCHES = frozenset(
    (
        ("hội", "viên"), ("chi", "hội"), ("cấp", "hội"), ("tổ", "hội"), ("sở", "hội"), ("tỉnh", "hội"),
        ("đoàn", "viên"), ("chi", "đoàn"), ("thành", "đoàn"), ("tỉnh", "đoàn"), ("huyện", "đoàn"),
    )
)  # fmt: skip
"""Parts of an association: who speaks of them often speaks of itself."""
MEMBERS = {
    "womens_union": ("phụ nữ", "chị em"),
    "farmers_association": ("nông dân",),
    "veterans_association": ("cựu chiến binh",),
    "youth_union": ("thanh niên", "đoàn viên", "chi đoàn", "thành đoàn", "tỉnh đoàn", "huyện đoàn"),
    "elderly_association": ("người cao tuổi",),
    "trade_union": ("công đoàn",),
}
FEWEST_BRANCHES, ONE_IN, MOST, TITLE = 3, 120, 0.6, 140


def doer_of(tokens: Tokens, item: Item, sentence: Sentence, trie: Trie) -> str:
    """Return the organisation that an item's own words name, or the last one before it that does something."""
    own = outside_brackets(tokens, item.number.last, min(item.own, item.number.last + OWN_WORDS))
    start = max(sentence.first, item.number.whole - REACH)
    for at in (*own, *range(item.number.whole - 1, start - 1, -1)):
        labels, end = trie.longest(tokens.keys, at)
        if labels and (end <= item.number.whole or at > item.number.first):
            first, code = whole(tokens, trie, at, labels[0])
            if _does(tokens, first, end):
                return code
    return ""


def _does(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether an organisation does something itself, and not together with the police or for somebody."""
    before = first - 1
    while tokens.key(before) in BETWEEN:
        before -= 1
    if tokens.key(before) in BESIDE:
        return False
    joined = tokens.key(before) in JOINING and _has(tokens, max(0, before - JOINED), before, POLICE)
    return not joined and not (tokens.key(last) in JOINING and _has(tokens, last + 1, last + 3, POLICE))


def _has(tokens: Tokens, first: int, last: int, pair: tuple[str, str]) -> bool:
    return any(
        (tokens.keys[at], tokens.key(at + 1)) == pair and tokens.key(at - 1) not in BESIDE
        for at in range(first, min(last, len(tokens)))
    )


def house_of(tokens: Tokens) -> str:
    """Return the association whose own report a text is, or "" for a text of anybody else."""
    branches = sum(pair in BRANCHES for pair in zip(tokens.keys, tokens.keys[1:], strict=False))
    if branches < max(FEWEST_BRANCHES, len(tokens) / ONE_IN):
        return ""
    named: Counter[str] = Counter()
    early: set[str] = set()
    for at in range(len(tokens)):
        labels, _ = _members().longest(tokens.keys, at)
        named.update(labels)
        if at < TITLE:
            early.update(labels)
    code, count = named.most_common(1)[0] if named else ("", 0)
    return code if code in early and count >= MOST * named.total() else ""


@cache
def _members() -> Trie:
    trie = Trie()
    for code, phrases in MEMBERS.items():
        for phrase in phrases:
            trie.add(keys_of(phrase), code)
    return trie


def is_of_house(tokens: Tokens, item: Item, sentence: Sentence) -> bool:
    """Tell whether nobody else is named as doing something before a number in an association's report."""
    reach = max(sentence.first, item.number.whole - REACH)
    start = next((at for at in range(item.number.whole - 1, reach - 1, -1) if tokens.keys[at] == ";"), reach)
    return not any(
        pair in OTHERS and tokens.key(start + at - 1) not in NO_DOER
        for at, pair in enumerate(zip(tokens.keys[start : item.number.whole], tokens.keys[start + 1 :], strict=False))
    )
