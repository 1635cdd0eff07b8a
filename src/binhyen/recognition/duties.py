"""What recognition asks of each person, and by when: bounded queries, whatever the number of dossiers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.recognition.models import Appeal, Dossier, Round
from binhyen.recognition.queries.rounds import rounds_seen_by, settings_of_round
from binhyen.recognition.queries.standing import own_of
from binhyen.recognition.rules import addresses
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.rights import TABLE, Ability, Relation
from binhyen.recognition.rules.settings import RoundSettings

GROUP = "recognition"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Day:
    opened: Round
    settings: RoundSettings
    today: date


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a person owes in the newest round: five queries at most."""
    opened = rounds_seen_by(actor).first()
    if opened is None:
        return
    day = _Day(opened, settings_of_round(opened), timezone.localdate(now))
    if Ability.ASSESS in TABLE.get((actor.role, Relation.OWN), ()):
        yield from _own(actor, day)
    granted = TABLE.get((actor.role, Relation.DECIDES), ())
    if Ability.APPRAISE in granted or Ability.DECIDE in granted:
        yield from _office(actor, day, granted)
        yield from _appeals(actor, day, granted)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


# ------------------------------------------------------------------ the unit's own


def _own(actor: Actor, day: _Day) -> Iterator[Duty]:
    rows = Dossier.objects.filter(own_of(actor), round=day.opened, state__in=tuple(_STEPS)).order_by("due_on", "id")
    for row in rows[:_SHOWN]:
        yield _step(row, day)


_STEPS = {
    State.OPENED: (
        "register",
        gettext_noop("Register %(unit)s"),
        gettext_noop("Registration is in the first quarter."),
    ),
    State.REGISTERED: ("assess", gettext_noop("Assess %(unit)s"), gettext_noop("Nothing has been entered yet.")),
    State.ASSESSING: (
        "assess",
        gettext_noop("Complete and submit %(unit)s"),
        gettext_noop("The self-assessment is under way."),
    ),
    State.RETURNED: (
        "correct",
        gettext_noop("Correct and submit %(unit)s again"),
        gettext_noop("Returned, with a reason at each criterion."),
    ),
}
_CHIPS = {State.ASSESSING: "doing", State.RETURNED: "returned"}


def _step(row: Dossier, day: _Day) -> Duty:
    state = State(row.state)
    code, title, reason = _STEPS[state]
    due = day.settings.registration_by if state is State.OPENED else row.due_on
    late = due is not None and due < day.today
    return Duty(
        code=f"recognition.{code}",
        title=title,
        link=addresses.dossier(row.pk),
        group=GROUP,
        due=due,
        reason=reason,
        state="late" if late else _CHIPS.get(state, "todo"),
        params={"unit": row.name, "year": day.opened.year},
    )


# ------------------------------------------------------------------ the office's and the authority's


def _office(actor: Actor, day: _Day, granted: tuple[Ability, ...]) -> Iterator[Duty]:
    counted = _counts(actor, day)
    if Ability.APPRAISE in granted:
        yield from _counted(counted, "register_units", day)
        yield from _counted(counted, "appraise", day)
        yield from _counted(counted, "council", day)
    if Ability.DECIDE in granted:
        yield from _counted(counted, "decide", day)


def _counts(actor: Actor, day: _Day) -> dict[str, int]:
    """Count what waits at a place in one query."""
    asked = day.settings.council_required
    voting = Q(state=State.APPRAISED) if asked else Q(pk__in=())
    deciding = Q(state=State.VOTED) if asked else Q(state__in=(State.APPRAISED, State.VOTED))
    rows = Dossier.objects.filter(round=day.opened, decider_path__in=actor.scopes)
    return rows.aggregate(
        register_units=Count("id", filter=Q(state=State.OPENED)),
        appraise=Count("id", filter=Q(state=State.SUBMITTED)),
        council=Count("id", filter=voting),
        decide=Count("id", filter=deciding),
    )


_WORK = {
    "register_units": (
        gettext_noop("%(count)s units have not registered"),
        gettext_noop("Enter registrations from signed papers, or remind the units."),
    ),
    "appraise": (gettext_noop("Appraise %(count)s dossiers"), gettext_noop("They were submitted and wait for you.")),
    "council": (gettext_noop("Put %(count)s dossiers to the council"), gettext_noop("This round asks for a vote.")),
    "decide": (gettext_noop("Decide on %(count)s dossiers"), gettext_noop("Appraisal is concluded.")),
}
_DESKS = {"appraise": addresses.DESK, "council": addresses.COUNCIL, "decide": addresses.DECISIONS}


def _place(code: str, day: _Day) -> str:
    """Return where the work is done: a desk, or for registrations the list of those that are missing."""
    if code in _DESKS:
        return addresses.desk(_DESKS[code], {"year": day.opened.year})
    return addresses.dossiers({"round": day.opened.pk, "state": State.OPENED, "decided_here": 1})


def _counted(counted: dict[str, int], code: str, day: _Day) -> Iterator[Duty]:
    count = counted[code]
    if not count:
        return
    title, reason = _WORK[code]
    due = (
        day.settings.registration_by if code == "register_units" else min(day.settings.decide_by.values(), default=None)
    )
    yield Duty(
        code=f"recognition.{code}",
        title=title,
        link=_place(code, day),
        group=GROUP,
        due=due,
        reason=reason,
        state="late" if due is not None and due < day.today else "todo",
        params={"count": count, "year": day.opened.year},
        count=count,
    )


_LOOK = gettext_noop("Look at %(count)s appeals again")
_RULE = gettext_noop("Decide on %(count)s appeals")


def _appeals(actor: Actor, day: _Day, granted: tuple[Ability, ...]) -> Iterator[Duty]:
    rows: QuerySet[Appeal] = Appeal.objects.filter(
        dossier__round=day.opened, dossier__decider_path__in=actor.scopes, outcome__isnull=True
    )
    looks = Ability.APPRAISE in granted
    count = rows.filter(reviewed_at__isnull=looks).count()
    if count:
        yield Duty(
            code="recognition.review_appeals" if looks else "recognition.decide_appeals",
            title=gettext_noop("Look at %(count)s appeals again")
            if looks
            else gettext_noop("Decide on %(count)s appeals"),
            link=addresses.desk(addresses.APPEALS, {"round": day.opened.pk}),
            group=GROUP,
            reason=gettext_noop("Another appraiser than the first looks at an appeal."),
            params={"count": count},
            count=count,
        )
