"""What programmes ask of offices: the plan of the year, reports, the review, the final summary. Four queries."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.programmes.components.programme import DUE_NAMES
from binhyen.programmes.models import JointPlan, Programme, Summary
from binhyen.programmes.queries.programmes import open_now, running_at
from binhyen.programmes.rules.addresses import programme as programme_address
from binhyen.programmes.rules.cycle import Asked, Due
from binhyen.registers.queries.declared import OFFICERS

GROUP = "programmes"
_AHEAD = timedelta(days=45)
"""Nothing is asked earlier than this before its day."""


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what programmes of a post's own place ask of its office this year, from six weeks before each day on."""
    if actor.role not in OFFICERS:
        return
    today = timezone.localdate(now)
    running = running_at(actor.place_id, today)
    if not running:
        return
    ids = [one.record_id for one in running]
    plans = list(JointPlan.objects.filter(programme_id__in=ids, place_id=actor.place_id, superseded_at=None))
    summaries = list(Summary.objects.filter(programme_id__in=ids, place_id=actor.place_id, superseded_at=None))
    for programme in running:
        own_plans = [one for one in plans if one.programme_id == programme.record_id]
        own_summaries = [one for one in summaries if one.programme_id == programme.record_id]
        for asked in open_now(programme, own_plans, own_summaries, today.year):
            if asked.on <= today + _AHEAD:
                yield _duty(programme, asked, today)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


def _duty(programme: Programme, asked: Asked, today: date) -> Duty:
    usual = gettext_noop("The usual day; no law fixes it, and the programme may set its own.")
    return Duty(
        code=f"programmes.{asked.what}",
        title=gettext_noop("%(what)s, %(number)s, %(year)s"),
        link=programme_address(programme.record_id),
        group=GROUP,
        due=asked.on,
        reason="" if asked.own else usual,
        state="late" if asked.on < today else "todo",
        params={"what": Word(DUE_NAMES[Due(asked.what)]), "number": programme.number, "year": str(asked.year)},
    )
