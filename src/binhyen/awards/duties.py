"""What awards ask of people: proposals to be completed, received, appraised, voted on, decided, handed over."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import timezone

from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.settings import council_at
from binhyen.awards.queries.waiting import own_waiting, waiting_counts, waiting_days
from binhyen.awards.rules import addresses
from binhyen.awards.rules.deadlines import due_day
from binhyen.awards.rules.desks import desk_authorities, signed_authorities
from binhyen.awards.rules.model import Council
from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource

GROUP = "awards"

_WORK = {
    "submitted": (
        gettext_noop("Receive %(count)s award proposals"),
        gettext_noop("They were submitted and wait for you."),
        addresses.desk({"trang_thai": "submitted"}),
    ),
    "received": (
        gettext_noop("Appraise %(count)s award proposals"),
        gettext_noop("They were received and wait for your opinion."),
        addresses.desk({"trang_thai": "received"}),
    ),
    "appraised": (
        gettext_noop("Put %(count)s award proposals to the council, or to the signature"),
        gettext_noop("They are appraised."),
        addresses.COUNCIL,
    ),
    "voted": (
        gettext_noop("Submit %(count)s award proposals for signature"),
        gettext_noop("The council approved them."),
        addresses.desk({"trang_thai": "voted"}),
    ),
    "decided": (
        gettext_noop("Hand over %(count)s awards"),
        gettext_noop("They are decided and not handed over yet."),
        addresses.desk({"trang_thai": "decided"}),
    ),
}
_SIGN = gettext_noop("Decide on %(count)s awards")
_SIGN_WHY = gettext_noop("They wait for your signature.")
_ENTER = gettext_noop("Enter the decisions on %(count)s awards")
_ENTER_WHY = gettext_noop("They wait for the signature; their number is entered once they are signed.")
_COMPLETE = gettext_noop("Complete the proposal for %(who)s")
_COMPLETE_WHY = gettext_noop("The desk asks for something more.")
_DRAFT = gettext_noop("Submit the proposal for %(who)s")
_DRAFT_WHY = gettext_noop("It was written down and not submitted yet.")


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a person owes about awards: eight queries at most, whatever the number of proposals."""
    today = timezone.localdate(now)
    yield from _own(actor, today)
    desk, signs = desk_authorities(actor.role), signed_authorities(actor.role)
    if not desk and not signs:
        return
    counts = waiting_counts(actor)
    if desk:
        days = waiting_days(actor)
        council = council_at(actor.place_path, today)
        yield from _desk(counts, days, council, today)
    yield from _signing(counts.get("to_sign", 0), signs=bool(signs))


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


def _own(actor: Actor, today: date) -> Iterator[Duty]:
    rows = own_waiting(actor)
    council = council_at(actor.place_path, today) if rows else None
    for row in rows:
        returned = row.state == "incomplete"
        due = due_day(council, row.achievement_type, row.event_on, row.proposed_on.year)
        late = due is not None and due < today
        yield Duty(
            code="awards.complete" if returned else "awards.submit",
            title=_COMPLETE if returned else _DRAFT,
            link=addresses.proposal(row.record_id),
            group=GROUP,
            due=due,
            reason=_COMPLETE_WHY if returned else _DRAFT_WHY,
            state="late" if late else "returned" if returned else "todo",
            params={"who": _who(row)},
        )


def _who(row: AwardProposal) -> str:
    return row.recipient


def _desk(counts: dict[str, int], days: dict[str, date | None], council: Council | None, today: date) -> Iterator[Duty]:
    for state, (title, reason, link) in _WORK.items():
        count = counts.get(state, 0)
        if not count:
            continue
        due = _due(state, days.get(state), council, today)
        late = due is not None and due < today
        yield Duty(
            code=f"awards.{state}",
            title=title,
            link=link,
            group=GROUP,
            due=due,
            reason=reason,
            state="late" if late else "todo",
            params={"count": count},
            count=count,
        )


def _due(state: str, event: date | None, council: Council | None, today: date) -> date | None:
    """Return by when: an award is handed over on its occasion, what comes before at the days that the province set."""
    return event if state == "decided" else due_day(council, "merit", event, today.year)


def _signing(count: int, *, signs: bool) -> Iterator[Duty]:
    if count:
        yield Duty(
            code="awards.decide",
            title=_SIGN if signs else _ENTER,
            link=addresses.DECISIONS,
            group=GROUP,
            reason=_SIGN_WHY if signs else _ENTER_WHY,
            params={"count": count},
            count=count,
        )
