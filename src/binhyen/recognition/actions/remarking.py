"""Threads: questions and corrections by the appraisers, replies by the unit, notes that the unit never sees."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.audit.actions import record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import deed, gate, only, take
from binhyen.recognition.models import Remark, RemarkKind
from binhyen.recognition.rules.rights import Ability

_MAX = 2000


@transaction.atomic
def add_remark(*, dossier_id: int, criterion: str, kind: RemarkKind, text: str, by: Actor, at: datetime) -> Remark:
    """Add a voice to a criterion's thread ("" for the whole dossier).

    Appraisers ask, demand and note; the unit replies and does nothing else. Refused for an empty or too long text.
    """
    ability = Ability.REPLY if kind == RemarkKind.REPLY else Ability.REMARK
    work = only(take([dossier_id], gate(ability), by=by))
    if criterion:
        work.frame.criterion(criterion)
    words = text.strip()
    if not 0 < len(words) <= _MAX:
        message = gettext_noop("Write between 1 and %(limit)s characters.")
        raise Refused(Finding("recognition.bad_text", message, params={"limit": _MAX}, where="text"))
    remark = Remark.objects.create(
        dossier=work.dossier,
        criterion=criterion,
        kind=kind,
        text=words,
        by_account=by.account_id,
        by_post=by.post_id,
        at=at,
    )
    record(deed(work, "add_remark", {"criterion": criterion, "kind": str(kind), "remark": remark.pk}), by=by, at=at)
    return remark


@transaction.atomic
def resolve_remark(*, remark_id: int, by: Actor, at: datetime) -> Remark:
    """Close a question or a correction. Refused for a second time, and to everybody but the appraisers."""
    remark = Remark.objects.filter(pk=remark_id).first()
    if remark is None:
        raise Http404
    work = only(take([remark.dossier_id], gate(Ability.REMARK), by=by))
    remark.refresh_from_db()
    if remark.resolved_at is not None:
        raise Refused(Finding("recognition.resolved_already", gettext_noop("The remark is resolved already.")))
    remark.resolved_at, remark.resolved_by_account = at, by.account_id
    remark.save(update_fields=["resolved_at", "resolved_by_account"])
    record(deed(work, "resolve_remark", {"remark": remark.pk}), by=by, at=at)
    return remark
