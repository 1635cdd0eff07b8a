"""Layer 4, frames: which indicator a number is of, by its noun, the words around it and the figure before it."""

from dataclasses import dataclass

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.evidence import NEAR, NEXT, WITHIN, Strengths
from binhyen.narrative.reader.rules import Choice, Rule
from binhyen.narrative.reader.vocabulary import Vocabulary

BASE, PER_WORD, PLUS, FOLLOWS_NEXT, FOLLOWS_LATER = 10.0, 6.0, 0.35, 22.0, 12.0
LOOK_BACK = 4
ENOUGH = 24.0
ABOUT = 4.0
SPELLED = 48.0
"""What is asked of a number in letters: many are no figures at all."""
"""Rules that say less are not believed at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that a rule found, how strongly, the next other indicator's score, and the words that say it."""

    rule: Rule
    score: float
    second: float = 0.0
    words: tuple[str, ...] = ()

    @property
    def indicator(self) -> str:
        return self.rule.indicator


@dataclass(slots=True)
class Context:
    """What a rule is tried against."""

    item: Item
    strengths: Strengths
    before: list[str]
    """The indicators of the sentence's figures so far, the last one last."""
    percent: bool
    length: int


def best_match(words: Vocabulary, item: Item, strengths: Strengths, before: list[str]) -> Match | None:
    """Return the rule that speaks strongest for an item, or None where none says enough."""
    if item.number.word and "place" in item.labels:
        return None
    context = Context(item, strengths, before, item.number.percent, max(1, item.noun - item.number.last))
    scores: dict[str, Match] = {}
    for label in _labels(item, changing="m_change" in strengths.all):
        for rule in words.rules.get(label, ()):
            score = _score(rule, context)
            known = scores.get(rule.indicator)
            if score >= ENOUGH and (known is None or known.score < score):
                scores[rule.indicator] = Match(rule, score)
    if not scores:
        return None
    ranked = sorted(scores.values(), key=lambda match: (-match.score, match.indicator))
    best = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else 0.0
    if item.number.word and best.score < SPELLED:
        return None
    return Match(best.rule, best.score, second, _said(best.rule, strengths))


def _labels(item: Item, *, changing: bool) -> tuple[str, ...]:
    if item.number.percent:
        return item.labels if item.behind and changing else ("pct",)
    if item.labels:
        return tuple(dict.fromkeys(label for label in item.labels if not label.startswith("k_")))
    big = item.number.multiplied and (item.number.value or 0) >= 1_000_000
    return ("money",) if big or item.number.magnitude >= 1_000_000 else ()


def _score(rule: Rule, context: Context) -> float:
    """Return how strongly a rule speaks, or -1 where what it asks for is missing or forbidden."""
    strengths = context.strengths
    if rule.plain and context.item.number.numerator is not None:
        return -1
    if any(strengths.all.get(label, 0) >= NEAR for label in rule.never):
        return -1
    if any(strengths.all.get(label, 0) > 0 for label in rule.nowhere):
        return -1
    asked = (
        (rule.own, strengths.own, NEAR, 1.0),
        (rule.near, strengths.all, NEAR, 1.0),
        (rule.next, strengths.all, NEXT, 1.0),
        (rule.within, strengths.all, WITHIN, 0.5),
        (rule.about, strengths.all, ABOUT, 0.3),
        (rule.topic, strengths.all, 1.0, 0.2),
    )
    total = BASE + rule.weight
    for choices, found, least, part in asked:
        for choice in choices:
            strength = _strongest(choice, found)
            if strength < least:
                return -1
            total += strength * part
    follows = _follows(rule, context.before)
    if follows < 0:
        return -1
    plus = PLUS * _strongest(rule.plus, strengths.all) if rule.plus else 0.0
    return total + follows + plus + PER_WORD * (min(context.length, 4) - 1)


def _strongest(choice: Choice, found: dict[str, float]) -> float:
    return max((found.get(label, 0.0) for label in choice), default=0.0)


def _follows(rule: Rule, before: list[str]) -> float:
    """Return what the figure before adds: "" stands for a number of no indicator, and for the sentence's beginning."""
    if not rule.follows:
        return 0.0
    recent = before[-LOOK_BACK:][::-1]
    for step, indicator in enumerate(recent):
        if indicator in rule.follows:
            return FOLLOWS_NEXT if step == 0 else FOLLOWS_LATER - 2 * step
    return -1


def _said(rule: Rule, strengths: Strengths) -> tuple[str, ...]:
    """Return the labels that spoke for the rule."""
    said: list[str] = []
    for choices in (rule.own, rule.near, rule.next, rule.within, rule.about):
        for choice in choices:
            said.append(max(choice, key=lambda label: strengths.all.get(label, 0.0)))
    return tuple(said)


def confidence(match: Match, item: Item) -> float:
    """Return how sure a match is: by its score, by the distance to the next one, by the kind of number."""
    sure = 0.45 + min(match.score, 90.0) * 0.0058
    margin = match.score - match.second
    if match.second and margin < 10:
        sure -= 0.2 - margin * 0.012
    if item.number.word:
        sure -= 0.06
    if item.number.bound is Bound.VAGUE:
        sure -= 0.02
    if not item.labels or item.behind:
        sure -= 0.08
    return round(max(0.05, min(0.99, sure)), 2)
