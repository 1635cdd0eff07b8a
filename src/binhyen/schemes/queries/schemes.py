"""Reads for a scheme's page, for kinds compared and for a place's years."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from binhyen.database.fields import ExactField
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.registers.models import Step, Tally
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import visible
from binhyen.schemes.models import Scheme, Site
from binhyen.schemes.rules.kinds import SCHEMES, SITES


def schemes_seen_by(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes that a person sees, as they are said now."""
    rows = Scheme.objects.filter(superseded_at=None)
    return rows if actor is SYSTEM else rows.filter(visible(registers()[SCHEMES], actor))


def sites_seen_by(actor: Actor) -> QuerySet[Site]:
    """Return the sites that a person sees, as they are said now."""
    rows = Site.objects.filter(superseded_at=None)
    return rows if actor is SYSTEM else rows.filter(visible(registers()[SITES], actor))


def sites_of(scheme: int, actor: Actor) -> QuerySet[Site]:
    """Return the sites of a scheme that a person sees: those that stand first, oldest first."""
    rows = sites_seen_by(actor).filter(scheme_id=scheme)
    return rows.order_by("until", "since", "id")


def groups_of(scheme: int) -> dict[int, int | None]:
    """Return how many groups the sites of a scheme that stand have, as they were last counted. Two queries."""
    rows = Site.objects.filter(scheme_id=scheme, superseded_at=None, until=None)
    found: dict[int, int | None] = dict(rows.values_list("record_id", "groups"))
    anew = Step.objects.filter(record_id__in=rows.values("record_id"), code="counted", superseded_at=None)
    for record_id, data in anew.order_by("on", "id").values_list("record_id", "data"):
        if "groups" in data:
            found[record_id] = int(data["groups"])
    return found


def amounts_of_sites(scheme: int, today: date) -> dict[int, dict[str, list[Amount]]]:
    """Return what the sites of a scheme count: stocks as they stand today, flows of all years. One query."""
    records = Site.objects.filter(scheme_id=scheme, superseded_at=None).values("record_id")
    rows = Tally.objects.filter(record_id__in=records, superseded_at=None, since__lte=today).exclude(until__lte=today)
    found: dict[int, dict[str, list[Amount]]] = {}
    for row in rows.order_by("indicator", "id"):
        amount = Amount(Said(row.said), row.amount, row.denominator, Bound(row.bound), row.words)
        found.setdefault(row.record_id, {}).setdefault(row.indicator, []).append(amount)
    return found


def copies_of(scheme: int, actor: Actor) -> list[Scheme]:
    """Return the schemes that were copied from one, as far as a person sees them."""
    rows = schemes_seen_by(actor).filter(copied_from_id=scheme)
    return list(rows.select_related("record").order_by("since", "id"))


def reviews_of(scheme: int) -> list[Step]:
    """Return the yearly reviews of a scheme, newest first."""
    return list(Step.objects.filter(record_id=scheme, code="reviewed", superseded_at=None).order_by("-on", "-id"))


def spans_of_sites(scheme: int) -> list[tuple[date, date | None]]:
    """Return from when until when the sites of a scheme stand."""
    return list(Site.objects.filter(scheme_id=scheme, superseded_at=None).values_list("since", "until"))


def schemes_at(actor: Actor, scopes: tuple[str, ...]) -> QuerySet[Scheme]:
    """Return the schemes of a place and what became part of it, and those that have a site there; oldest first."""
    here = under_any("place_path", scopes)
    sited = Site.objects.filter(here, superseded_at=None).values("scheme_id")
    rows = schemes_seen_by(actor).filter(here | Q(record_id__in=sited))
    return rows.select_related("record").order_by("since", "id")


def sites_by_kind(actor: Actor, place_path: str) -> list[Mapping[str, object]]:
    """Return how many sites stand by the kind of their scheme, with members and groups as they were first written."""
    rows = sites_seen_by(actor).filter(until=None)
    if place_path:
        rows = rows.filter(place_path__under=place_path)
    scheme = Scheme.objects.filter(record_id=OuterRef("scheme_id"), superseded_at=None)
    members = Tally.objects.filter(
        record_id=OuterRef("record_id"), indicator="model_members", superseded_at=None, until=None
    )
    rows = rows.annotate(
        of_kind=Subquery(scheme.values("kind")[:1]),
        called=Subquery(scheme.values("kind_name")[:1]),
        members=Subquery(members.values("amount")[:1], output_field=ExactField()),
    )
    grouped = rows.order_by().values("of_kind", "called")
    return list(
        grouped.annotate(sites=Count("pk"), people=Sum("members", output_field=ExactField()), teams=Sum("groups"))
    )


_GROUPS = Cast(KeyTextTransform("groups", "data"), IntegerField())


def regrouped(actor: Actor, place_path: str) -> list[tuple[str, str, int]]:
    """Return by kind how far counts after the first changed the number of groups: (kind, its own name, change)."""
    rows = sites_seen_by(actor).filter(until=None)
    if place_path:
        rows = rows.filter(place_path__under=place_path)
    scheme = Scheme.objects.filter(record_id=OuterRef("scheme_id"), superseded_at=None)
    last = Step.objects.filter(
        record_id=OuterRef("record_id"), code="counted", superseded_at=None, data__has_key="groups"
    )
    rows = rows.annotate(
        of_kind=Subquery(scheme.values("kind")[:1]),
        called=Subquery(scheme.values("kind_name")[:1]),
        anew=Subquery(last.order_by("-on", "-id").annotate(said=_GROUPS).values("said")[:1]),
    ).filter(anew__isnull=False)
    listed = rows.order_by().values_list("of_kind", "called", "groups", "anew")
    return [(kind or "", called or "", anew - (groups or 0)) for kind, called, groups, anew in listed]
