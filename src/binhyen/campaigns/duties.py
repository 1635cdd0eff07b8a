"""What events ask of people: to hold what is planned for these days, and to write down what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.months import coming, waiting
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


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""
