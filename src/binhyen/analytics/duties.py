"""What signals and spot checks ask of people: three queries at most."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from binhyen.analytics.queries.signals import own_signals
from binhyen.analytics.queries.spot_checks import unrecorded
from binhyen.analytics.rules.signals.addresses import CHECKS, ROOT
from binhyen.analytics.rules.signals.rights import OWN, PROVINCE, Ability
from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource

GROUP = "signals"


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a person owes: answers to signals at the own reports, findings of an open spot check."""
    if Ability.ANSWER in OWN.get(actor.role, ()):
        yield from _answers(actor, now)
    if Ability.CHECK in PROVINCE.get(actor.role, ()) and (left := unrecorded(actor)):
        title = gettext_noop("Record what the spot check found at %(count)s units")
        yield Duty("signals.record", title, CHECKS, GROUP, state="waiting", params={"count": left}, count=left)


def _answers(actor: Actor, now: datetime) -> Iterable[Duty]:
    days = list(own_signals(actor).filter(answered_at=None).values_list("shown_on", flat=True))
    if not days:
        return
    due = min(days)
    yield Duty(
        code="signals.answer",
        title=gettext_noop("Look into %(count)s signals at your reports"),
        link=ROOT,
        group=GROUP,
        due=due,
        reason=gettext_noop("Until this day you alone see them. Correct the report, or say why it is right."),
        state="late" if due < timezone.localdate(now) else "waiting",
        params={"count": len(days)},
        count=len(days),
    )


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""
