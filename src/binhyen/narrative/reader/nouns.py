"""Layer 3, nouns: what a number counts, after it or before it, and the kinds of a compound."""

from binhyen.narrative.reader.amounts import Number
from binhyen.narrative.reader.tokens import WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

Noun = tuple[tuple[str, ...], int]
"""The classes of a noun, and where it ends."""
PLAIN_NOUNS = frozenset(
    (
        "đạn", "súng", "pháo", "tin", "vụ", "hộ", "khẩu", "mìn", "bom", "dao", "kíp", "nòng", "kiếm", "camera", "tờ",
        "tổ", "đội", "nhóm", "người", "án", "thôn", "xã", "lượt", "buổi", "cuộc",
    )
)  # fmt: skip
"""Nouns of one syllable that may name a number after them; others are too often parts of other words."""
GENERAL = frozenset(("member", "person", "citizen", "group", "case"))
PEOPLE = frozenset(
    (
        "semipro", "guard", "defender", "mediator", "prestige", "core_person", "regular_officer", "propagandist",
        "grassroots_member", "agency_guard", "steering_member",
    )
)  # fmt: skip
PARTICULAR = PEOPLE | frozenset(
    (
        "security_group", "patrol_group", "mediation_group", "defence_team", "guard_board", "grassroots_team",
        "selfgov_group", "youth_team", "club", "fire_group", "fire_case", "traffic_case", "security_board",
        "border_group", "core_team",
    )
)  # fmt: skip
CASES = frozenset(("fire_case", "traffic_case"))
COUNTED_PEOPLE = frozenset(("member", "person", "citizen"))
"""Nouns that name a force or a case, where another noun counts its people: "bảo vệ dân phố: 9 đồng chí"."""
LINKS = frozenset(
    (
        "là", "có", "được", "gồm", "đạt", "còn", "hiện", "đang", "tổng", "số", "với", "cộng", "đã", "khoảng", "duy",
        "trì", "mới", ":", "=", "(",
    )
)  # fmt: skip
"""Words that may stand between a noun and its number: "số mô hình hiện có là 12"."""
COUNTERS = frozenset(("lượt", "chiếc", "cái"))
NUMBER_WORDS = frozenset(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "không"))
JOINERS = frozenset((",", "và", "-", "/", "hoặc"))
FUNCTION_WORDS = frozenset(
    (
        "ở", "tại", "do", "của", "là", "và", "đã", "được", "bị", "trong", "về", "cho", "với", "so", "thuộc", "trên",
        "có", "còn", "tức", "đạt", "gồm", "để", "khi", "từ", "bt", "lượt", "chiếc", "cái", "đv", "gần", "hơn",
        "khá", "yếu",
    )
)  # fmt: skip
"""What may follow a number that was named before; after another word the number counts what is not known here."""
ARMS = frozenset(("gun", "melee", "tool", "bomb", "ammo", "weapon"))
FURTHEST, CLOSE, BRACKET, SHORT, NAME = 8, 4, 8, 2, 16
ANNOUNCED, ENDING, UNANNOUNCED = (
    20,
    frozenset((";", ".", "|", ",")),
    frozenset(("một", "đa", "nghị", "hệ", "mã", "biển")),
)
"""How far before a number "số" announces what it counts, where that ends, and after which words "số" is another."""


def noun_after(tokens: Tokens, words: Vocabulary, number: Number, limit: int) -> Noun:
    """Return the noun that follows a number, past a bracket with its words: "12 (mười hai) vụ", "80 “Mái ấm”"."""
    at = _past_words(tokens, number.last, limit)
    labels, end = words.units.longest(tokens.keys, at)
    if end - at < 2 and tokens.key(at) in COUNTERS:
        counted, after = words.units.longest(tokens.keys, at + 1)
        labels, end = (counted, after) if counted else (labels, end)
    elif tokens.key(at) == '"':
        labels, end = words.units.longest(tokens.keys, at + 1)
    if number.percent:
        return ("pct", *labels), end if labels else at
    return (labels, end) if labels and end <= limit else ((), at)


def _past_words(tokens: Tokens, at: int, limit: int) -> int:
    if tokens.key(at) != "(" or tokens.key(at + 1) not in NUMBER_WORDS:
        return at
    return next((step + 1 for step in range(at, min(at + BRACKET, limit)) if tokens.keys[step] == ")"), at)


def noun_before(
    tokens: Tokens, words: Vocabulary, number: Number, left: int, after: Noun
) -> tuple[tuple[str, ...], bool]:
    """Return the classes of the noun before a number where it names it, and whether nothing after it did.

    It names a number that has no noun after it ("súng: 12"), or a shorter one ("tổ an ninh nhân dân: 9 tổ"). A name in
    quotes stands between them ("mô hình “Tiếng kẻng”: 6").
    """
    labels, end = after
    short = tokens.keys[number.last : end] if end - number.last <= SHORT else []
    general = bool(GENERAL.intersection(labels)) and end - number.last < CLOSE
    if (labels and not short and not general and not number.percent) or number.multiplied:
        return labels, False
    at = _before_links(tokens, number, left)
    for first in range(max(left, at + 1 - FURTHEST), at + 1):
        found, last = words.units.longest(tokens.keys, first)
        if not _close(tokens, found, (first, last, at), ratio=number.numerator is not None):
            continue
        if number.percent:
            return ("pct", *found), True
        longer = bool(short) and tokens.keys[first : first + len(short)] == short
        if not labels or (last == at + 1 and _names(labels, found, longer=longer)):
            return found, not labels
    return (labels, False) if labels or number.percent else _announced(tokens, words, number, left)


