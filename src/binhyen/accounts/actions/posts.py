"""Opening, closing and filling posts; acting signers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from binhyen.accounts.models import Account, Holding, Post
from binhyen.accounts.permissions import may_administer
from binhyen.accounts.queries import place_on, place_path
from binhyen.accounts.rules.terms import Authority, Mandate, Term, acting_findings, holding_findings, post_findings
from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post to be opened."""

    role: Role
    place_id: int
    title: str
    term: Term
    agency: str = ""
    instrument: str = ""


@transaction.atomic
def open_post(*, draft: PostDraft, by: Actor, at: datetime) -> Post:
    """Open a post.

    Refused where the role has no right at the place, the role does not stand at that tier, the place does not exist
    on the first day, or a district post would outlive the districts.
    """
    place = place_on(draft.place_id, draft.term.start)
    if place is None:
        raise Refused(Finding("accounts.no_such_place", gettext_noop("This place does not exist on the first day.")))
    may_administer(by, draft.role, place.path).require()
    _refuse(post_findings(draft.role, place.tier, draft.term))
    post = Post.objects.create(
        role=draft.role,
        place_id=draft.place_id,
        title=draft.title,
        agency=draft.agency,
        instrument=draft.instrument,
        valid_from=draft.term.start,
        valid_to=draft.term.end,
    )
    _record("accounts.open_post", post, place.path, {"role": draft.role}, by=by, at=at)
    return post


@transaction.atomic
def close_post(*, post: Post, on: date, by: Actor, at: datetime) -> None:
    """Close a post from a day on, and with it who holds it and who signs in its place.

    Refused when the person may not administer it, or the day lies before the post began.
    """
    path = _permitted(post, by, at)
    lock(f"accounts.post.{post.pk}")
    _not_before(post.valid_from, on)
    for acting in post.acting.filter(_lasting(on)):
        _end_post(acting, on)
    _end_post(post, on)
    _record("accounts.close_post", post, path, {"on": on.isoformat()}, by=by, at=at)


@transaction.atomic
def assign_post(*, account: Account, post: Post, term: Term, by: Actor, at: datetime) -> Holding:
    """Let an account hold a post.

    Refused when the account is disabled, the post is not open on all the days, or another account holds it on some.
    """
    path = _permitted(post, by, at)
    lock(f"accounts.post.{post.pk}")
    if not account.is_active:
        raise Refused(Finding("accounts.disabled", gettext_noop("This account is disabled.")))
    held = [Term(row.valid_from, row.valid_to) for row in Holding.objects.filter(post=post)]
    _refuse(holding_findings(Term(post.valid_from, post.valid_to), term, held))
    holding = Holding.objects.create(account=account, post=post, valid_from=term.start, valid_to=term.end)
    _record("accounts.assign_post", post, path, {"account": account.pk, "holding": holding.pk}, by=by, at=at)
    return holding


@transaction.atomic
def end_holding(*, holding: Holding, on: date, by: Actor, at: datetime) -> None:
    """End a holding: `on` is the first day on which the account no longer holds the post. Entries stay its own.

    Refused when the person may not administer the post, or the day lies before the holding began.
    """
    path = _permitted(holding.post, by, at)
    lock(f"accounts.post.{holding.post_id}")
    _not_before(holding.valid_from, on)
    holding.valid_to = on
    holding.save(update_fields=["valid_to"])
    data = {"account": holding.account_id, "holding": holding.pk, "on": on.isoformat()}
    _record("accounts.end_holding", holding.post, path, data, by=by, at=at)


@transaction.atomic
def appoint_acting(*, principal: Post, mandate: Mandate, title: str, by: Actor, at: datetime) -> Post:
    """Open a post that signs in another's place (KT., TL., TUQ.), with its ground and dates.

    Refused where NĐ 30/2020/NĐ-CP, article 13, does not allow it: without a written ground, without an end for a
    mandate, beyond the principal's term, or passed on by somebody who acts already.
    """
    path = _permitted(principal, by, at)
    term = Term(principal.valid_from, principal.valid_to)
    _refuse(acting_findings(mandate, term, principal.authority))
    post = Post.objects.create(
        role=principal.role,
        place_id=principal.place_id,
        agency=principal.agency,
        title=title,
        authority=Authority(mandate.authority),
        acts_for=principal,
        instrument=mandate.instrument,
        valid_from=mandate.term.start,
        valid_to=mandate.term.end,
    )
    data = {"authority": mandate.authority, "acts_for": principal.pk}
    _record("accounts.appoint_acting", post, path, data, by=by, at=at)
    return post


def _lasting(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=on)


def _not_before(start: date, on: date) -> None:
    if on < start:
        raise Refused(Finding("accounts.empty_term", gettext_noop("The last day lies before the first."), where="on"))


def _end_post(post: Post, on: date) -> None:
    """End a post and its holdings; what would only begin later ends on its own first day, and so never is."""
    rows = post.holdings.filter(_lasting(on))
    rows.filter(valid_from__gte=on).update(valid_to=F("valid_from"))
    rows.filter(valid_from__lt=on).update(valid_to=on)
    post.valid_to = max(on, post.valid_from)
    post.save(update_fields=["valid_to"])


def _permitted(post: Post, by: Actor, at: datetime) -> str:
    path = place_path(post.place_id, max(post.valid_from, at.date()))
    may_administer(by, Role(post.role), path).require()
    return path


def _refuse(findings: list[Finding]) -> None:
    if findings:
        raise Refused(*findings)


def _record(action: str, post: Post, path: str, data: dict[str, object], *, by: Actor, at: datetime) -> None:
    record(Deed(action, "accounts.post", post.pk, path, data), by=by, at=at)
