"""Layer 4, frames: which indicator a number is of, by its noun, the words around it and the figure before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.evidence import Strengths
from binhyen.narrative.reader.rules import NEAR, Choice, Rule
from binhyen.narrative.reader.vocabulary import Vocabulary

BASE, PER_WORD, MOST_WORDS, PLUS = 10.0, 6.0, 4, 0.35
"""A rule's score begins with its base and its own weight; a longer noun says more; extra words count in part."""
FOLLOWS_NEXT, FOLLOWS_LATER, LOOK_BACK = 22.0, 12.0, 4
ENOUGH, SPELLED = 24.0, 48.0
"""Rules that say less are not believed at all; of a number in letters more is asked, since many are no figures."""
WORDED = frozenset(
    ("model", "collective", "individual", "combined", "award", "club", "camera", "selfgov_group", "case")
)
"""Nouns before which a number is often written in letters and still counts."""
PLACES = frozenset(("place", "unit", "area"))
THOUSAND, MILLION = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that a rule found, how strongly, the next other indicator's score, and the words that say it."""

    rule: Rule
    score: float
    second: float = 0.0
    words: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    """What each indicator scored."""
    sure: float | None = None
    """How sure the learned part is, where it was asked."""
    weighed: str = ""
    """What it made that of: the chance of being right, that of being no figure, whether its noun says little."""

    @property
    def indicator(self) -> str:
        return self.rule.indicator


def best_match(words: Vocabulary, item: Item, strengths: Strengths, before: list[str]) -> Match | None:
    """Return the rule that speaks strongest for an item, or None where none says enough."""
    if item.number.word and not item.number.multiplied and not WORDED.intersection(item.labels):
        return None
    scores: dict[str, tuple[float, Rule]] = {}
    recent = before[-LOOK_BACK:][::-1]
    longer = PER_WORD * (min(max(1, item.noun - item.number.last), MOST_WORDS) - 1)
    gift, told = strengths.all.get("n_gift", 0.0) >= NEAR, strengths.all.keys()
    for label in _labels(item, changing="m_change" in strengths.all, least=THOUSAND if gift else MILLION):
        for rule in words.rules.get(label, ()):
            if rule.needs and told.isdisjoint(rule.needs):
                continue
            score = _score(rule, item, strengths, recent) + longer
            if score >= ENOUGH and score > scores.get(rule.indicator, (0.0, rule))[0]:
                scores[rule.indicator] = (score, rule)
    return _best(scores, item, strengths)


def _best(scores: dict[str, tuple[float, Rule]], item: Item, strengths: Strengths) -> Match | None:
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1][0], entry[0]))
    score, rule = ranked[0][1]
    if item.number.word and score < SPELLED:
        return None
    second = ranked[1][1][0] if len(ranked) > 1 else 0.0
    return Match(rule, score, second, _said(rule, strengths), {code: entry[0] for code, entry in scores.items()})


def _labels(item: Item, *, changing: bool, least: int) -> tuple[str, ...]:
    if item.number.percent:
        if item.behind and changing:
            return item.labels
        return ("pct", "pct_place") if PLACES.intersection(item.labels) else ("pct",)
    if item.labels:
        return tuple(dict.fromkeys(label for label in item.labels if not label.startswith("k_")))
    big = item.number.multiplied and (item.number.value or 0) >= least
    return ("money",) if big or item.number.magnitude >= MILLION else ()


def _score(rule: Rule, item: Item, strengths: Strengths, recent: list[str]) -> float:
    """Return how strongly a rule speaks; what it forbids, or what it asks for and is missing, counts far below zero."""
    total = BASE + rule.weight
    for zone, choice in rule.asked:
        strength = _strongest(choice, getattr(strengths, zone.where))
        if strength < zone.least:
            return -ENOUGH * ENOUGH
        total += strength * zone.part
    if _forbidden(rule, item, strengths):
        return -ENOUGH * ENOUGH
    if rule.follows:
        total += _follows(rule, recent)
    return total + PLUS * _strongest(rule.plus, strengths.all) if rule.plus else total


def _forbidden(rule: Rule, item: Item, strengths: Strengths) -> bool:
    near = strengths.all
    for label in rule.never:
        if near.get(label, 0.0) >= NEAR:
            return True
    for label in rule.nowhere:
        if label in near:
            return True
    share = item.number.numerator is not None
    return (rule.plain and share) or (rule.share and not share)


def _strongest(choice: Choice, found: dict[str, float]) -> float:
    if len(choice) == 1:
        return found.get(choice[0], 0.0)
    best = 0.0
    for label in choice:
        if label in found and found[label] > best:
            best = found[label]
    return best


def _follows(rule: Rule, recent: list[str]) -> float:
    """Return what the figure before adds: "" stands for a number of no indicator, and for where a clause begins."""
    for step, indicator in enumerate(recent):
        if indicator in rule.follows:
            return FOLLOWS_NEXT if step == 0 else FOLLOWS_LATER - 2 * step
    return -ENOUGH * ENOUGH


def _said(rule: Rule, strengths: Strengths) -> tuple[str, ...]:
    """Return the labels that spoke for the rule."""
    return tuple(max(choice, key=lambda label: strengths.all.get(label, 0.0)) for _, choice in rule.asked)


SURE_BASE, SURE_PER_POINT, SURE_POINTS = 0.45, 0.0058, 90.0
MARGIN, DOUBT, DOUBT_PER_POINT = 10.0, 0.2, 0.012
DOUBTS = {"word": 0.06, "vague": 0.02, "behind": 0.08}


def confidence(match: Match, item: Item) -> float:
    """Return how sure a match is: by its score, by the distance to the next one, by the kind of number."""
    if match.sure is not None:
        return match.sure
    sure = SURE_BASE + min(match.score, SURE_POINTS) * SURE_PER_POINT
    margin = match.score - match.second
    if match.second and margin < MARGIN:
        sure -= DOUBT - margin * DOUBT_PER_POINT
    if item.number.word:
        sure -= DOUBTS["word"]
    if item.number.bound is Bound.VAGUE:
        sure -= DOUBTS["vague"]
    if not item.labels or item.behind:
        sure -= DOUBTS["behind"]
    return round(max(0.05, min(0.99, sure)), 2)
