"""A rule of a frame: which noun, with which words around it, is which indicator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Choice = tuple[str, ...]
"""Labels of which one is enough."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying an indicator.

    `own` must stand in the counted noun's own words, `near` there, just before the number or in the predicate that a
    list shares, `next` right beside it, `with` anywhere in the sentence, `about` there or in the heading and the sentence before, `topic` there or where the text begins; `plus` adds
    weight where it stands; `never` forbids near by, `nowhere` in the sentence. `follows` asks for the indicator of the
    figure before.
    """

    indicator: str
    of: Choice
    own: tuple[Choice, ...] = ()
    near: tuple[Choice, ...] = ()
    next: tuple[Choice, ...] = ()
    within: tuple[Choice, ...] = ()
    about: tuple[Choice, ...] = ()
    topic: tuple[Choice, ...] = ()
    plus: Choice = ()
    never: Choice = ()
    nowhere: Choice = ()
    follows: Choice = ()
    weight: int = 0
    plain: bool = False
    """No share of a whole is meant: "3/5 xã" is no number of communes."""
    dims: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Tell whether it asks for more than the noun."""
        return bool(self.own or self.near or self.next or self.within or self.follows)


def rules_from(frames: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of frames as they stand in YAML, by the noun's class."""
    found: dict[str, list[Rule]] = {}
    for frame in frames:
        rule = _rule(frame)
        for unit in rule.of:
            found.setdefault(unit, []).append(rule)
    return {unit: tuple(rules) for unit, rules in found.items()}


def _rule(frame: Mapping[str, Any]) -> Rule:
    return Rule(
        indicator=frame["is"],
        of=_choice(frame.get("of", "")),
        own=_choices(frame.get("own")),
        near=_choices(frame.get("near")),
        next=_choices(frame.get("next")),
        within=_choices(frame.get("with")),
        about=_choices(frame.get("about")),
        topic=_choices(frame.get("topic")),
        plus=_choice(frame.get("plus", "")),
        never=_choice(frame.get("never", "")),
        nowhere=_choice(frame.get("nowhere", "")),
        follows=_choice(frame.get("follows", "")),
        weight=int(frame.get("w", 0)),
        plain=bool(frame.get("plain", False)),
        dims=dict(frame.get("dims", {})),
    )


def _choice(words: str) -> Choice:
    return tuple(words.replace("|", " ").split())


def _choices(words: str | list[str] | None) -> tuple[Choice, ...]:
    if words is None:
        return ()
    return tuple(_choice(one) for one in ([words] if isinstance(words, str) else words))
