"""Kinds compared: schemes, sites, groups and members in four columns that are never added to one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import sort_key
from binhyen.schemes.components.gallery import kind_name
from binhyen.schemes.queries.gallery import standing_schemes
from binhyen.schemes.queries.schemes import regrouped, sites_by_kind
from binhyen.schemes.rules.kinds import OTHER, type_of


@dataclass(slots=True)
class KindRow:
    """One kind: what it is called, and its four numbers."""

    name: str
    kind: str
    schemes: int = 0
    sites: int = 0
    groups: int = 0
    members: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds that stand, most schemes first; each column has its own sum."""

    rows: Sequence[KindRow]
    total: KindRow = field(default_factory=lambda: KindRow("", ""))


def kinds_at(actor: Actor, place_path: str) -> Kinds:
    """Compare the kinds of schemes that stand in a place, three queries."""
    found: dict[str, KindRow] = {}
    standing = standing_schemes(actor)
    if place_path:
        standing = standing.filter(place_path__under=place_path)
    for kind, own, number in standing.order_by().values_list("kind", "kind_name").annotate(Count("id")):
        _row(found, kind, own).schemes += number
    for row in sites_by_kind(actor, place_path):
        _add(_row(found, str(row["of_kind"] or ""), str(row["called"] or "")), row)
    for kind, own, change in regrouped(actor, place_path):
        _row(found, kind, own).groups += change
    rows = sorted(found.values(), key=lambda row: (-row.schemes, -row.sites, sort_key(row.name)))
    return Kinds(_shared(rows), _total(rows))


def _row(found: dict[str, KindRow], kind: str, own: str) -> KindRow:
    return found.setdefault(type_of(kind, own), KindRow(kind_name(kind, own), kind if kind != OTHER else ""))


def _add(row: KindRow, said: Mapping[str, object]) -> None:
    row.sites += int(str(said["sites"] or 0))
    row.groups += int(str(said["teams"] or 0))
    row.members += int(float(str(said["people"] or 0)))


def _shared(rows: Sequence[KindRow]) -> Sequence[KindRow]:
    most = max((row.schemes for row in rows), default=0)
    for row in rows:
        row.share = 100 * row.schemes // most if most else 0
    return rows


def _total(rows: Sequence[KindRow]) -> KindRow:
    columns = ("schemes", "sites", "groups", "members")
    return KindRow("", "", **{name: sum(getattr(row, name) for row in rows) for name in columns})
