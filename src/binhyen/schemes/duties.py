"""What schemes ask of people: proposals that wait, launches that are due, reviews of the year, consents."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import OFFICERS
from binhyen.schemes.models import Exemplar, Scheme
from binhyen.schemes.registers import EXEMPLARS, SCHEMES

GROUP = "schemes"
REVIEW_MONTH = 10
"""Reviews of a year are asked for from October. HD 22 names no day [NF]; the last of the year stands as the end."""


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what an office owes in the places of its own level: four counts at most."""
    if actor.role not in OFFICERS:
        return
    today = timezone.localdate(now)
    rows = Scheme.objects.filter(
        under_any("place_path", actor.scopes), superseded_at=None, managing_level=_level(actor)
    )
    yield from _waiting(rows)
    if today.month >= REVIEW_MONTH:
        yield from _reviews(rows, today)
    yield from _consents(actor)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


def _level(actor: Actor) -> str:
    return actor.role.value.partition("_")[0]


def _waiting(rows: QuerySet[Scheme]) -> Iterator[Duty]:
    for state, code, title, reason in (
        (
            "proposed",
            "schemes.recognise",
            gettext_noop("Settle %(count)s proposals of schemes"),
            gettext_noop("Proposed; a decision is awaited."),
        ),
        (
            "recognised",
            "schemes.launch",
            gettext_noop("Launch %(count)s recognised schemes"),
            gettext_noop("Recognised; they count from their launch."),
        ),
    ):
        count = rows.filter(state=state).count()
        if count:
            link = f"{SCHEMES.href}?{urlencode({'trang_thai': state})}"
            yield Duty(code, title, link, GROUP, None, reason, "waiting", {"count": count}, count)


def _reviews(rows: QuerySet[Scheme], today: date) -> Iterator[Duty]:
    reviewed = Step.objects.filter(
        record_id=OuterRef("record_id"), code="reviewed", superseded_at=None, data__year=today.year
    )
    due = rows.filter(state="active", since__lt=date(today.year, 1, 1)).exclude(Exists(reviewed))
    count = due.count()
    if count:
        yield Duty(
            "schemes.review",
            gettext_noop("Review %(count)s schemes of %(year)s"),
            f"{SCHEMES.href}?{urlencode({'trang_thai': 'active'})}",
            GROUP,
            date(today.year, 12, 31),
            gettext_noop("Each scheme is reviewed once a year; without it, it stays “maintained”."),
            "todo",
            {"count": count, "year": str(today.year)},
            count,
        )


def _consents(actor: Actor) -> Iterator[Duty]:
    rows = Exemplar.objects.filter(under_any("place_path", actor.scopes), superseded_at=None, consent_on=None)
    count = rows.exclude(recipient="collective").exclude(state="ended").count()
    if count:
        title = gettext_noop("Ask %(count)s exemplars whether they may be named")
        reason = gettext_noop("Without consent nobody beyond the office learns from them.")
        yield Duty("schemes.consent", title, EXEMPLARS.href, GROUP, None, reason, "todo", {"count": count}, count)
