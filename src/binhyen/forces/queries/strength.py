"""How strong the forces are, place by place, against what the province fixed: from the ledger, on any day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from binhyen.database.lookups import under_any
from binhyen.forces.models import ForceQuota
from binhyen.forces.rules.kinds import GRASSROOTS, Kind
from binhyen.kernel.trees import ancestors, depth_of, is_under, node_of
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, label_of, lineage_of, scopes_of
from binhyen.registers.models import Tally

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Strength:
    """One place's groups and members, and what is fixed for it (None: nothing is known to be)."""

    place_id: int
    path: str
    name: str
    groups: Decimal = _NONE
    members: Decimal = _NONE
    quota_groups: int | None = None
    quota_members: int | None = None

    @property
    def lacking(self) -> int | None:
        """How many members are missing to the quota; less than nothing where there are more."""
        return None if self.quota_members is None else self.quota_members - int(self.members)


@dataclass(frozen=True, slots=True)
class Strengths:
    """The places right below one, what is written down at the place itself, and all of it together."""

    rows: Sequence[Strength]
    own: Strength | None
    total: Strength


def strength(top: PlaceVersion, kind: Kind, day: date) -> Strengths:
    """Return how strong a place and those right below it are on a day, in Vietnamese order.

    The ledger is asked once, grouped. What was written under an earlier map stands with the place that the old one
    wholly became; what cannot be told stands with the place itself.
    """
    children = list(children_of(top.place_id, day))
    sums = _sums(scopes_of(top.place_id, day), kind, day)
    below = _below(sums, top, {one.place_id for one in children}, day)
    fixed = _quotas(top, day) if kind.code == GRASSROOTS else {}
    rows = [_with_quota(_row(one, kind, below), fixed) for one in children]
    own = _row(top, kind, below)
    listed = [own, *rows]
    total = replace(
        own, groups=sum((one.groups for one in listed), _NONE), members=sum((one.members for one in listed), _NONE)
    )
    return Strengths(rows, own if own.groups or own.members else None, _with_quota(total, fixed))


Sums = Mapping[tuple[str, str], Decimal]
"""By path and indicator."""


def _sums(scopes: tuple[str, ...], kind: Kind, day: date) -> Sums:
    lasting = Q(until__isnull=True) | Q(until__gt=day)
    rows = Tally.objects.filter(lasting, under_any("place_path", scopes), superseded_at__isnull=True, since__lte=day)
    asked = rows.filter(indicator__in=[code for _, code in kind.counted])
    listed = asked.order_by().values("place_path", "indicator").annotate(total=Sum("amount"))
    return {(row["place_path"], row["indicator"]): row["total"] or _NONE for row in listed}


def _below(sums: Sums, top: PlaceVersion, children: set[int], day: date) -> dict[tuple[int, str], Decimal]:
    """Add up by the child of `top` in which each path lies today."""
    at = _today({path for path, _ in sums}, top, children, day)
    found: dict[tuple[int, str], Decimal] = {}
    for (path, code), total in sums.items():
        key = (at[path], code)
        found[key] = found.get(key, _NONE) + total
    return found


def _today(paths: set[str], top: PlaceVersion, children: set[int], day: date) -> dict[str, int]:
    found = {path: _child(path, top) for path in paths}
    lost = {path for path, node in found.items() if node not in children and node != top.place_id}
    became = _became({node_of(up) for path in lost for up in ancestors(path)}, day) if lost else {}
    for path in lost:
        nodes = [became.get(node_of(up), 0) for up in ancestors(path)]
        found[path] = next((node for node in nodes if node in children), top.place_id)
    return found


def _child(path: str, top: PlaceVersion) -> int:
    """Return the node right below `top` on a path; 0 where the path lies elsewhere."""
    if not is_under(path, top.path):
        return 0
    nodes, depth = ancestors(path), depth_of(top.path)
    return node_of(nodes[depth]) if len(nodes) > depth else top.place_id


def _became(nodes: Iterable[int], day: date) -> dict[int, int]:
    """Return what places wholly became by a day."""
    steps = {step.old: step.new for step in lineage_of(nodes) if step.share == 1 and step.on <= day}
    found = {}
    for old in steps:
        node, seen = old, {old}
        while node in steps and steps[node] not in seen:
            node = steps[node]
            seen.add(node)
        found[old] = node
    return found


def _quotas(top: PlaceVersion, day: date) -> dict[int, ForceQuota]:
    """Return the quota of each commune that holds on a day."""
    rows = ForceQuota.objects.filter(place_path__under=top.path, superseded_at__isnull=True, since__lte=day)
    return {row.place_id: row for row in rows.order_by("since", "id")}


def _row(place: PlaceVersion, kind: Kind, below: Mapping[tuple[int, str], Decimal]) -> Strength:
    groups, members = (below.get((place.place_id, code), _NONE) for code in (kind.groups, kind.members))
    return Strength(place.place_id, place.path, label_of(place), groups, members)


def _with_quota(row: Strength, fixed: Mapping[int, ForceQuota]) -> Strength:
    """Say what is fixed for the communes of a row."""
    here = [one for one in fixed.values() if is_under(one.place_path, row.path)]
    if not here:
        return row
    teams, members = sum(one.teams or 0 for one in here), sum(one.members or 0 for one in here)
    return replace(row, quota_groups=teams, quota_members=members)
