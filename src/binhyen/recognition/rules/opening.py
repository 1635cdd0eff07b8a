"""What a unit's dossier looks like on a round's map: its pack, its authority, whether the circular covers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.trees import ancestors, node_of
from binhyen.recognition.rules.model import Authority, Exclusion, Facts, Pack
from binhyen.recognition.rules.shelf import RECOGNITION


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place as it is on the round's map."""

    place_id: int
    tier: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Who decides: the level, and the place at that level ("" and None where the map has none)."""

    level: str = ""
    place_id: int | None = None
    path: str = ""
    article: str = ""


def choose(packs: Iterable[Pack], kind: str, year: int, on: date) -> Pack | None:
    """Return the pack of the standard for a kind in a year; of several, the one that came into use last before `on`.

    Packs of other results (new-rural, civilised urban, movement grades) never measure a dossier.
    """
    fitting = [
        pack
        for pack in packs
        if pack.enabled
        and pack.code in RECOGNITION
        and pack.kind(kind) is not None
        and pack.year_from <= year
        and (pack.year_to is None or year <= pack.year_to)
        and (pack.decisions_from is None or pack.decisions_from <= on)
    ]
    return max(fitting, key=lambda pack: (pack.decisions_from or date.min, pack.year_from), default=None)


def seat(found: Authority | None, path: str, tiers: Mapping[int, str]) -> Seat:
    """Find the place that decides on the way up from a unit's place; none where the map has no such level."""
    if found is None:
        return Seat()
    for above in reversed(ancestors(path)):
        if tiers.get(node_of(above)) == found.decider:
            return Seat(found.decider, node_of(above), above, found.article)
    return Seat()


def commune_of(path: str, tiers: Mapping[int, str]) -> int | None:
    """Return the commune that a place is or lies in."""
    return next((node_of(above) for above in ancestors(path) if tiers.get(node_of(above)) == "commune"), None)


def excluded_by(pack: Pack, kind: str, facts: Facts) -> Exclusion | None:
    """Return the clause that leaves a unit outside the circular (TT 124/2021 Đ1.2.b), None for one inside."""
    rule = pack.kind(kind)
    exclusions = rule.exclusions if rule else ()
    return next((one for one in exclusions if str(facts.get(one.fact, "")).lower() in one.values), None)
