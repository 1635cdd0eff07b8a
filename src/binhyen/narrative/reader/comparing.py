"""Layer 4, comparing: changes against another period, shares of what was just told."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from binhyen.narrative.reader.clauses import WHOLES, Item, Sentence
from binhyen.narrative.reader.evidence import LEFT, Strengths
from binhyen.narrative.reader.figures import Measure
from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.rules import Rule
from binhyen.narrative.reader.tokens import Tokens

UP = frozenset(("tăng", "cao", "nhiều"))
DOWN = frozenset(("giảm", "thấp", "ít"))
PASSED = frozenset(
    ("hơn", "thêm", "được", "là", "lên", "xuống", "khoảng", "còn", "ở", "mức", "tới", "đến", "trên", "gần", ",")
)
RATES = frozenset(("lệ", "đạt", "tức", "chiếm", "=", "(", "bằng", "là", "tương", "ứng", "đương"))
PARTS = frozenset(("gồm", "riêng", "thêm", "đó", ":", "bao"))
CHANGES = frozenset((Measure.CHANGE, Measure.CHANGE_PERCENT))
ANEW = ("n_", "v_die", "v_injure")
HARMED = frozenset(("v_die", "v_injure"))
CLOSE, WEAK, OF_ITS_OWN, RIGHT_AFTER = 28.0, 30.0, 30.0, 38.0
VAGUE_NOUNS = frozenset(
    ("pct", "person", "place", "unit", "area", "household", "citizen", "point", "instance", "group", "money")
)
"""Nouns that say nothing without their words."""
STILL = frozenset(("còn", "lên", "đến", "tới", "xuống"))


class Told(Protocol):
    """A figure that was told before."""

    item: Item
    strengths: Strengths
    match: Match
    measure: Measure
    dims: dict[str, str]


def compared(
    tokens: Tokens, item: Item, strengths: Strengths, told: Told | None
) -> tuple[Measure, dict[str, str], Match | None]:
    """Return the measure of an item, its direction, and the frame that it goes on, where it goes on one."""
    percent = item.number.percent
    if percent and _of_target(tokens, item):
        return Measure.OF_TARGET, {}, told.match if told else None
    direction = _direction(tokens, item) or _in_brackets(tokens, item) or _sign(tokens, item, told)
    if direction:
        return _changed(tokens, item, strengths, told, direction)
    if not percent or told is None or not _is_share_of(tokens, item, strengths, told):
        return Measure.SHARE if percent else Measure.LEVEL, {}, None
    if told.measure in CHANGES:
        strengths.all["m_change"] = LEFT
        return Measure.CHANGE_PERCENT, dict(told.dims), told.match
    return Measure.SHARE, {}, told.match


def _changed(
    tokens: Tokens, item: Item, strengths: Strengths, told: Told | None, direction: str
) -> tuple[Measure, dict[str, str], Match | None]:
    """Return what a change is of: of the figure before, unless a percentage names its own noun."""
    strengths.all["m_change"] = LEFT
    percent = item.number.percent
    anew = _says_anew(strengths) if percent else told is not None and _tells_another(strengths, told)
    goes_on = told is not None and not anew and _goes_on(tokens, item, told)
    measure = Measure.CHANGE_PERCENT if percent else Measure.CHANGE
    return measure, {"direction": direction}, told.match if told is not None and goes_on else None


def _says_anew(strengths: Strengths) -> bool:
    return any(strength > OF_ITS_OWN and label.startswith(ANEW) for label, strength in strengths.own.items())


def _tells_another(strengths: Strengths, told: Told) -> bool:
    """Tell whether the dead follow on the injured, or the injured on the dead."""
    said = _harm(strengths)
    return bool(said) and not said & _harm(told.strengths)


def _harm(strengths: Strengths) -> frozenset[str]:
    return HARMED & strengths.own.keys() or HARMED & strengths.fresh.keys()


def as_part(tokens: Tokens, item: Item, match: Match | None, told: Told | None) -> Match | None:
    """Return the frame of the total for a part of it that only repeats the noun: "31 mô hình, gồm 28 mô hình …"."""
    if told is None or match is None:
        parted = told is not None and _parted(tokens, item, told) and families(item) & families(told.item)
        return told.match if told is not None and parted else match
    sure = match.rule.asks and (match.score >= SPEAKS or match.indicator not in PLAIN_CONTEXT)
    if sure or match.rule == told.match.rule or not told.match.rule.asks:
        return match
    if not set(item.labels) & set(told.item.labels):
        return match
    listed = item.number.whole - told.item.own < 3 and told.item.part
    if not listed and not _parted(tokens, item, told):
        return match
    told.item.part = item.part = True
    return told.match


AVERAGES = frozenset(("trung", "bình", "quân", "mỗi", "ngày", "tháng", "năm", "tuần", "khoảng", "gần", "hơn", "là"))
"""What may stand before the average of what was just told: "xử lý 600 vụ, trung bình mỗi ngày 3 vụ"."""


def as_average(tokens: Tokens, item: Item, match: Match | None, told: Told | None) -> Match | None:
    """Return the frame of a figure for its average, and of a part for its whole: "12 trong tổng số 15 người"."""
    if told is None:
        return match
    gap = tokens.keys[told.item.number.last : item.number.whole]
    if item.part and gap in WHOLES:
        whole = WHOLE_OF.get(told.match.indicator, told.match.indicator)
        return told.match if whole == told.match.indicator else replace(told.match, rule=Rule(whole, item.labels))
    said = gap[told.item.own - told.item.number.last :]
    mean = 2 < len(said) < MEAN and said[1] in {"trung", "bình"} and AVERAGES.issuperset(said[1:])
    return told.match if mean and set(item.labels) & set(told.item.labels) else match


MEAN = 9
WHOLE_OF = {
    "mediation_success": "mediation_cases",
    "key_areas_transformed": "key_areas",
    "tips_valuable": "tips_received",
    "crime_solved": "crime_cases",
    "crime_reports_resolved": "crime_reports_received",
}
"""What something is a part of that has an indicator of its own."""
TARGETS = (("chỉ", "tiêu"), ("kế", "hoạch"), ("mục", "tiêu"))
AT_PLACES = frozenset(('"', "ở", "tại"))


def parted_above(tokens: Tokens, sentence: Sentence) -> bool:
    """Tell whether a bullet stands under "trong đó:" or "gồm:"."""
    first, last = sentence.heading
    return last - first > 1 and tokens.key(last - 1) == ":" and tokens.key(last - 2) in {"đó", "gồm", "thể"}


def of_bullet(item: Item, match: Match | None, totals: Sequence[Told]) -> Match | None:
    """Return the frame of the total that bullets part: "tổng kinh phí 58 tỷ đồng, trong đó: - Doanh nghiệp: 9 tỷ"."""
    if match is not None and match.indicator not in PLAIN_CONTEXT:
        return match
    for total in reversed(totals):
        if {"money", "pct"}.intersection(item.labels) and "money" in total.item.labels:
            return total.match
    return match


def _parted(tokens: Tokens, item: Item, told: Told) -> bool:
    """Tell whether "trong đó", "gồm" or "riêng" stands between a total and an item."""
    gap = tokens.keys[told.item.noun : item.number.whole]
    return bool(PARTS.intersection(gap[-6:])) and len(gap) < FURTHEST_PART


GONE_ON = 9
LIST_MARKS = frozenset((",", ".", ";", "(", ")", "\n", ""))
MODEL_VERBS = ("v_dissolve", "v_consolidate", "v_replicate", "v_new", "v_ineffective")
GRADES = ("n_grade_excellent", "n_grade_good", "n_grade_average", "n_grade_weak")
IMPLIED = {
    "v_die": "person",
    "v_injure": "person",
    "v_sacrifice": "person",
    "v_teach": "lost_person",
    "v_job": "lost_person",
    "v_rehab": "addict",
    "v_warn": "instance",
    "v_file": "instance",
}
"""Verbs that say who is counted where no noun does: "chết 2, bị thương 3"."""


def unnamed(tokens: Tokens, item: Item, strengths: Strengths, told: Told | None) -> None:
    """Give an item without a noun that of its verb, or that of the figure before it: "giải thể 21", "khá 88"."""
    if item.labels or item.number.percent or item.number.multiplied or item.number.word:
        return
    item.behind = True
    item.labels = _implied(strengths, told) or _gone_on(tokens, item, strengths, told)


def _implied(strengths: Strengths, told: Told | None) -> tuple[str, ...]:
    for verb, label in IMPLIED.items():
        if strengths.left.get(verb, 0) > CLOSE:
            return (label,)
    graded = any(strengths.left.get(grade, 0) > CLOSE or strengths.own.get(grade, 0) > RIGHT_AFTER for grade in GRADES)
    if graded and "v_assess" in strengths.all:
        return ("unit",) if told is None or not told.match.indicator.startswith("models_") else ("model",)
    models = told is not None and told.match.indicator.startswith("models_")
    return ("model",) if models and any(strengths.left.get(verb, 0) > CLOSE for verb in MODEL_VERBS) else ()


def _gone_on(tokens: Tokens, item: Item, strengths: Strengths, told: Told | None) -> tuple[str, ...]:
    if told is None or not 0 <= item.number.whole - told.item.own <= GONE_ON:
        return ()
    around = {tokens.key(item.number.whole - 1), tokens.key(item.number.last)}
    models = told.match.indicator.startswith("models_") and "model" in told.item.labels
    if models and AT_PLACES.intersection(around):
        return ("model",)
    cued = any(strength >= CLOSE for strength in strengths.left.values())
    listed = cued and tokens.key(item.number.last) in LIST_MARKS
    if '"' in around or listed or item.number.numerator is not None:
        return tuple(label for label in told.item.labels if label not in {"pct", "money"})
    return ()


def as_before(item: Item, told: Sequence[Told]) -> Match | None:
    """Return the frame of the last figure with the same noun where an item's own words say nothing: lists of lines."""
    if not item.labels or VAGUE_NOUNS.intersection(item.labels):
        return None
    for one in reversed(told):
        if item.labels[0] == (one.item.labels or ("",))[0] and one.match.score > WEAK:
            return replace(one.match, score=WEAK, second=0.0)
    return None


