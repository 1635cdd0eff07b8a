"""Forming committees and renewing who sits on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.accounts.models import Post
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import version_on
from binhyen.units.models import Committee, Membership
from binhyen.units.permissions import may_keep_committees
from binhyen.units.queries.committees import memberships_on
from binhyen.units.rules.committees import MemberRole, MemberSeat


@dataclass(frozen=True, slots=True)
class CommitteeDraft:
    """A committee to be formed: its place, its whole and short name, and what follows the number on its letters."""

    place_id: int
    name: str
    short_name: str
    sign_suffix: str
    instrument: str


@transaction.atomic
def form_committee(
    *, draft: CommitteeDraft, seats: Sequence[MemberSeat], since: date, by: Actor, at: datetime
) -> Committee:
    """Form a committee by an instrument.

    Refused without the right at the place, without an instrument, with no or two heads, or with a post twice.
    """
    place = version_on(draft.place_id, since)
    may_keep_committees(by, place.path).require()
    _check(seats, draft.instrument)
    committee = Committee.objects.create(
        place_id=draft.place_id,
        place_path=place.path,
        name=draft.name,
        short_name=draft.short_name,
        sign_suffix=draft.sign_suffix,
        valid_from=since,
        instrument=draft.instrument,
    )
    _seat(committee, seats, since, draft.instrument)
    _record("units.committee_formed", committee, len(seats), by=by, at=at)
    return committee


@transaction.atomic
def reform_committee(
    *, committee: Committee, seats: Sequence[MemberSeat], on: date, instrument: str, by: Actor, at: datetime
) -> None:
    """Renew a committee ("kiện toàn"): seats that end are closed, new ones opened; those that stay are not touched.

    Refused without the right, without an instrument, with no or two heads, with a post twice, or when nobody changes.
    """
    may_keep_committees(by, committee.place_path).require()
    _check(seats, instrument)
    Committee.objects.select_for_update().get(pk=committee.pk)
    held = {MemberSeat(one.post_id, MemberRole(one.role)): one for one in memberships_on(committee, on)}
    wanted = set(seats)
    if set(held) == wanted:
        raise Refused(Finding("units.same_members", gettext_noop("These are the members already.")))
    leaving = [held[seat].pk for seat in set(held) - wanted]
    Membership.objects.filter(pk__in=leaving).update(valid_to=on)
    _seat(committee, [seat for seat in seats if seat not in held], on, instrument)
    _record("units.committee_reformed", committee, len(seats), by=by, at=at)


def _check(seats: Sequence[MemberSeat], instrument: str) -> None:
    posts = [seat.post_id for seat in seats]
    heads = sum(1 for seat in seats if seat.role is MemberRole.HEAD)
    if not instrument.strip():
        message = gettext_noop("A committee needs the decision that forms it.")
        raise Refused(Finding("units.no_instrument", message, where="instrument"))
    if heads != 1:
        raise Refused(Finding("units.one_head", gettext_noop("A committee has exactly one head.")))
    if len(set(posts)) != len(posts) or Post.objects.filter(pk__in=posts).count() != len(posts):
        raise Refused(Finding("units.seat_twice", gettext_noop("A post sits on a committee once.")))


def _seat(committee: Committee, seats: Sequence[MemberSeat], since: date, instrument: str) -> None:
    Membership.objects.bulk_create(
        Membership(committee=committee, post_id=one.post_id, role=one.role, valid_from=since, instrument=instrument)
        for one in seats
    )


def _record(action: str, committee: Committee, seats: int, *, by: Actor, at: datetime) -> None:
    deed = Deed(action, "units.committee", committee.pk, committee.place_path, {"seats": seats})
    record(deed, by=by, at=at)
