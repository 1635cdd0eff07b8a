"""Reads of one team: who serves in it and who did, their training, its duty by month, how it was rated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from binhyen.database.lookups import under_any
from binhyen.forces.models import DutyCount, ForceMember, Rating
from binhyen.forces.queries.service import months_of
from binhyen.forces.rules.duty import FIGURES
from binhyen.forces.rules.kinds import GRASSROOTS
from binhyen.forces.rules.members import DEPUTY, LEADER, MEMBER, TRAINED
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import sort_key
from binhyen.registers.models import Step, Tally

_ORDER = {LEADER: 0, DEPUTY: 1, MEMBER: 2}
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Serving:
    """A member with the last training and the months of service."""

    row: ForceMember
    trained_on: date | None
    months: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Members of a team on a day, and those who left."""

    today: Sequence[Serving]
    past: Sequence[Serving]

    @property
    def untrained(self) -> int:
        """How many who serve have had no training, or have no certificate."""
        return sum(1 for one in self.today if one.trained_on is None or not one.row.certificate)


def roll_of(group_id: int, day: date) -> Roll:
    """Return who serves in a team on a day, leader first, and who did: four queries."""
    rows = list(ForceMember.objects.filter(group_id=group_id, superseded_at__isnull=True))
    rows.sort(key=lambda row: (_ORDER.get(row.role, 3), sort_key(row.name)))
    ids = [row.record_id for row in rows]
    trained, months = trained_on(ids), months_of(ids, day)
    every = [Serving(row, trained.get(row.record_id), months.get(row.record_id, 0)) for row in rows]
    left = {one.row.pk for one in every if one.row.until is not None and one.row.until <= day}
    return Roll([one for one in every if one.row.pk not in left], [one for one in every if one.row.pk in left])


def trained_on(record_ids: Iterable[int]) -> dict[int, date]:
    """Return the day of the last training of members, one query; who had none is missing."""
    rows = Step.objects.filter(record_id__in=list(record_ids), code=TRAINED, superseded_at__isnull=True)
    return dict(rows.order_by("on").values_list("record_id", "on"))


@dataclass(frozen=True, slots=True)
class Month:
    """What a team's entries of duty counted in a month, by indicator."""

    first: date
    figures: Mapping[str, Decimal]


def duty_by_month(group_id: int) -> list[Month]:
    """Return a team's duty month by month, the newest year of it, newest first: one query."""
    records = DutyCount.objects.filter(group_id=group_id, superseded_at__isnull=True).values("record_id")
    rows = Tally.objects.filter(record__in=records, superseded_at__isnull=True, indicator__in=FIGURES.values())
    listed = rows.annotate(month=TruncMonth("since")).values("month", "indicator").annotate(total=Sum("amount"))
    found: dict[date, dict[str, Decimal]] = {}
    for row in listed.order_by("-month"):
        found.setdefault(row["month"], {})[row["indicator"]] = row["total"]
    return [Month(first, figures) for first, figures in list(found.items())[:_MONTHS]]


def levels_of(record_id: int) -> list[Rating]:
    """Return how a team or member was rated, newest year first; only what was decided."""
    rows = Rating.objects.filter(record_id=record_id, rating_year__decided_on__isnull=False).exclude(level="")
    return list(rows.select_related("rating_year").order_by("-rating_year__year"))


def serving_under(actor: Actor, day: date) -> QuerySet[ForceMember]:
    """Return the members of the grassroots force who serve where a post covers."""
    lasting = Q(until__isnull=True) | Q(until__gt=day)
    rows = ForceMember.objects.filter(lasting, under_any("place_path", actor.scopes), superseded_at__isnull=True)
    return rows.filter(force=GRASSROOTS, since__lte=day)


def lacking(actor: Actor, day: date) -> tuple[int, int]:
    """Count who serve under a post without any training, and without a certificate: one query."""
    trained = Step.objects.filter(code=TRAINED, superseded_at__isnull=True, record_id=OuterRef("record_id"))
    found = serving_under(actor, day).aggregate(
        untrained=Count("id", filter=~Exists(trained)), uncertified=Count("id", filter=Q(certificate=""))
    )
    return found["untrained"], found["uncertified"]
