"""Reads for those who decide: what waits for their place, what a decision would take, its certificates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.places.queries.versions import label_of, versions_on
from binhyen.recognition.models import Decision, DecisionItem, Dossier
from binhyen.recognition.queries.decisions import Hindrance, Preview, preview_decision
from binhyen.recognition.queries.dossiers import DossierFilter, dossiers_seen_by
from binhyen.recognition.queries.packs import frame_of
from binhyen.recognition.queries.standing import visible_to
from binhyen.recognition.rules.authorities import authority_on
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import Outcome, State
from binhyen.recognition.rules.model import Authority
from binhyen.recognition.rules.rights import TABLE, Ability, Relation

_READY = (State.APPRAISED, State.VOTED)


def decides_here(actor: Actor) -> bool:
    """Tell whether this post decides on dossiers at all."""
    return Ability.DECIDE in TABLE.get((actor.role, Relation.DECIDES), ())


def require_office(actor: Actor) -> None:
    """Answer 404 to posts that neither prepare nor take decisions."""
    granted = TABLE.get((actor.role, Relation.DECIDES), ())
    if not {Ability.DECIDE, Ability.PUT_TO_COUNCIL} & set(granted):
        raise Http404


def awaiting(actor: Actor, wanted: DossierFilter) -> QuerySet[Dossier]:
    """Return the dossiers that wait for a decision of this post's place, by name."""
    rows = dossiers_seen_by(actor, wanted).filter(decider_path__in=actor.scopes, state__in=_READY)
    return rows.select_related("round", "pack").defer("pack__content")


def awaiting_counts(actor: Actor, wanted: DossierFilter) -> dict[str, int]:
    """Count by kind what waits for a decision."""
    rows = awaiting(actor, replace(wanted, kind="")).order_by().values("kind").annotate(amount=Count("id"))
    return dict(rows.values_list("kind", "amount"))


@dataclass(frozen=True, slots=True)
class Competence:
    """Who decides on a kind of unit on a day, and by which article."""

    kind: str
    managing_level: str
    amount: int
    authority: Authority | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a decision would do: what it can't take first, what it would take, and whose it is on that day."""

    exceptions: Sequence[Hindrance]
    ready: Sequence[Dossier]
    left_out: Sequence[Dossier]
    competences: Sequence[Competence]
    reasons: Sequence[tuple[Finding, int]]
    """Each reason of an exception once, with how many dossiers it holds back."""
    places: dict[int, str]


def offer(
    actor: Actor,
    wanted: DossierFilter,
    ruling: Ruling,
    ids: Collection[int] = (),
    without: Collection[int] = (),
) -> Offer:
    """Hold what waits, narrowed by a filter or to ticked dossiers, to a decision's rules; decide nothing.

    `without` are dossiers that the person leaves out.
    """
    found = preview_decision(actor, wanted, ruling)
    if ids:
        found = _only(found, frozenset(ids))
    taken = [one for one in found.ready if one.pk not in without]
    named = [*taken, *(one.dossier for one in found.exceptions)]
    return Offer(
        exceptions=found.exceptions,
        ready=taken,
        left_out=[one for one in found.ready if one.pk in without],
        competences=competences(named, ruling.on),
        reasons=_reasons(found.exceptions),
        places=_places(named, ruling.on),
    )


def _only(found: Preview, ids: frozenset[int]) -> Preview:
    exceptions = [one for one in found.exceptions if one.dossier.pk in ids]
    return Preview(exceptions, [one for one in found.ready if one.pk in ids])


def _reasons(exceptions: Sequence[Hindrance]) -> list[tuple[Finding, int]]:
    counted: dict[tuple[str, str], list[Finding]] = {}
    for one in exceptions:
        for finding in one.findings:
            counted.setdefault((finding.code, str(sorted(finding.params.items()))), []).append(finding)
    found = [(group[0], len(group)) for group in counted.values()]
    return sorted(found, key=lambda pair: -pair[1])


def competences(dossiers: Sequence[Dossier], on: date) -> list[Competence]:
    """Say by which article whom each kind of dossier belongs to on a day."""
    groups: dict[tuple[str, str], list[Dossier]] = {}
    for one in dossiers:
        groups.setdefault((one.kind, one.managing_level), []).append(one)
    return [
        Competence(kind, level, len(rows), authority_on(frame_of(rows[0]).pack, kind, level, on))
        for (kind, level), rows in sorted(groups.items())
    ]


def _places(dossiers: Sequence[Dossier], on: date) -> dict[int, str]:
    versions = versions_on({one.commune_id for one in dossiers}, on)
    return {place_id: label_of(version) for place_id, version in versions.items()}


def items_of(actor: Actor, decision: Decision) -> QuerySet[DecisionItem]:
    """Return the dossiers that a decision names, as far as the person sees them, in the order of its list."""
    seen = Dossier.objects.filter(visible_to(actor)).values("pk")
    rows = DecisionItem.objects.filter(decision=decision, dossier__in=seen)
    return rows.select_related("dossier", "certificate").order_by("dossier__kind", "dossier__sort_key", "dossier_id")


def certificates_missing(decision: Decision) -> int:
    """Count the units that a decision recognised and that have no certificate yet."""
    return DecisionItem.objects.filter(decision=decision, outcome=Outcome.RECOGNISED, certificate__isnull=True).count()


def recognised_seen_by(actor: Actor, pk: int) -> Dossier:
    """Return a dossier that may be revoked; 404 for one that the person's place does not decide on."""
    rows = dossiers_seen_by(actor).filter(pk=pk, decider_path__in=actor.scopes)
    found = rows.select_related("round", "unit", "pack").defer("pack__content").first()
    if found is None:
        raise Http404
    return found
