"""How a stored dossier stands: its relation to a person, what is known of it, what its answers say."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q

from binhyen.database.lookups import under_any
from binhyen.files.models import ScanState
from binhyen.kernel.actors import Actor
from binhyen.recognition.models import Answer, Dossier, Evidence
from binhyen.recognition.queries.packs import frame_of
from binhyen.recognition.rules.assessing import Known, Said, Standing
from binhyen.recognition.rules.lifecycle import NOT_COUNTED, Outcome
from binhyen.recognition.rules.model import UnitCounts
from binhyen.recognition.rules.rights import OWN_PLACE_ROLES, TABLE, Ability, Relation, Subject
from binhyen.units.models import Unit
from binhyen.units.queries.units import facts_by_id
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE, ManagingLevel, UnitKind

Below = Mapping[str, UnitCounts]
_RECORDED = frozenset({UnitKind.AGENCY, UnitKind.ENTERPRISE, UnitKind.SCHOOL})
"""Kinds whose own record gives facts to the criteria; areas and communes have their answers and counts alone."""


def subject_of(dossier: Dossier) -> Subject:
    """Return what the table of rights asks of a dossier."""
    return Subject(
        unit_id=dossier.unit_id,
        place_id=dossier.place_id,
        place_path=dossier.place_path,
        decider_path=dossier.decider_path,
        is_place=dossier.kind in SUBJECT_OF_PLACE,
    )


def unit_facts(unit: Unit | UnitFacts) -> dict[str, object]:
    """Return the facts that a unit's own record gives."""
    facts: dict[str, object] = {
        "armed_forces": unit.armed_forces,
        "enterprise_size": unit.enterprise_size,
        "highest_level": unit.highest_level,
        "has_party_organisation": unit.has_party_organisation,
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}


def facts_of_year(dossiers: Iterable[Dossier]) -> dict[int, UnitFacts]:
    """Return by dossier the facts that its unit had on the last day of its year's window. Needs `round` and `pack`.

    One query for each window's last day, none for kinds whose record gives no fact. A unit changes afterwards; its
    past years do not. One that was not there yet that day is missing.
    """
    days: dict[date, list[Dossier]] = {}
    for dossier in dossiers:
        if dossier.kind in _RECORDED:
            days.setdefault(frame_of(dossier).window.end, []).append(dossier)
    found: dict[int, UnitFacts] = {}
    for day, rows in days.items():
        facts = facts_by_id({row.unit_id: UnitKind(row.kind) for row in rows}, day)
        found |= {row.pk: facts[row.unit_id] for row in rows if row.unit_id in facts}
    return found


def known_of(dossier: Dossier, below: Below | None, facts: Mapping[int, UnitFacts]) -> Known:
    """Return what is known of a dossier apart from its answers, by its year's facts. Needs `unit` loaded."""
    return Known(unit_facts(facts.get(dossier.pk) or dossier.unit), dossier.registered_on, below)


def said_of(answer: Answer) -> Said:
    """Return what an answer says."""
    return Said(answer.facts, answer.judgement, answer.reference, answer.explanation)


def standing_of(answer: Answer, evidence: Iterable[Evidence] = ()) -> Standing:
    """Return how an answer stands, with its files where they were loaded (each with its `blob`)."""
    files = list(evidence)
    states = [one.blob.state for one in files]
    return Standing(
        criterion=answer.criterion,
        said=said_of(answer),
        appraiser_verdict=answer.appraiser_verdict,
        carried_over=answer.carried_over,
        evidence_dates=tuple(one.evidence_date for one in files),
        infected=sum(state == ScanState.INFECTED for state in states),
        unscanned=sum(state in (ScanState.QUARANTINED, ScanState.FAILED) for state in states),
    )


def evidence_of(answer_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """Return the files of answers that were not removed, with their blobs: one query."""
    found: dict[int, list[Evidence]] = {}
    rows = Evidence.objects.filter(answer_id__in=list(answer_ids), removed_at__isnull=True).select_related("blob")
    for row in rows.order_by("received_at", "id"):
        found.setdefault(row.answer_id, []).append(row)
    return found


def counts_below(round_id: int, commune_ids: Iterable[int]) -> dict[int, Below]:
    """Count the units below communes by kind, live from their dossiers: one grouped query.

    Counted are residential areas, and the agencies, enterprises and schools that the commune manages or was
    delegated (TT 124/2021 Đ5.4); not those outside the circular or no longer there.
    """
    rows = (
        Dossier.objects.filter(round_id=round_id, commune_id__in=list(commune_ids))
        .filter(Q(kind=UnitKind.RESIDENTIAL_AREA) | Q(managing_level=ManagingLevel.COMMUNE))
        .exclude(kind=UnitKind.COMMUNE)
        .exclude(state__in=NOT_COUNTED)
        .values("commune_id", "kind")
        .annotate(
            eligible=Count("id"),
            registered=Count("id", filter=Q(registered_on__isnull=False)),
            recognised=Count("id", filter=Q(result=Outcome.RECOGNISED)),
        )
        .order_by("commune_id", "kind")
    )
    found: dict[int, dict[str, UnitCounts]] = {}
    for row in rows:
        counts = UnitCounts(row["eligible"], row["registered"], row["recognised"])
        found.setdefault(row["commune_id"], {})[row["kind"]] = counts
    return dict(found)


def visible_to(actor: Actor) -> Q:
    """Return the condition that a person may see a dossier, by path scopes and never by lists of ids."""
    found = Q(pk__in=())
    if Ability.SEE in TABLE.get((actor.role, Relation.BELOW), ()):
        found |= under_any("place_path", actor.scopes)
    if Ability.SEE in TABLE.get((actor.role, Relation.DECIDES), ()):
        found |= Q(decider_path__in=actor.scopes)
    if Ability.SEE in TABLE.get((actor.role, Relation.OWN), ()):
        found |= own_of(actor)
    return found


def own_of(actor: Actor) -> Q:
    """Return the condition that a dossier is of a unit that the person speaks for."""
    found = Q(unit_id__in=actor.units)
    if actor.role in OWN_PLACE_ROLES:
        found |= Q(place_id=actor.place_id, kind__in=SUBJECT_OF_PLACE)
    return found