def _announced(tokens: Tokens, words: Vocabulary, number: Number, left: int) -> tuple[tuple[str, ...], bool]:
    """Return the classes of a noun further before a number: "số xã sạch ma túy tăng lên 14", "Xã sạch ma túy: 14"."""
    if tokens.key(number.whole - 1) == ":" and left + 1 < number.whole - 2 <= left + ANNOUNCED:
        first = left if tokens.kinds[left] is WORD else left + 1
        found, last = words.units.longest(tokens.keys, first)
        if last > first + 1 and "nil" not in found:
            return found, True
    for step in range(number.whole - 2, max(left, number.whole - ANNOUNCED) - 1, -1):
        if tokens.keys[step] in ENDING:
            break
        if tokens.keys[step] == "số" and tokens.key(step - 1) not in UNANNOUNCED:
            found = words.units.longest(tokens.keys, step + 1)[0]
            return (found, True) if found and "nil" not in found else ((), False)
    return (), False


def _before_links(tokens: Tokens, number: Number, left: int) -> int:
    """Return the word before a number and its links, before a name in quotes where one stands there."""
    at = number.whole - 1
    while at > left and tokens.keys[at] in LINKS:
        at -= 1
    if tokens.key(at) == '"' and number.numerator is None:
        at = next((step for step in range(at - 1, max(left, at - NAME), -1) if tokens.keys[step] == '"'), left) - 1
    return at


def _close(tokens: Tokens, found: tuple[str, ...], span: tuple[int, int, int], *, ratio: bool) -> bool:
    """Tell whether a noun over a span ends close enough before a number to name it."""
    first, last, at = span
    if not found or not at + 1 - CLOSE <= last <= at + 1 or "nil" in found:
        return False
    return last > first + 1 or tokens.keys[first] in PLAIN_NOUNS or (ratio and "place" in found)


def _names(labels: tuple[str, ...], found: tuple[str, ...], *, longer: bool) -> bool:
    """Tell whether a noun before a number names what is counted by a shorter one: "công an viên: 9 đồng chí"."""
    if "group" in labels:
        return longer or bool((PARTICULAR - PEOPLE).intersection(found))
    particular = PEOPLE if COUNTED_PEOPLE.intersection(labels) else CASES if "case" in labels else PARTICULAR
    return longer or bool(GENERAL.intersection(labels) and particular.intersection(found))


CLASSIFIERS, MEANT = frozenset(("chiếc", "cái")), 60
THINGS = frozenset(("camera", "light", "gong", "extinguisher", "equipment", "banner", "tip_box"))


def named_before(tokens: Tokens, words: Vocabulary, number: Number) -> tuple[str, ...]:
    """Return the classes of the thing that was told before, where a number has but its classifier: "gắn 9 chiếc"."""
    if tokens.key(number.last) not in CLASSIFIERS:
        return ()
    for at in range(number.whole - 1, max(-1, number.whole - MEANT), -1):
        labels, _ = words.units.longest(tokens.keys, at)
        if THINGS.intersection(labels):
            return labels
    return ()


def kinds_of(
    tokens: Tokens, words: Vocabulary, labels: tuple[str, ...], noun: int, limit: int
) -> tuple[tuple[str, ...], int]:
    """Return the kinds of a compound ("cơ quan, doanh nghiệp, trường học") and its end: no number after a comma."""
    kinds = tuple(label for label in labels if label.startswith("k_"))
    at = noun
    while labels and tokens.key(at) in JOINERS and at + 1 < limit:
        more, end = words.units.longest(tokens.keys, at + 1)
        placed = tuple(label for label in more if label.startswith("k_"))
        if not set(more) & set(labels) - {"pct"} and not (kinds and placed):
            break
        kinds += placed
        at = end
    return kinds, at


def counts_nothing(tokens: Tokens, words: Vocabulary, number: Number) -> bool:
    """Tell whether a number counts what no indicator is of: criteria, tasks, points of a programme."""
    if number.percent or number.multiplied:
        return False
    labels, _ = words.units.longest(tokens.keys, number.last)
    at = number.last
    strange = at < len(tokens) and tokens.kinds[at] is WORD and tokens.keys[at] not in FUNCTION_WORDS
    return "nil" in labels or (strange and not labels and number.numerator is None)


def mixed(tokens: Tokens, words: Vocabulary, labels: tuple[str, ...], noun: int) -> tuple[str, ...]:
    """Return the class of all weapons where kinds of them are counted together: "500 súng, vũ khí thô sơ"."""
    if labels[:1] == ("group",) and tokens.key(noun) == '"':
        return (*labels, "group_named")
    if labels[:1] == ("group",) and tokens.key(noun) in {"với", "/", ","} and tokens.key(noun + 2) in {"thành", "đồng"}:
        return (*labels, "group_with")
    if "territory" in labels and tokens.key(noun) == "," and tokens.key(noun + 2) in {"hộ", "nóc"}:
        return (*labels, "territory_with")
    if not ARMS.intersection(labels) or tokens.key(noun) not in JOINERS:
        return labels
    more = words.units.longest(tokens.keys, noun + 1)[0]
    return ("weapon",) if ARMS.intersection(more) and not set(more) & set(labels) else labels
