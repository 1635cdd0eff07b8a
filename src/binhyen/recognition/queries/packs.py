"""Reads of rule packs: the stored version as typed rules, and which versions are in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from binhyen.recognition.models import Dossier, PackVersion
from binhyen.recognition.rules.amendments import PackChange, diff
from binhyen.recognition.rules.assessing import Frame
from binhyen.recognition.rules.lifecycle import AWAITING_DECISION, EDITABLE, UNREGISTERED, PackState
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.opening import choose
from binhyen.recognition.rules.plain import content_hash, pack_from_data
from binhyen.recognition.rules.settings import RoundSettings, from_plain

_KEPT = 64
_built: dict[str, Pack] = {}


def pack_of(version: PackVersion) -> Pack:
    """Return a stored version as typed rules. Built once a process: what is in use never changes."""
    found = _built.get(version.content_hash)
    if found is None:
        if len(_built) >= _KEPT:
            _built.clear()
        found = _built[version.content_hash] = pack_from_data(version.content)
    return found


def frame_of(dossier: Dossier) -> Frame:
    """Return by what a dossier is measured. Needs `round` and `pack` loaded; asks nothing of the database else."""
    return Frame(pack_of(dossier.pack), dossier.kind, dossier.round.year, settings_of(dossier).engine)


def settings_of(dossier: Dossier) -> RoundSettings:
    """Return the settings of a dossier's round."""
    return from_plain(dossier.round.settings)


def packs_in_use(province_id: int) -> list[PackVersion]:
    """Return the active versions that hold in a province: its own where it has one, else the law's."""
    rows = PackVersion.objects.filter(
        Q(province__isnull=True) | Q(province_id=province_id), state=PackState.ACTIVE
    ).order_by("valid_from", "id")
    return list(rows)


def version_for(versions: list[PackVersion], kind: str, year: int, on: date) -> PackVersion | None:
    """Return the version that a kind of unit is measured by in a year: a province's own goes before the law's."""
    chosen = choose([pack_of(version) for version in versions], kind, year, on)
    if chosen is None:
        return None
    same = [version for version in versions if version.code == chosen.code and version.valid_from <= on]
    return max(
        same, key=lambda version: (version.province_id is not None, version.valid_from, version.pk), default=None
    )


def versions_of(code: str) -> QuerySet[PackVersion]:
    """Return all versions of a pack, newest first: old ones stay readable for ever."""
    return PackVersion.objects.filter(code=code).order_by("-valid_from", "-id")


@dataclass(frozen=True, slots=True)
class Effect:
    """What putting a draft in use would do: changed criteria, and the dossiers that would move, by kind and verdict."""

    changes: tuple[PackChange, ...]
    dossiers: Mapping[tuple[str, str], int]
    submitted: int
    """Dossiers that were submitted and keep their version."""


def dossiers_to_move(version: PackVersion) -> QuerySet[Dossier]:
    """Return the dossiers of a province that are still with their units, on other versions of the same pack."""
    rows = Dossier.objects.filter(round__province_id=version.province_id, pack__code=version.code)
    return rows.filter(state__in=(*UNREGISTERED, *EDITABLE)).exclude(pack=version)


def effect_of(version: PackVersion) -> Effect:
    """Preview a draft's effect on running dossiers: two queries, nothing written."""
    base = version.based_on
    moving = dossiers_to_move(version)
    if base is None:
        return Effect((), {}, 0)
    changes = diff(pack_of(base), pack_of(version))
    touched = {kind for change in changes for one in (change.before, change.after) if one for kind in one.kinds}
    rows = moving.filter(kind__in=touched).values("kind", "verdict").annotate(found=Count("id")).order_by()
    running = Dossier.objects.filter(round__province_id=version.province_id, pack__code=version.code)
    kept = running.filter(kind__in=touched, state__in=AWAITING_DECISION).count()
    return Effect(changes, {(row["kind"], row["verdict"]): row["found"] for row in rows}, kept)


def edited_packs(shipped: Mapping[str, Pack]) -> list[PackVersion]:
    """Return the law's versions in use whose shelf content is no longer what they were put in use with."""
    rows = PackVersion.objects.filter(province__isnull=True).defer("content")
    same = [(row, shipped[row.code]) for row in rows if row.code in shipped]
    return [row for row, pack in same if pack.version == row.version and content_hash(pack) != row.content_hash]
