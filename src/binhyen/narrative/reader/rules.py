"""A rule of a frame: which noun, with which words around it, is which indicator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Choice = tuple[str, ...]
"""Labels of which one is enough."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where words are asked for, how strong they must be at least, and what part of that counts."""

    name: str
    where: str
    least: float
    part: float


NEAR = 16.0
"""What is as strong as this stands near by."""
ZONES = (
    Zone("own", "own", least=NEAR, part=1.0),  # in the counted noun's own words
    Zone("tight", "own", least=33.0, part=1.0),  # right after it
    Zone("near", "all", least=NEAR, part=1.0),  # there, before the number, in the predicate that a list shares
    Zone("next", "all", least=27.0, part=1.0),  # right beside the number
    Zone("just", "left", least=33.0, part=1.0),  # right before the number
    Zone("anew", "fresh", least=NEAR, part=1.0),  # before the number, after the figure before it
    Zone("beside", "all", least=11.0, part=0.6),  # in the clause or close to it
    Zone("with", "all", least=7.0, part=0.5),  # anywhere in the sentence
    Zone("about", "all", least=4.0, part=0.3),  # there, in the heading or in the sentence before
    Zone("subject", "subject", least=10.0, part=1.0),  # the field of crime or the gathering that is told of
    Zone("here", "subject", least=15.0, part=1.0),  # that one, in the same sentence or the heading
    Zone("topic", "seen", least=1.0, part=1.0),  # anywhere in the text so far
    Zone("title", "title", least=1.0, part=1.0),  # where the text begins
)
SAID = frozenset(("own", "all", "left", "fresh"))
"""Zones of which every word stands among all that speak for a number."""
WIDE = {
    "people": (
        "person", "citizen", "member", "turn", "individual", "household", "youth", "role", "leader", "post",
        "prestige", "mediator", "guard", "defender", "semipro", "grassroots_member", "agency_guard", "staff",
        "core_person", "propagandist", "regular_officer", "police_post", "ex_offender", "lost_person", "addict",
        "risk_youth", "follower", "driver", "suspect",
    ),
    "places": (
        "place", "unit", "area", "territory", "business", "club", "branch", "collective", "police_unit", "house_bare",
    ),
}  # fmt: skip
"""Classes of nouns by one name: a verb that may be said of any people is asked for once."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying an indicator.

    Everything in `asked` must stand in its zone; `plus` adds weight where it stands; `never` forbids near by, `nowhere`
    in the sentence. `follows` asks for the indicator of a figure before. A `plain` rule is not for shares of a whole
    ("3/5 xã" is no number of communes), a `share` rule is for nothing else.
    """

    indicator: str
    of: Choice
    asked: tuple[tuple[Zone, Choice], ...] = ()
    plus: Choice = ()
    never: Choice = ()
    nowhere: Choice = ()
    follows: Choice = ()
    weight: int = 0
    plain: bool = False
    share: bool = False
    dims: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    """One of these must stand near by, or nothing else is looked at."""

    @property
    def asks(self) -> bool:
        """Tell whether it asks for more than the noun."""
        return bool(self.asked or self.follows)


def rules_from(frames: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of frames as they stand in YAML, by the noun's class."""
    found: dict[str, list[Rule]] = {}
    for frame in frames:
        rule = _rule(frame)
        for unit in rule.of:
            found.setdefault(unit, []).append(rule)
    return {unit: tuple(rules) for unit, rules in found.items()}


def _rule(frame: Mapping[str, Any]) -> Rule:
    asked = tuple((zone, choice) for zone in ZONES for choice in _choices(frame.get(zone.name)))
    return Rule(
        indicator=frame["is"],
        of=tuple(dict.fromkeys(one for label in _choice(frame["of"]) for one in WIDE.get(label, (label,)))),
        asked=asked,
        plus=_choice(frame.get("plus", "")),
        never=_choice(frame.get("never", "")),
        nowhere=_choice(frame.get("nowhere", "")),
        follows=_choice(frame.get("follows", "")),
        weight=int(frame.get("w", 0)),
        plain=bool(frame.get("plain", False)),
        share=bool(frame.get("share", False)),
        dims=dict(frame.get("dims", {})),
        needs=_needs(asked),
    )


def _needs(asked: Iterable[tuple[Zone, Choice]]) -> frozenset[str]:
    """Return the shortest choice of which a word must stand near by."""
    choices = sorted((choice for zone, choice in asked if zone.where in SAID), key=len)
    return frozenset(choices[0]) if choices else frozenset()


def _choice(words: str) -> Choice:
    return tuple(words.replace("|", " ").split())


def _choices(words: str | list[str] | None) -> tuple[Choice, ...]:
    if words is None:
        return ()
    return tuple(_choice(one) for one in ([words] if isinstance(words, str) else words))
