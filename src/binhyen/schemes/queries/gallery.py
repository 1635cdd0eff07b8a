"""Reads for the gallery: schemes that stand, by what they did; exemplars that agreed to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.registers.models import RecordFile, Step, Tally
from binhyen.registers.queries.entries import province_of
from binhyen.schemes.models import Exemplar, Scheme, Site
from binhyen.schemes.queries.schemes import schemes_seen_by
from binhyen.schemes.rules.kinds import RATINGS

RANKS = (*RATINGS[:2], "maintained", RATINGS[2])
"""Best first; what was never reviewed stands before what was found not to work."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `named` are problems whose own names fit the words."""

    words: str = ""
    place_path: str = ""
    kind: str = ""
    field: str = ""
    topic: str = ""
    rating: str = ""
    named: tuple[str, ...] = ()


def standing_schemes(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes of a person's province that stand."""
    return schemes_seen_by(actor).filter(state="active")


def ranked(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    """Return schemes by results: the latest review, then how often they were replicated, then their sites.

    Each has its place among the ratings as `rank`, and `times` and `sites`. Places and schemes are ranked by what came
    of them, never people.
    """
    sites = Site.objects.filter(scheme_id=OuterRef("record_id"), superseded_at=None, until=None)
    copies = Scheme.objects.filter(copied_from_id=OuterRef("record_id"), superseded_at=None)
    spread = Step.objects.filter(record_id=OuterRef("record_id"), superseded_at=None, code="replicated")
    rows = standing_schemes(actor).annotate(
        rank=Subquery(_line().annotate(rank=_RANK).values("rank")[:1], output_field=IntegerField()),
        times=_number(copies, "copied_from_id") + _number(spread, "record_id"),
        sites=_number(sites, "scheme_id"),
    )
    return _narrowed(rows, wanted).order_by("rank", "-times", "-sites", "-since", "id")


def _line() -> QuerySet[Tally]:
    """The line of the ledger by which a scheme stands now."""
    return Tally.objects.filter(
        record_id=OuterRef("record_id"), indicator="models_total", superseded_at=None, until=None
    )


_RANK = Case(
    *(When(dims__contains=f"status={code}", then=Value(rank)) for rank, code in enumerate(RANKS)),
    default=Value(len(RANKS)),
    output_field=IntegerField(),
)


def _number(rows: QuerySet[Any], key: str) -> Coalesce:
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _narrowed(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.words.strip():
        rows = rows.annotate(said=Cast("topics", TextField())).filter(_about(wanted))
    if wanted.topic:
        rows = rows.annotate(asked=Cast("topics", TextField())).filter(asked__contains=f'"{wanted.topic}"')
    if wanted.place_path:
        rows = rows.filter(place_path__under=wanted.place_path)
    if wanted.rating:
        rows = rows.filter(Exists(_line().filter(dims__contains=f"status={wanted.rating}")))
    chosen = {name: value for name, value in (("kind", wanted.kind), ("field", wanted.field)) if value}
    return rows.filter(**chosen)


def _about(wanted: Wanted) -> Q:
    """What is said of a scheme has every word; or it answers a problem that is called so."""
    found = Q()
    for word in fold(wanted.words).split():
        found &= Q(fold__contains=word)
    for code in wanted.named:
        found |= Q(said__contains=f'"{code}"')
    return found


def pictures_of(record_ids: Iterable[int]) -> Mapping[int, RecordFile]:
    """Return the first picture of each record, one query."""
    rows = RecordFile.objects.filter(record_id__in=list(record_ids), removed_at=None, blob__has_preview=True)
    return {row.record_id: row for row in rows.select_related("blob").order_by("-id")}


def exemplars_shown_to(actor: Actor) -> QuerySet[Exemplar]:
    """Return the exemplars that a person may learn from: recognised, in the province, and agreed to be named.

    A collective needs no consent of a person; without it an individual or household stays with the office.
    """
    provinces = tuple({province_of(scope) or scope for scope in actor.scopes})
    rows = Exemplar.objects.filter(under_any("place_path", provinces), superseded_at=None, state="recognised")
    return rows.filter(Q(recipient="collective") | Q(consent_on__isnull=False)).order_by("-since", "-id")


def exemplar_shown_to(actor: Actor, record_id: int) -> Exemplar:
    """Return one of them; Http404 for everything else."""
    found = exemplars_shown_to(actor).filter(record_id=record_id).select_related("record").first()
    if found is None:
        raise Http404
    return found
