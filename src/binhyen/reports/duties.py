"""What reports ask of each person, and by when: seven queries at most, whatever the number of reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.reports.models import Difficulty, Report
from binhyen.reports.queries.home import overdue_here, owed_by
from binhyen.reports.queries.receiving import waiting_for
from binhyen.reports.queries.reports import own_reports
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.rights import Ability, Relation, has
from binhyen.reports.rules.threads import DifficultyState

GROUP = "reports"
_SHOWN = 20


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a person owes: own reports, difficulties, and for offices what lies with them."""
    today = timezone.localdate(now)
    if has(actor.role, Relation.OWN, Ability.ENTER):
        yield from _own(actor, today)
        yield from _answered(actor)
    if has(actor.role, Relation.RECEIVES, Ability.ANSWER):
        yield from _difficulties(actor, today)
    if has(actor.role, Relation.RECEIVES, Ability.REVIEW):
        yield from _office(actor, today)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


# ------------------------------------------------------------------ one's own reports


@dataclass(frozen=True, slots=True)
class _Words:
    code: str
    title: str
    reason: str
    state: str


_BEGIN = _Words("reports.enter", gettext_noop("Enter %(title)s"), gettext_noop("Nothing has been entered yet."), "todo")
_FINISH = _Words(
    "reports.enter",
    gettext_noop("Complete and send %(title)s"),
    gettext_noop("%(filled)s cells are filled in."),
    "waiting",
)
_CORRECT = _Words(
    "reports.correct",
    gettext_noop("Correct %(count)s returned cells of %(title)s"),
    gettext_noop("Returned, with a reason at each cell."),
    "returned",
)
_WHOLE = _Words(
    "reports.correct",
    gettext_noop("Correct and send %(title)s again"),
    gettext_noop("Returned, with its reason."),
    "returned",
)
_REVISE = _Words(
    "reports.revise",
    gettext_noop("Complete the correction of %(title)s"),
    gettext_noop("What was accepted stands until the correction is accepted."),
    "waiting",
)


def _own(actor: Actor, today: date) -> Iterator[Duty]:
    rows = owed_by(actor).filter(standing=Standing.EXPECTED)
    for row in rows[:_SHOWN]:
        yield _step(row, today)


def _step(row: Report, today: date) -> Duty:
    returned = getattr(row, "returned_cells", 0)
    words = _words(row, returned)
    late = row.due_on < today and row.first_submitted_at is None
    title = f"{row.collection.version.title}, {row.collection.period} ({row.name})"
    return Duty(
        code=words.code,
        title=words.title,
        link=addresses.report(row.pk),
        group=GROUP,
        due=row.due_on,
        reason=words.reason,
        state="late" if late else words.state,
        params={"title": title, "count": returned, "filled": row.filled},
    )


def _words(row: Report, returned: int) -> _Words:
    if row.state == State.RETURNED:
        return _CORRECT if returned else _WHOLE
    if row.state == State.CORRECTING:
        return _REVISE
    return _FINISH if row.filled else _BEGIN


# ------------------------------------------------------------------ difficulties


def _answered(actor: Actor) -> Iterator[Duty]:
    """Own difficulties that were answered: their asker says whether they are solved."""
    mine = Report.objects.filter(own_reports(actor)).order_by().values("pk")
    count = Difficulty.objects.filter(state=DifficultyState.ANSWERED, report__in=mine).count()
    if count:
        yield _line(
            "confirm", gettext_noop("Say of %(count)s answers whether the matter is solved"), count, addresses.MINE
        )


def _difficulties(actor: Actor, today: date) -> Iterator[Duty]:
    rows = Difficulty.objects.filter(state=DifficultyState.OPEN, addressee_path__in=actor.scopes)
    days = list(rows.order_by("due_on").values_list("due_on", flat=True))
    if days:
        due = min((day for day in days if day), default=None)
        title = gettext_noop("Answer %(count)s difficulties and proposals")
        yield _line("answer", title, len(days), addresses.PUT_HERE, due=due, today=today)


# ------------------------------------------------------------------ the receiving office


def _office(actor: Actor, today: date) -> Iterator[Duty]:
    waiting = waiting_for(actor, today).count()
    if waiting:
        yield _line("receive", gettext_noop("Receive %(count)s reports"), waiting, addresses.NEXT_WAITING)
    overdue = overdue_here(actor, today).count()
    if overdue:
        yield _line(
            "overdue", gettext_noop("%(count)s reports that you receive are overdue"), overdue, addresses.COLLECTIONS
        )


def _line(code: str, title: str, count: int, link: str, *, due: date | None = None, today: date | None = None) -> Duty:
    late = due is not None and today is not None and due < today
    return Duty(
        code=f"reports.{code}",
        title=title,
        link=link,
        group=GROUP,
        due=due,
        reason=gettext_noop("Remind those who have not sent, or give them a later day.") if code == "overdue" else "",
        state="late" if late or code == "overdue" else "waiting",
        params={"count": count},
        count=count,
    )
