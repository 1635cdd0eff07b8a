"""Layer 5, qualifiers: dimensions of the catalogue, names of models, averages and targets, the printed unit."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.doers import doer_of
from binhyen.narrative.reader.evidence import Strengths
from binhyen.narrative.reader.figures import Measure
from binhyen.narrative.reader.rules import NEAR
from binhyen.narrative.reader.sayings import first_code, whole, with_neighbour
from binhyen.narrative.reader.tokens import WORD, Tokens
from binhyen.narrative.reader.vocabulary import PACKS, Trie, keys_of

CLAUSE_WORDS, LISTED = 30, 12
PEOPLE = dict.fromkeys(("person", "individual", "instance", "leader", "citizen", "member", "youth", "suspect"), "người")
PRINTED: dict[str, dict[str, str]] = {
    "commitments_signed": {**PEOPLE, "unit": "đơn vị", "pledge": "bản", "pct": "%"},
    "model_sites": {"point": "điểm", "model_site": "điểm", "pct": "%"},
}
"""Indicators that are told in what signed or took part; the noun's class gives the unit, else the printed noun."""
GIVING = frozenset(("tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc"))
GIVEN = frozenset(("được", "này", "và", "nhân", "do"))
"""Before a level of places that gives an award itself: "được huyện tặng giấy khen"."""
MEDAL = "commemorative_medal"
"""Who gives it is seldom said: the medal "Bảo vệ an ninh Tổ quốc" is the minister's."""
AVERAGES = (("bình", "quân"), ("trung", "bình"))
STATUS = (("new", "v_new"), ("effective", "v_effective"), ("maintained", "v_keep"))
KEEPING = frozenset(("duy",))
TOLD_FIRST = frozenset(("status",))
"""What the own words say of these counts before what stands further off."""


@dataclass(frozen=True, slots=True)
class DimWords:
    """The words of dimensions: which code they say, where they are looked for."""

    words: Mapping[str, Trie]
    zones: Mapping[str, str]
    kinds: Mapping[str, str]
    managed: Mapping[str, str]
    units: frozenset[str]


@cache
def dim_words() -> DimWords:
    """Return the shipped words of dimensions."""
    data: dict[str, Any] = yaml.safe_load((PACKS / "dims.yaml").read_text(encoding="utf-8"))
    words: dict[str, Trie] = {}
    for dim, codes in data["words"].items():
        trie = words.setdefault(dim, Trie())
        for code, phrases in codes.items():
            for phrase in phrases:
                trie.add(keys_of(str(phrase)), code)
    kinds = {label: code for code, label in data["kinds"].items()}
    managed = {word: code for code, word in data["managed"].items()}
    return DimWords(words, data["zones"], kinds, managed, frozenset(data["units"]))


@cache
def dims_and_unit(indicator: str) -> tuple[tuple[str, ...], str]:
    """Return the dimensions and the unit of an indicator of the catalogue."""
    entry = shipped_catalogue().indicators[indicator]
    return tuple(entry.dims), entry.unit


def dims_of(tokens: Tokens, item: Item, strengths: Strengths, sentence: Sentence, indicator: str) -> dict[str, str]:
    """Return the codes of the indicator's dimensions that the words around an item say."""
    allowed = dims_and_unit(indicator)[0]
    found = {
        **_unit_kind(item),
        **_managing_level(tokens, item),
        **_status(tokens, item, strengths),
    }
    found = {dim: code for dim, code in found.items() if dim in allowed}
    for dim, trie in dim_words().words.items():
        if dim in allowed and (dim not in found or dim in TOLD_FIRST):
            code = _code_of(tokens, item, sentence, trie, dim)
            if code:
                found[dim] = code
    if found.get("award_kind") == MEDAL and "awarded_by" in allowed:
        found.setdefault("awarded_by", "minister")
    if "signer" in allowed and item.kinds and tokens.key(item.noun) != "cam":
        found.setdefault("signer", "household" if "k_household" in item.kinds else "unit")
    return found


def _unit_kind(item: Item) -> dict[str, str]:
    codes = dict.fromkeys(dim_words().kinds[kind] for kind in item.kinds if kind in dim_words().kinds)
    return {"unit_kind": ",".join(codes)} if codes else {}


def _code_of(tokens: Tokens, item: Item, sentence: Sentence, trie: Trie, dim: str) -> str:
    if dim == "org":
        return doer_of(tokens, item, sentence, trie)
    return _said(tokens, item, sentence, trie, dim_words().zones[dim])


def _said(tokens: Tokens, item: Item, sentence: Sentence, trie: Trie, zone: str) -> str:
    """Return the code that stands nearest: in the own words first, then backwards in the clause or sentence."""
    holder = item if zone == "own" else _predicated(sentence, item)
    own = first_code(tokens, trie, holder.number.last, min(holder.own, holder.number.last + CLAUSE_WORDS))
    if own or zone == "own":
        return own
    start = max(sentence.first, item.number.whole - 3 * CLAUSE_WORDS)
    for at in range(item.number.whole - 1, start - 1, -1):
        if zone == "clause" and tokens.keys[at] == ";":
            return ""
        labels, end = trie.longest(tokens.keys, at)
        if labels and end <= item.number.whole and not _ends_name(tokens, at):
            return with_neighbour(tokens, trie, *whole(tokens, trie, at, labels[0]))
    return ""


