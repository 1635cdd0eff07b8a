"""What the force asks of those who keep it: the yearly rating, training and certificates that are lacking."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from binhyen.forces.queries.ratings import undecided, year_missing
from binhyen.forces.queries.teams import lacking
from binhyen.forces.rules.kinds import GRASSROOTS
from binhyen.forces.rules.rating_pack import pack_of, year_to_rate
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.registers.queries.declared import register_at

GROUP = "forces"
_WRITERS = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR})


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a commune's office or chair owes to its force: four queries at most."""
    if actor.role in _WRITERS:
        today = timezone.localdate(now)
        yield from _rating(actor, today)
        if actor.role is Role.COMMUNE_OFFICER:
            yield from _training(actor, today)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


def _rating(actor: Actor, today: date) -> Iterable[Duty]:
    year = year_to_rate(today)
    if year is None or not year_missing(actor, year):
        return
    _, last = pack_of(year).window(year)
    opened = undecided(actor, year)
    yield Duty(
        code="forces.rate",
        title=gettext_noop("Rate the grassroots force for %(year)s"),
        link=reverse("forces:rating_year", args=[opened]) if opened else reverse("forces:ratings"),
        group=GROUP,
        reason=gettext_noop("The rating year ends on %(last)s; the chair decides afterwards."),
        state="doing" if opened else "todo",
        params={"year": str(year), "last": f"{last:%d/%m/%Y}"},
    )


def _training(actor: Actor, today: date) -> Iterable[Duty]:
    untrained, uncertified = lacking(actor, today)
    if untrained or uncertified:
        yield Duty(
            code="forces.train",
            title=gettext_noop("See to training and certificates of the grassroots force"),
            link=f"{register_at('thanh-vien').href}?force={GRASSROOTS}",
            group=GROUP,
            reason=gettext_noop("Without any training: %(untrained)s; without a certificate: %(uncertified)s."),
            params={"untrained": untrained, "uncertified": uncertified},
            count=max(untrained, uncertified),
        )
