"""Layer 4, evidence: how strongly each word of the vocabulary speaks for a number, by where it stands."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from binhyen.narrative.reader.clauses import REACH, Item, Sentence
from binhyen.narrative.reader.rules import NEAR, WIDE
from binhyen.narrative.reader.tokens import LINE, WORD, Tokens
from binhyen.narrative.reader.vocabulary import Vocabulary

HEAD, OWN, TAIL, HANGING, LEFT, EARLIER, QUOTED, LATER, TOPIC, BEFORE = 44, 40, 24, 14, 34, 15, 11, 9, 7, 5
LABELLED, HEADED, TITLED = 36, 30, 22
"""What the label of a table's row says, and the head of its column."""
PURPOSES, PURPOSE = frozenset(("v_install", "v_equip", "v_build", "v_road", "v_hang", "n_build_house")), 8
"""What is done with money, and how far behind that its object stands."""
JOINING = frozenset(("và", "đồng", "nhằm", "để", "qua", "từ"))
NAMED = frozenset(
    ("hình", "bộ", "trào", "động", "án", "thi", "đề", "clb", "nhóm", "cụm", "trình", "điểm", "tổ", "phố", "tuyến")
)
KEPT, OWN_KEPT, TOPIC_KEPT = 0.93, 0.6, 0.65
"""What a list's member keeps of its neighbour's words."""
_BEGINNING = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the vocabulary in the text."""

    first: int
    last: int
    labels: tuple[str, ...]
    quoted: bool = False
    joined: bool = False
    """It stands after "và": what is done then is another thing."""

    @property
    def acts(self) -> bool:
        """Tell whether it says what is done."""
        return any(label.startswith("v_") for label in self.labels)


@dataclass(slots=True)
class Strengths:
    """How strongly labels speak: in the noun's own words, near by (own, left, shared), in the sentence, in the text."""

    own: dict[str, float] = field(default_factory=dict)
    shared: dict[str, float] = field(default_factory=dict)
    all: dict[str, float] = field(default_factory=dict)
    left: dict[str, float] = field(default_factory=dict)
    fresh: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    title: dict[str, float] = field(default_factory=dict)
    subject: dict[str, float] = field(default_factory=dict)

    def take(
        self, labels: Collection[str], strength: float, *, own: bool = False, left: bool = False, shared: bool = False
    ) -> None:
        """Let labels speak as strongly as this, unless they speak louder."""
        zones = [self.all]
        if own or shared or left:
            told = ((own, self.own), (shared, self.shared), (left, self.left))
            zones += [zone for holds, zone in told if holds]
        for zone in zones:
            for label in labels:
                if zone.get(label, 0.0) < strength:
                    zone[label] = strength


def cues_of(tokens: Tokens, words: Vocabulary) -> list[Cue]:
    """Return the phrases of the vocabulary, the longest at each word, none that lies within another."""
    found: list[Cue] = []
    opened = named = False
    covered = 0
    for at, kind in enumerate(tokens.kinds):
        if tokens.keys[at] == '"':
            opened = not opened
            named = opened and _names(tokens, at)
        elif kind is LINE:
            opened = named = False
        elif kind is WORD:
            labels, end = words.cues.longest(tokens.keys, at)
            if labels and end > covered:
                joined = tokens.key(at - 1) in JOINING
                found.append(Cue(at, end, labels, named, joined))
                covered = end
    return found


def _names(tokens: Tokens, at: int) -> bool:
    """Tell whether the quotation that opens at `at` is the name of a model, a club, a movement …"""
    return any(tokens.key(step) in NAMED for step in range(at - 3, at))


def strengths_of(sentence: Sentence, cues: list[Cue]) -> list[Strengths]:
    """Return the strengths for each item of a sentence, given the cues within it."""
    found: list[Strengths] = []
    for place, item in enumerate(sentence.items):
        strengths = Strengths()
        _own_words(strengths, item, cues)
        _left_words(strengths, item, cues)
        if place and _inherits(sentence.items, place):
            _inherit(strengths, found[place - 1], item, parted=sentence.items[place - 1].clause < item.number.first)
        _earlier(strengths, sentence, item, cues)
        found.append(strengths)
    _share_predicates(sentence, found)
    return found


def near(cues: list[Cue], first: int, last: int) -> list[Cue]:
    """Return the cues within [first, last) by bisection: a sentence may be a table of thousands of rows."""
    low = bisect_left(cues, first, key=_BEGINNING)
    return cues[low : bisect_left(cues, last, lo=low, key=_BEGINNING)]


