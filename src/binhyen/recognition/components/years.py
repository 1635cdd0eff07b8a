"""A unit's recognition over the years: its dossiers, and what lists of earlier years say of it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.recognition.components.words import Chip, chip_of
from binhyen.recognition.models import Dossier, PastResult
from binhyen.recognition.queries.pages import results_of_unit
from binhyen.recognition.queries.past import outcome_of, past_results_of
from binhyen.recognition.registers import PAST
from binhyen.recognition.rules.rights import OWN_PLACE_ROLES
from binhyen.units.models import Unit
from binhyen.units.queries import unit_seen_by
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE


@dataclass(frozen=True, slots=True)
class UnitYear:
    """How a unit stood in a year.

    `href` is "" where the person sees the result alone; `origin` says where a result comes from that is no round's.
    """

    year: int
    href: str
    chip: Chip
    decided_on: date | None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class UnitYears:
    """A unit with its years, newest first."""

    unit: Unit
    rows: list[UnitYear]


def years_of_unit(actor: Actor, unit_id: int) -> UnitYears:
    """Return a unit's years as far as a person sees them; Http404 for a unit that is not there for this person."""
    dossiers = list(results_of_unit(actor, unit_id).select_related("round", "unit__kind"))
    unit = dossiers[0].unit if dossiers else unit_seen_by(actor, unit_id)
    past = past_results_of(unit) if _sees_past(actor, unit) else []
    rows = [*map(_of_round, dossiers), *(_of_list(row, actor) for row in past)]
    return UnitYears(unit, sorted(rows, key=lambda row: row.year, reverse=True))


def _sees_past(actor: Actor, unit: Unit) -> bool:
    """Tell whether a post sees a unit's earlier results: who reads the register, and who speaks for the unit."""
    own_place = unit.place_id == actor.place_id and actor.role in OWN_PLACE_ROLES
    own = unit.pk in actor.units or (own_place and unit.kind.treated_as in SUBJECT_OF_PLACE)
    return own or (actor.role in PAST.readers and actor.covers(unit.place_path))


def _of_round(dossier: Dossier) -> UnitYear:
    href = reverse("recognition:dossier", args=[dossier.pk])
    return UnitYear(dossier.round.year, href, chip_of(dossier), dossier.decided_on)


def _of_list(row: PastResult, actor: Actor) -> UnitYear:
    reads = actor.role in PAST.readers and actor.covers(row.place_path)
    href = PAST.href_of(row.record_id) if reads else ""
    origin = gettext("imported") if row.brought_by_id else gettext("written down from its decision")
    return UnitYear(row.year, href, Chip(outcome_of(row)), row.decided_on, origin)