BRACKETED = 14
"""Words in brackets before and behind a number that tell of a change."""


def _in_brackets(tokens: Tokens, item: Item) -> str:
    """Return the direction of a list of changes in brackets: "(tăng 03 buổi, 140 lượt người so với tháng trước)"."""
    at, behind = item.number.whole, tokens.keys[item.number.last : item.number.last + BRACKETED]
    before = tokens.keys[max(0, at - BRACKETED) : at]
    if "(" not in before or ")" in before or ("so", "với") not in pairwise(_within(behind)):
        return ""
    said = tokens.key(at - len(before) + before.index("(") + 1)
    return "up" if said == "tăng" else "down" if said == "giảm" else ""


def _within(keys: Sequence[str]) -> Sequence[str]:
    """Return the words up to the bracket that closes."""
    return keys[: keys.index(")")] if ")" in keys else ()


def _direction(tokens: Tokens, item: Item) -> str:
    """Return up or down where "tăng" or "giảm" stands right before the number, or nothing."""
    at = item.number.whole - 1
    steps = 0
    while at >= item.left and steps < 3 and tokens.key(at) in PASSED:
        if tokens.key(at) in STILL and tokens.key(at - 1) not in UP | DOWN:
            return ""
        at, steps = at - 1, steps + 1
    key = tokens.key(at)
    steps += item.number.whole < item.number.first
    if key in UP and (key == "tăng" or steps):
        return "up"
    if key in DOWN and (key == "giảm" or steps):
        return "down"
    return ""


