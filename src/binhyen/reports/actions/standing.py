"""Days of reports: later ones, exemptions, delegated receiving. For one or for many, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.accounts.models import Post
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import version_on
from binhyen.reports.actions.work import Work, each, gate, log, store, take
from binhyen.reports.models import Delegation, Extension, Report
from binhyen.reports.permissions import may_delegate, not_accepted, not_sent
from binhyen.reports.rules.lifecycle import Standing
from binhyen.reports.rules.rights import Ability

_REASON = 500


@transaction.atomic
def extend(*, report_ids: Sequence[int], due_on: date, reason: str, by: Actor, at: datetime) -> list[Report]:
    """Give reports a later day. Refused without a reason, for a day that is not later, and for sent reports."""
    works = take(report_ids, gate(Ability.EXTEND), by=by, at=at)
    refuse(_reason_findings(reason))
    each(works, lambda work: _later(work, due_on, localdate(at)))
    for work in works:
        work.report.due_on = due_on
    store(works, ("due_on",))
    Extension.objects.bulk_create(
        Extension(
            report=work.report,
            due_on=due_on,
            reason=reason.strip(),
            at=at,
            by_account=by.account_id,
            by_post=by.post_id,
        )
        for work in works
    )
    log(works, "extend", by=by, at=at, data={"due_on": due_on.isoformat()})
    return [work.report for work in works]


def _later(work: Work, due_on: date, today: date) -> None:
    not_sent(work.report).require()
    if due_on <= work.report.due_on or due_on < today:
        message = gettext_noop("The new day %(day)s is not later than %(due)s, or is over.")
        params = {"day": f"{due_on:%d/%m/%Y}", "due": f"{work.report.due_on:%d/%m/%Y}"}
        raise Refused(Finding("reports.not_later", message, params=params, where="due_on"))


@transaction.atomic
def set_standing(
    *, report_ids: Sequence[int], standing: Standing, reason: str, by: Actor, at: datetime
) -> list[Report]:
    """Exempt reports, say that they don't apply, or expect them again; all with a reason, and not once accepted."""
    works = take(report_ids, gate(Ability.EXEMPT), by=by, at=at)
    refuse(_reason_findings(reason))
    each(works, lambda work: not_accepted(work.report).require())
    for work in works:
        work.report.standing, work.report.standing_reason = standing, reason.strip()
    store(works, ("standing", "standing_reason"))
    log(works, "set_standing", by=by, at=at, data={"standing": standing})
    return [work.report for work in works]


@dataclass(frozen=True, slots=True)
class Delegated:
    """Which post receives the reports of which place, from when until the day before `valid_to`."""

    post_id: int
    place_id: int
    valid_from: date
    valid_to: date | None
    reason: str


@transaction.atomic
def delegate(*, delegated: Delegated, by: Actor, at: datetime) -> Delegation:
    """Let another post receive reports below a place.

    Refused outside one's own places, for a post elsewhere, and for days that run back.
    """
    place = version_on(delegated.place_id, delegated.valid_from)
    may_delegate(by, place.path).require()
    post = Post.objects.get(pk=delegated.post_id)
    desk = version_on(post.place_id, delegated.valid_from)
    refuse([*_reason_findings(delegated.reason), *_term_findings(delegated), *_post_findings(post, desk.path, by)])
    made = Delegation.objects.create(
        post=post,
        place_id=place.place_id,
        place_path=place.path,
        valid_from=delegated.valid_from,
        valid_to=delegated.valid_to,
        reason=delegated.reason.strip(),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(Deed("reports.delegate", "delegation", made.pk, place.path, {"post": post.pk}), by=by, at=at)
    return made


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Actor, at: datetime) -> Delegation:
    """End a delegation today. Ending it again changes nothing."""
    found = Delegation.objects.select_for_update().get(pk=delegation_id)
    may_delegate(by, found.place_path).require()
    today = localdate(at)
    if found.valid_to is None or found.valid_to > today:
        found.valid_to = max(today, found.valid_from)
        found.save(update_fields=["valid_to"])
        record(Deed("reports.end_delegation", "delegation", found.pk, found.place_path), by=by, at=at)
    return found


def _term_findings(delegated: Delegated) -> list[Finding]:
    if delegated.valid_to is None or delegated.valid_to > delegated.valid_from:
        return []
    return [Finding("reports.days_reversed", gettext_noop("The last day lies before the first one."), where="valid_to")]


def _post_findings(post: Post, path: str, by: Actor) -> list[Finding]:
    if post.pk != by.post_id:
        message = gettext_noop("Choose a post at your own place or below it.")
        return [] if by.covers(path) else [Finding("reports.post_elsewhere", message, where="post")]
    return [Finding("reports.own_post", gettext_noop("Choose another post than your own."), where="post")]


def _reason_findings(reason: str) -> list[Finding]:
    if reason.strip() and len(reason) <= _REASON:
        return []
    message = gettext_noop("Give the reason, at most %(longest)s characters.")
    return [Finding("reports.reason_missing", message, params={"longest": _REASON}, where="reason")]
