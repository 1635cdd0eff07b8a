"""Reads for the gallery: schemes that stand, by what they did; exemplars that agreed to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
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

_RANKS = (*RATINGS[:2], "maintained", RATINGS[2])
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


def standing_schemes(actor: Actor) -> QuerySet[Any]:
    """Return the schemes of a person's province that stand, each with its split in the ledger as `split`."""
    line = Tally.objects.filter(
        record_id=OuterRef("record_id"), indicator="models_total", superseded_at=None, until=None
    )
    split = Subquery(line.values("dims")[:1], output_field=CharField())
    return schemes_seen_by(actor).annotate(split=split).filter(split__isnull=False)


def ranked(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    """Return schemes by results: the latest review, then how often they were copied, then their sites.

    Places and schemes are ranked by what came of them, never people.
    """
    rows = standing_schemes(actor)
    rows = rows.annotate(
        rank=Case(
            *(When(split__contains=f"status={code}", then=Value(rank)) for rank, code in enumerate(_RANKS)),
            default=Value(len(_RANKS)),
            output_field=IntegerField(),
        ),
        sites=_number(
            Site.objects.filter(scheme_id=OuterRef("record_id"), superseded_at=None, until=None), "scheme_id"
        ),
        copies=_number(
            Scheme.objects.filter(copied_from_id=OuterRef("record_id"), superseded_at=None), "copied_from_id"
        ),
        spread=_number(
            Step.objects.filter(record_id=OuterRef("record_id"), superseded_at=None, code="replicated"), "record_id"
        ),
    )
    return _narrowed(rows, wanted).order_by("rank", -(F("copies") + F("spread")), "-sites", "-since", "id")


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
        rows = rows.filter(split__contains=f"status={wanted.rating}")
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