def _sign(tokens: Tokens, item: Item, told: Told | None) -> str:
    """Return the direction of a printed sign: "(-22,2%)", "+1 chết", a column of changes."""
    at = item.number.whole - 1
    if tokens.key(at) not in {"-", "+"} or tokens.ends[at] != tokens.starts[item.number.whole]:
        return ""
    spaced = tokens.key(at - 1) in {"(", ",", "|"}
    opened = tokens.key(at - 1) == "(" and item.number.percent
    if not item.changes and not opened and not (spaced and told is not None):
        return ""
    return "down" if tokens.key(at) == "-" else "up"


def _of_target(tokens: Tokens, item: Item) -> bool:
    """Tell whether a percentage is one of a target: "đạt 110% kế hoạch", "vượt 9,3% chỉ tiêu"."""
    after = tokens.keys[item.number.last : item.number.last + 5]
    told = after[: after.index(",")] if "," in after else after
    return any(pair in pairwise(told) for pair in TARGETS)


def _goes_on(tokens: Tokens, item: Item, told: Told) -> bool:
    """Tell whether a change is one of the figure before: the same noun or none, within the same clause."""
    gap = tokens.keys[told.item.number.last : item.number.whole]
    if ";" in gap or "." in gap or len(gap) > 14 or item.behind:
        return False
    if item.number.percent or not item.labels or (told.measure in CHANGES and "tức" in gap):
        return True
    return bool(families(item) & families(told.item))


SPEAKS, FURTHEST_PART = 70.0, 40
PLAIN_CONTEXT = frozenset(("admin_units", "households", "population", "org_members", "budget_allocated", "fund_raised"))
"""Indicators that any counted place or person may be of: a part of a total is rather of the total's."""
SAID_ANEW = 24.0
RATE_LABELS = frozenset(("n_rate", "v_recognise", "v_have", "n_award", "n_safe", "v_of_target", "v_target", "m_change"))
FAMILIES = {
    "fire_case": "case",
    "traffic_case": "case",
    "valuable_tip": "tip",
    "crime_report": "tip",
    "accused": "suspect",
}


def families(item: Item) -> set[str]:
    """Return the classes of an item's noun, the narrower ones as what they are kinds of."""
    return {FAMILIES.get(label, label) for label in item.labels}


def _is_share_of(tokens: Tokens, item: Item, strengths: Strengths, told: Told) -> bool:
    """Tell whether a percentage is that of the figure before: "tỷ lệ 94%", "(đạt 94%)", with nothing else said."""
    gap = tokens.keys[told.item.own : item.number.whole]
    if ";" in gap or "." in gap or len(gap) > 9:
        return False
    near = tokens.keys[max(told.item.noun, item.number.whole - 3) : item.number.whole]
    if not RATES.intersection(near) or "suspect" in told.item.labels:
        return False
    if any(strength > SAID_ANEW and label not in RATE_LABELS for label, strength in strengths.fresh.items()):
        return False
    return not _says_anew(strengths)
