"""How far the units of a round have come, by kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.places import About
from binhyen.analytics.rules.answers import Funnel
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import year
from binhyen.recognition.rules.addresses import dossiers
from binhyen.recognition.rules.reported import UNIT_KINDS

STEPS = ("units", "registered", "submitted", "appraised", "decided", "recognised")
_NARROWED: Mapping[str, dict[str, object]] = {
    "units": {},
    "registered": {"registered": 1},
    "recognised": {"result": "recognised"},
}
"""How the list of dossiers shows exactly those of a step; of the others it shows all, with their states."""


@dataclass(frozen=True, slots=True)
class Course:
    """How many units of a kind came at least so far, in the order of the steps, each with the page it opens."""

    kind: str
    counts: tuple[int, ...]
    hrefs: tuple[str, ...]


def course(actor: Actor, about: About, wanted: int) -> tuple[Course, ...]:
    """Return the course of a year's round in a place: one question to the lake."""
    rows: Iterable[Funnel] = ask("funnel", about.question(actor, (year(wanted),)))
    added: dict[str, tuple[int, ...]] = {}
    for row in rows:
        counts = tuple(int(getattr(row, step)) for step in STEPS)
        before = added.get(row.kind, (0,) * len(STEPS))
        added[row.kind] = tuple(one + other for one, other in zip(before, counts, strict=True))
    place_id = about.place.place_id
    return tuple(
        Course(kind, added[kind], tuple(_href(step, kind, place_id, wanted) for step in STEPS))
        for kind in UNIT_KINDS
        if kind in added
    )


def _href(step: str, kind: str, place_id: int, wanted: int) -> str:
    query: dict[str, object] = {"year": wanted, "report_kind": kind, "place": place_id}
    return dossiers(query | _NARROWED.get(step, {}))
