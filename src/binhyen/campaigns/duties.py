"""What events ask of people: to hold what is planned for these days, and to write down what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.months import coming, waiting
from binhyen.campaigns.queries.unfinished import points_not_told, proposals_open
from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.rules.addresses import record

GROUP = "campaigns"
_SOON = timedelta(days=7)
_SHOWN = 10


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List a post's events of the coming week, and those whose result is not written yet: two queries.

    Results have no day by which they are due: no text sets one.
    """
    today = timezone.localdate(now)
    for row in coming(actor, today, _SOON, own=True)[:_SHOWN]:
        yield Duty(
            code="campaigns.hold",
            title=gettext_noop("Hold “%(event)s”"),
            link=record(row.record_id),
            group=GROUP,
            due=row.since,
            reason=gettext_noop("Planned for %(day)s."),
            state="todo",
            params=_params(row),
        )
    for row in waiting(actor, today)[:_SHOWN]:
        yield Duty(
            code="campaigns.write_result",
            title=gettext_noop("Write down what came of “%(event)s”"),
            link=record(row.record_id),
            group=GROUP,
            reason=gettext_noop(
                "It was planned for %(day)s. If it was not held, say that it was postponed or cancelled."
            ),
            state="waiting",
            params=_params(row),
        )


def _params(row: Event) -> dict[str, object]:
    return {"event": row.title, "day": short_date(row.since)}


def duties_of_conferences(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what conferences still wait for: numbers of the own point, answers to proposals. Two queries at most.

    No text sets a day for either.
    """
    today = timezone.localdate(now)
    for point in points_not_told(actor, today)[:_SHOWN]:
        yield Duty(
            code="campaigns.tell_point",
            title=gettext_noop("Write down how many were at “%(point)s”"),
            link=record(point.record_id),
            group=GROUP,
            reason=gettext_noop("The conference was on %(day)s."),
            params={"point": point.name, "day": short_date(point.on)},
        )
    for proposal in proposals_open(actor, today)[:_SHOWN]:
        yield Duty(
            code="campaigns.answer_proposal",
            title=gettext_noop("Accept or decline: %(proposal)s"),
            link=record(proposal.record_id),
            group=GROUP,
            reason=gettext_noop("Proposed by %(proposer)s on %(day)s. Say why in either case."),
            params={"proposal": proposal.title, "proposer": proposal.proposer, "day": short_date(proposal.on)},
        )


DUTIES: tuple[DutySource, ...] = (duties, duties_of_conferences)
"""What this storey asks of people, gathered by `desk` at start-up."""
