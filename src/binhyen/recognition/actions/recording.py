"""Separate results that take recognition as evidence: never merged with it, each by its own dated pack."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.audit.actions import record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import Work, deed, gate, only, take
from binhyen.recognition.models import DecisionItem, OtherResult, PackVersion
from binhyen.recognition.queries.packs import pack_of
from binhyen.recognition.queries.standing import unit_facts
from binhyen.recognition.rules.engine import evaluate
from binhyen.recognition.rules.facts import fact_specs, facts_to_plain, parse_facts
from binhyen.recognition.rules.lifecycle import Outcome, PackState
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.rules.shelf import RECOGNITION
from binhyen.recognition.rules.windows import window_of


@transaction.atomic
def record_other_result(
    *, dossier_id: int, version_id: int, facts: Mapping[str, object], by: Actor, at: datetime
) -> OtherResult:
    """Conclude a separate result of a unit's year from facts, with its recognition as one of them; again replaces it.

    Refused for the standard's own packs, for packs that are not in use, and for facts that the pack refuses. Where
    the unit was not recognised that year, no date is given for it, and none is taken from the form.
    """
    work = only(take([dossier_id], gate(Ability.RECORD_RESULT), by=by))
    version = _version(version_id)
    pack = pack_of(version)
    kind, year = work.dossier.kind, work.dossier.round.year
    day = window_of(pack, kind, year).end
    given = parse_facts(pack, kind, _facts(work, pack, facts))
    evaluation = evaluate(pack, kind, given, day)
    basis = _basis(work)
    result, _made = OtherResult.objects.update_or_create(
        pack_code=version.code,
        unit_id=work.dossier.unit_id,
        year=year,
        defaults={
            "pack": version,
            "place_path": work.dossier.place_path,
            "verdict": evaluation.verdict,
            "facts": facts_to_plain(given),
            "basis_id": basis.decision.document_id if basis else None,
            "recorded_on": timezone.localdate(at),
            "by_account": by.account_id,
            "by_post": by.post_id,
        },
    )
    data = {"pack": version.code, "verdict": str(evaluation.verdict)}
    record(deed(work, "record_other_result", data), by=by, at=at)
    return result


def _version(version_id: int) -> PackVersion:
    found = PackVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise Http404
    if found.code in RECOGNITION or found.state != PackState.ACTIVE:
        message = gettext_noop("Pack %(pack)s is no separate result in use.")
        raise Refused(Finding("recognition.no_other_pack", message, params={"pack": found.code}))
    return found


def _facts(work: Work, pack: Pack, facts: Mapping[str, object]) -> dict[str, object]:
    names = {spec.name for spec in fact_specs(pack, work.dossier.kind)}
    known = {name: value for name, value in unit_facts(work.dossier.unit).items() if name in names}
    given = {**known, **facts}
    given.pop("recognition_decision_date", None)
    if "recognition_decision_date" in names and work.dossier.result == Outcome.RECOGNISED:
        given["recognition_decision_date"] = work.dossier.decided_on
    return given


def _basis(work: Work) -> DecisionItem | None:
    rows = DecisionItem.objects.filter(dossier=work.dossier, outcome=Outcome.RECOGNISED).select_related("decision")
    return rows.order_by("-id").first()
