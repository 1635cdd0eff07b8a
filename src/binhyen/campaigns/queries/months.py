"""A month in a place: what was held, what is to come, what waits for its result, where nothing was."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.calendar import events_seen_by
from binhyen.campaigns.rules.kinds import NOT_HELD, PLANNED
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.amounts import Amount, Bound, Said, Sum, add_up
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import Question
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, scopes_of
from binhyen.registers.queries.declared import OFFICERS
from binhyen.registers.queries.ledger import Counted, counted
from binhyen.registers.rules.addresses import lines as lines_address

_COMING = timedelta(days=31)
_MOST = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a month with the page of the lines that it is the sum of."""

    indicator: str
    sum: Sum
    href: str


def numbers_of(place_id: int, month: str, indicators: Set[str]) -> dict[str, Number]:
    """Return what registers count for a place in a month, by indicator: two queries."""
    period = parse_period(month)
    question = Question(frozenset(indicators), place_id, scopes_of(place_id, period.end), period, None)
    found: dict[str, list[Amount]] = {}
    for row in counted(question):
        found.setdefault(row.indicator, []).extend(_amounts(row))
    return {
        code: Number(code, add_up(amounts), lines_address({"chi_tieu": code, "noi": place_id, "ky": month}))
        for code, amounts in found.items()
    }


def _amounts(row: Counted) -> Iterable[Amount]:
    if row.value is not None:
        yield Amount(Said.NUMBER, row.value, None, row.bound)
    for words in row.words:
        yield Amount(Said.VAGUE, bound=Bound.VAGUE, words=words)


def coming(actor: Actor, today: date, within: timedelta = _COMING, *, own: bool = False) -> list[Event]:
    """Return what is planned from today on, soonest first; `own` leaves what others look after out."""
    rows = events_seen_by(actor).filter(standing=PLANNED, since__range=(today, today + within))
    rows = rows.filter(own_of(actor)) if own else rows
    return list(rows.order_by("since", "begins", "id")[:_MOST])


def waiting(actor: Actor, today: date) -> list[Event]:
    """Return what was planned for a day that is over, of those whose result this post writes: was it held?"""
    over = Q(until__isnull=True) | Q(until__lt=today)
    planned = Event.objects.filter(standing=PLANNED, superseded_at__isnull=True, since__lt=today).values("pk")
    rows = events_seen_by(actor).filter(own_of(actor), over, pk__in=planned)
    return list(rows.order_by("since", "id")[:_MOST])


def own_of(actor: Actor) -> Q:
    """Return the condition that a post looks after an event: it wrote it, or it is of the post's own place.

    A commune's office looks after those of its villages too; a province's does not look after its communes'.
    """
    own = Q(by_post=actor.post_id)
    if actor.role is Role.COMMUNE_OFFICER:
        return own | under_any("place_path", actor.scopes)
    return own | Q(place_path=actor.place_path) if actor.role in OFFICERS else own


def silent(place_id: int, first: date, last: date) -> tuple[Sequence[PlaceVersion], int]:
    """Return the places right below one in which nothing was held between two days, and how many there are in all.

    Two queries.
    """
    below = list(children_of(place_id, last))
    rows = Event.objects.filter(superseded_at__isnull=True, since__range=(first, last))
    rows = rows.exclude(standing__in=NOT_HELD)
    if below:
        rows = rows.filter(place_path__under=below[0].path[: -len(f"{below[0].place_id}.")])
    held = set(rows.order_by().values_list("place_path", flat=True).distinct())
    return [one for one in below if not any(path.startswith(one.path) for path in held)], len(below)
