"""Reads of rule packs: the stored version as typed rules, and which versions are in use."""

from datetime import date

from django.db.models import Q, QuerySet

from binhyen.recognition.models import Dossier, PackVersion
from binhyen.recognition.rules.assessing import Frame
from binhyen.recognition.rules.lifecycle import PackState
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.opening import choose
from binhyen.recognition.rules.plain import pack_from_data
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