def _ends_name(tokens: Tokens, at: int) -> bool:
    """Tell whether a level of places ends somebody's name and gives nothing itself: "Hội Phụ nữ tỉnh tặng"."""
    return tokens.keys[at] in GIVING and tokens.kinds[at - 1] is WORD and tokens.keys[at - 1] not in GIVEN


def _predicated(sentence: Sentence, item: Item) -> Item:
    """Return the item of a list whose words are all of its own: the last, "02 tập thể và 01 cá nhân được tặng …"."""
    if not item.bare:
        return item
    place = bisect_right(sentence.items, item.number.first, key=lambda one: one.number.first)
    return next((one for one in sentence.items[place : place + LISTED] if not one.bare), item)


def _managing_level(tokens: Tokens, item: Item) -> dict[str, str]:
    """As in "do cấp huyện quản lý" after a list holds for all of it; it stands before the next semicolon."""
    end = min(item.clause, item.number.last + 60)
    for at in range(item.number.last, end):
        if tokens.keys[at] == "quản" and tokens.key(at + 1) == "lí":
            for step in range(at - 1, at - 4, -1):
                code = dim_words().managed.get(tokens.key(step))
                if code:
                    return {"managing_level": code}
    return {}


def _status(tokens: Tokens, item: Item, strengths: Strengths) -> dict[str, str]:
    for code, label in STATUS:
        if strengths.all.get(label, 0) < NEAR:
            continue
        if code == "maintained" and not KEEPING.intersection(tokens.keys[max(0, item.number.whole - 12) : item.own]):
            continue
        return {"status": code}
    return {}


def measure_of(tokens: Tokens, item: Item, strengths: Strengths, measure: Measure) -> tuple[Measure, dict[str, str]]:
    """Return the measure that the words around an item say, and what it is per."""
    if measure in {Measure.CHANGE, Measure.CHANGE_PERCENT, Measure.OF_TARGET}:
        return measure, {}
    per = _per(tokens, item)
    money = "money" in item.labels
    if per and not item.number.percent:
        return Measure.UNIT_PRICE if money else Measure.AVERAGE, {"per": per}
    around = tokens.keys[max(item.left, item.number.whole - 6) : item.number.whole]
    if any(pair in pairwise(around) for pair in AVERAGES) and not item.number.percent:
        return Measure.AVERAGE, {}
    aims = max(strengths.left.get("v_target", 0), 20 if item.number.bound == "at_least" else 0)
    if aims >= NEAR:
        return (measure if item.number.percent else Measure.TARGET), {"target": "yes"}
    return measure, {}


def _per(tokens: Tokens, item: Item) -> str:
    """Return what a number is per: "350 ngàn đồng/suất", "mỗi tổ 30 thành viên", "mỗi tuần 3 lượt"."""
    after = item.noun
    if tokens.key(after) == "/" and after + 1 < len(tokens) and tokens.kinds[after + 1] is WORD:
        return tokens.keys[after + 1]
    for at in range(item.number.whole - 1, max(item.left, item.number.whole - 6) - 1, -1):
        if tokens.keys[at] in {"mỗi", "một"} and tokens.keys[at + 1 : at + 2] and at + 1 < item.number.whole:
            return tokens.keys[at + 1] if tokens.keys[at] == "mỗi" else ""
        if tokens.keys[at] in {",", ";", "."}:
            break
    return ""


def topic_of(tokens: Tokens, item: Item) -> tuple[int, int] | None:
    """Return where it is told what propaganda is about: in an item's own words, else right before its number."""
    trie = dim_words().words["crime_type"]
    own = range(item.number.last, min(item.own, item.number.last + CLAUSE_WORDS))
    left = range(item.number.whole - 1, max(item.left, item.number.whole - CLAUSE_WORDS) - 1, -1)
    for at in (*own, *left):
        labels, end = trie.longest(tokens.keys, at)
        if labels:
            return whole(tokens, trie, at, labels[0])[0], end
    return None


def unit_of(tokens: Tokens, item: Item, indicator: str) -> str:
    """Return the unit: % or money, the printed noun where several are usual, else the catalogue's."""
    if item.number.percent:
        return "%"
    if "money" in item.labels:
        return "đồng"
    usual = dims_and_unit(indicator)[1]
    printed = tokens.key(item.number.last) if item.noun > item.number.last else ""
    institution = (printed, tokens.key(item.number.last + 1)) == ("tổ", "chức")
    if indicator in PRINTED and item.labels:
        return PRINTED[indicator].get(item.labels[0], printed)
    return printed if printed in dim_words().units and not institution and usual != "điểm" else usual
