"""Reads of decisions: those a person sees, and what a decision would meet, exceptions first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.recognition.models import Answer, Decision, DecisionItem, Dossier
from binhyen.recognition.queries.dossiers import DossierFilter, dossiers_seen_by
from binhyen.recognition.queries.packs import frame_of, settings_of
from binhyen.recognition.queries.standing import Below, counts_below, known_of, standing_of, visible_to
from binhyen.recognition.rules.assessing import appraised, evaluated
from binhyen.recognition.rules.authorities import authority_on
from binhyen.recognition.rules.deciding import Case, Ruling, decision_findings
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.model import Verdict
from binhyen.recognition.rules.rights import TABLE, Ability, Relation
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import UnitKind


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A dossier that a decision can't take, and why."""

    dossier: Dossier
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision over a filter would do: what stands in its way first, then what it would take."""

    exceptions: Sequence[Hindrance]
    ready: Sequence[Dossier]


def case_of(dossier: Dossier, on: date) -> Case:
    """Return what a decision on a dossier rests on. Needs `round` and `pack` loaded."""
    frame = frame_of(dossier)
    competent = authority_on(frame.pack, dossier.kind, dossier.managing_level, on)
    return Case(
        state=State(dossier.state),
        verdict=dossier.appraised_verdict,
        registered_on=dossier.registered_on,
        window_end=frame.window.end,
        authority_level=competent.decider if competent else "",
        seat_level=dossier.decider_level,
        council_required=settings_of(dossier).council_required,
        carried=dossier.carried,
    )


def live_verdict(
    dossier: Dossier, answers: Iterable[Answer], below: Below | None, facts: Mapping[int, UnitFacts]
) -> Verdict:
    """Return a dossier's verdict after appraisal with the counts of this moment and its unit's facts of the year."""
    frame = frame_of(dossier)
    standings = [standing_of(answer) for answer in answers]
    return appraised(evaluated(frame, known_of(dossier, below, facts), standings), standings, frame.pack)


def preview_decision(actor: Actor, wanted: DossierFilter, ruling: Ruling) -> Preview:
    """Hold every dossier of a filter that the person's place decides on to the decision's rules, without deciding."""
    rows = dossiers_seen_by(actor, wanted).filter(decider_path__in=actor.scopes)
    rows = rows.filter(state__in=(State.SUBMITTED, State.APPRAISED, State.VOTED))
    dossiers = list(rows.select_related("round", "unit", "pack").defer("pack__content"))
    _freshen([dossier for dossier in dossiers if dossier.kind == UnitKind.COMMUNE and dossier.appraised_verdict])
    judged = [(dossier, decision_findings(case_of(dossier, ruling.on), ruling)) for dossier in dossiers]
    exceptions = [Hindrance(dossier, findings) for dossier, findings in judged if findings]
    return Preview(exceptions, [dossier for dossier, findings in judged if not findings])


def _freshen(communes: Sequence[Dossier]) -> None:
    """Give communes the verdict of this moment: their counts move with the dossiers below."""
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(dossier__in=[one.pk for one in communes]).order_by("updated_at", "id"):
        answers.setdefault(answer.dossier_id, []).append(answer)
    for round_id in {one.round_id for one in communes}:
        mine = [one for one in communes if one.round_id == round_id]
        counts = counts_below(round_id, [one.commune_id for one in mine])
        for one in mine:
            one.appraised_verdict = live_verdict(one, answers.get(one.pk, []), counts.get(one.commune_id, {}), {})


def decisions_seen_by(actor: Actor, round_id: int | None = None) -> QuerySet[Decision]:
    """Return the decisions that name a dossier which the person sees, newest first, with how many they name."""
    items = DecisionItem.objects.filter(decision=OuterRef("pk")).order_by()
    seen = items.filter(Exists(Dossier.objects.filter(visible_to(actor), pk=OuterRef("dossier_id"))))
    visible = Q(Exists(seen))
    if Ability.SEE in TABLE.get((actor.role, Relation.DECIDES), ()):
        visible |= Q(authority_path__in=actor.scopes)
    rows = Decision.objects.filter(visible)
    if round_id is not None:
        rows = rows.filter(round_id=round_id)
    counted = items.values("decision").annotate(found=Count("pk")).values("found")
    rows = rows.select_related("document", "round").defer("document__content").annotate(named=Subquery(counted))
    return rows.order_by("-decided_on", "-id")


def decision_seen_by(actor: Actor, pk: int) -> Decision:
    """Return a decision; 404 for one that names nothing that the person sees."""
    found = decisions_seen_by(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