def _own_words(strengths: Strengths, item: Item, cues: list[Cue]) -> None:
    last = item.number.last
    own = item.own
    for cue in near(cues, last, min(item.tail, last + REACH)):
        if cue.first < own and cue.first > item.noun and cue.joined and cue.acts:
            own = cue.first
        distance = max(0, cue.first - item.noun)
        if cue.quoted:
            strengths.take(cue.labels, QUOTED, own=cue.first < own)
        elif cue.first < item.noun:
            strengths.take(cue.labels, HEAD, own=True)
        elif cue.first < own:
            strengths.take(cue.labels, OWN - min(20, 1.5 * distance), own=True, shared=True)
        else:
            most = TAIL if item.final else HANGING
            strengths.take(cue.labels, most - min(10, cue.first - own))
    if "money" in item.labels and not item.final:
        _purpose(strengths, item, cues)


def _purpose(strengths: Strengths, item: Item, cues: list[Cue]) -> None:
    """Say what money is for that is counted next: "góp 5 triệu đồng làm 3 cái kẻng"."""
    own = near(cues, item.noun, item.own)
    if own and PURPOSES.intersection(own[-1].labels) and own[-1].last == item.own:
        for cue in near(cues, item.own, min(item.clause, item.own + PURPOSE)):
            strengths.take(cue.labels, TAIL)


def _left_words(strengths: Strengths, item: Item, cues: list[Cue]) -> None:
    start = item.number.whole
    for cue in near(cues, max(item.left, start - REACH), start):
        distance = start - cue.last
        strength = QUOTED if cue.quoted else LEFT - min(18, 1.2 * max(0, distance))
        strengths.take(cue.labels, strength, left=True)
    strengths.fresh = dict(strengths.left)


def _earlier(strengths: Strengths, sentence: Sentence, item: Item, cues: list[Cue]) -> None:
    start = item.left
    for cue in near(cues, max(sentence.first, item.number.whole - 2 * REACH), start):
        strengths.take(cue.labels, QUOTED / 2 if cue.quoted else max(8, EARLIER - (start - cue.last) / 6))
    for cue in near(cues, item.tail, min(sentence.last, item.number.last + REACH)):
        most = LATER + 5 if cue.first < item.clause else LATER
        strengths.take(cue.labels, QUOTED / 2 if cue.quoted else max(4, most - (cue.first - item.tail) / 6))


def _inherits(items: list[Item], place: int) -> bool:
    """Tell whether an item goes on its neighbour's list: nothing but a comma and its own noun between them."""
    before, item = items[place - 1], items[place]
    return before.bare or item.number.whole - before.own < 3 or item.opened


def _inherit(strengths: Strengths, before: Strengths, item: Item, *, parted: bool) -> None:
    acting = any(label.startswith("v_") for label in strengths.left)
    kept = KEPT / 2 if acting or item.opened else KEPT
    for label, strength in before.left.items():
        strengths.take((label,), strength * kept, left=True)
    for label, strength in before.all.items():
        if strength >= NEAR and label.startswith("n_") and not parted:
            strengths.take((label,), strength * TOPIC_KEPT)
    for label, strength in before.own.items():
        if item.opened or not acting or not label.startswith("v_"):
            strengths.take((label,), strength * (OWN_KEPT / 2 if parted else OWN_KEPT))


def _share_predicates(sentence: Sentence, found: list[Strengths]) -> None:
    """Give the bare members of a list the words that stand after its last one."""
    for place in range(len(found) - 2, -1, -1):
        item, following = sentence.items[place], sentence.items[place + 1]
        if not item.bare or following.number.first - item.number.last > 14:
            continue
        alike = bool(set(item.labels) & set(following.labels) or _paired(item, following, found[place]))
        for label, strength in found[place + 1].shared.items():
            found[place].take((label,), strength * (0.9 if alike else 0.35), own=alike, shared=alike)


def _paired(item: Item, following: Item, strengths: Strengths) -> bool:
    """Tell whether two nouns are told in one breath: "2 tập thể, 3 cá nhân", "4 vụ, 34 đối tượng", xã and cơ quan."""
    one, other = set(item.labels), set(following.labels)
    if following.number.percent or any(kind & one and kind & other for kind in KINDS):
        return True
    acting = any(strength >= GOVERNED and label.startswith("v_") for label, strength in strengths.fresh.items())
    return not acting and bool(ANYBODY & one and ANYBODY & other)


KINDS = (
    {"place", "unit", "area", "household"},
    {"collective", "individual", "household", "place"},
    {"case", "suspect", "accused"},
)
ANYBODY, GOVERNED = {*WIDE["places"], "household", "turn", "person", "individual", "leader", "citizen", "member"}, 30.0
"""Who may share a predicate where no verb of its own stands right before a number: "40 hộ, 3 công ty ký cam kết"."""


def with_topic(strengths: list[Strengths], cues: Iterable[Cue], strength: float) -> None:
    """Add the words of a heading or of the sentence before."""
    labels = {label for cue in cues for label in cue.labels}
    for one in strengths:
        one.take(labels, strength)
