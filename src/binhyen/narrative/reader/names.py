"""Layer 5, names: what the models and clubs are called that a number counts, or whose members and places it counts."""

from bisect import bisect_left

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.tokens import LINE, NUMBER, WORD, Tokens

NAME_WORDS, OWN_WORDS, FURTHEST, CELL_WORDS, HEAD_WORDS = 24, 10, 14, 14, 60
EXAMPLES = frozenset(("như", "gồm", "("))
"""What follows one of these are some of what is counted: "05 mô hình hiệu quả như “Camera an ninh”"."""
CARRIERS = frozenset(("hình", "bộ", "clb", "tổ", "đội", "nhóm", "và"))
"""Before a name in quotes: "mô hình", "câu lạc bộ"; names of other things are none of a model."""
STOPS = frozenset((";", ".", "|", ")"))
PEOPLE = frozenset(("member", "person", "citizen", "household", "place", "model_site", "territory"))
"""What is counted of a model that was named with its own number: "94 câu lạc bộ “A” có 2.820 thành viên"."""
ENDS = frozenset(
    (
        "tại", "ở", "với", "có", "gồm", "được", "do", "trên", "cho", "thu", "của", "và", "hoạt", "từ", "đã", "đang",
        "trong", "là", "đạt", "hiện", "theo", "vào", "ra",
    )
)  # fmt: skip
NAMING = (["mô", "hình"], ["lạc", "bộ"])
Span = tuple[int, int]


def name_of(tokens: Tokens, item: Item, sentence: Sentence) -> Span | None:
    """Return the name's first token and the one after its last, or nothing."""
    if sentence.row and item.head != (0, 0):
        return _of_row(tokens, item, sentence)
    return _own(tokens, item) or _before(tokens, item, sentence) or _plain(tokens, item)


def _own(tokens: Tokens, item: Item) -> Span | None:
    """Return the quoted name in an item's own words."""
    for at in range(item.number.last, min(item.own, item.number.last + OWN_WORDS)):
        if tokens.keys[at] in EXAMPLES:
            return None
        if tokens.keys[at] == '"':
            return _quoted(tokens, at)
    return None


def _quoted(tokens: Tokens, opening: int) -> Span | None:
    for end in range(opening + 1, min(opening + NAME_WORDS, len(tokens))):
        if tokens.keys[end] == '"':
            return (opening + 1, end) if end > opening + 1 else None
    return None


def _before(tokens: Tokens, item: Item, sentence: Sentence) -> Span | None:
    """Return the name in quotes that a clause begins with: "“Tổ 3 trong 1”: 102 tổ, 612 thành viên"."""
    at = item.number.whole - 1
    start = max(sentence.first, at - FURTHEST - NAME_WORDS)
    quotes = [step for step in range(at, start - 1, -1) if tokens.keys[step] == '"']
    between = tokens.keys[quotes[0] + 1 : at + 1] if len(quotes) > 1 else [";"]
    if STOPS.intersection(between) or len(between) > FURTHEST:
        return None
    opening, before = quotes[1], tokens.key(quotes[1] - 1)
    worded = opening > sentence.first and tokens.kinds[opening - 1] is WORD
    if worded and before not in CARRIERS:
        return None
    place = bisect_left(sentence.items, opening, key=lambda one: one.number.first)
    counted = place > 0 and sentence.items[place - 1].own > opening
    if (counted or "," in between) and not PEOPLE.intersection(item.labels):
        return None
    return (opening + 1, quotes[0])


def _plain(tokens: Tokens, item: Item) -> Span | None:
    """Return a name without quotes that begins with a capital: "02 mô hình Camera an ninh tại khu phố 3"."""
    first = item.noun
    if tokens.keys[first - 2 : first] not in NAMING or not tokens.capital(first) or first <= item.number.last:
        return None
    last = first
    while last < min(item.own, first + OWN_WORDS) and _of_name(tokens, last):
        last += 1
    return (first, last) if last > first + 1 else None


def _of_name(tokens: Tokens, at: int) -> bool:
    return tokens.kinds[at] in {WORD, NUMBER} and tokens.keys[at] not in ENDS


def _of_row(tokens: Tokens, item: Item, sentence: Sentence) -> Span | None:
    """Return the label of a row in a table whose labels are names of models."""
    line = item.head[0]
    while line > max(0, item.head[0] - HEAD_WORDS) and tokens.kinds[line - 1] is not LINE:
        line -= 1
    head = tokens.keys[line : item.head[0]]
    if ["tên", "mô"] not in [head[at : at + 2] for at in range(len(head))]:
        return None
    return _label(tokens, sentence)


def _label(tokens: Tokens, sentence: Sentence) -> Span | None:
    """Return the first cell of a row that is a name of words."""
    first = sentence.first
    for at in range(first, min(sentence.last, first + FURTHEST + NAME_WORDS)):
        if tokens.keys[at] == "|":
            if 1 < at - first < CELL_WORDS and tokens.capital(first):
                return (first, at)
            first = at + 1
    return None
