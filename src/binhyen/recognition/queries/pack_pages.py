"""Reads for the pages of packs: those in use and those that wait, versions, drafts of a province, separate results."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.places.models import Place
from binhyen.recognition.models import Dossier, OtherResult, PackVersion
from binhyen.recognition.queries.packs import pack_of
from binhyen.recognition.queries.rounds import rounds_seen_by
from binhyen.recognition.queries.standing import subject_of, visible_to
from binhyen.recognition.rules.amendments import PackChange, diff
from binhyen.recognition.rules.lifecycle import PackState, State
from binhyen.recognition.rules.model import Pack
from binhyen.recognition.rules.rights import TABLE, Ability, Relation, abilities
from binhyen.recognition.rules.shelf import RECOGNITION, shipped


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A pack of the shelf: the law's version in use, the provinces' versions, or why it is not in use."""

    pack: Pack
    versions: Sequence[PackVersion]
    separate: bool


def _visible(actor: Actor) -> Q:
    """The law's versions are everybody's; a province's are of those who work in it."""
    provinces = rounds_seen_by(actor).order_by().values("province_id")
    return Q(province__isnull=True) | Q(province_id__in=provinces) | Q(province_id=actor.place_id)


def shelf_seen_by(actor: Actor) -> list[ShelfRow]:
    """Return all packs with their versions that the person sees: one query."""
    rows = PackVersion.objects.filter(_visible(actor)).defer("content").order_by("-valid_from", "-id")
    versions: dict[str, list[PackVersion]] = {}
    for row in rows:
        versions.setdefault(row.code, []).append(row)
    return [ShelfRow(pack, versions.get(code, []), code not in RECOGNITION) for code, pack in shipped().items()]


def pack_seen_by(actor: Actor, pk: int) -> PackVersion:
    """Return a version; 404 for another province's."""
    found = PackVersion.objects.select_related("based_on").filter(_visible(actor), pk=pk).first()
    if found is None:
        raise Http404
    return found


def changes_of(version: PackVersion) -> tuple[PackChange, ...]:
    """List what a version changed in the one it is based on."""
    return diff(pack_of(version.based_on), pack_of(version)) if version.based_on else ()


def province_of(actor: Actor) -> Place | None:
    """Return the province whose packs this post may edit: its own place; None for every other post."""
    if Ability.EDIT_PACK not in TABLE.get((actor.role, Relation.BELOW), ()):
        return None
    return Place.objects.filter(pk=actor.place_id).first()


def other_results_seen_by(actor: Actor, year: int | None = None) -> QuerySet[OtherResult]:
    """Return the separate results of the units that a person sees, newest first."""
    units = Dossier.objects.filter(visible_to(actor)).values("unit_id")
    rows = OtherResult.objects.filter(Q(unit_id__in=units) | under_any("place_path", _covered(actor)))
    rows = rows.filter(year=year) if year else rows
    return rows.select_related("unit", "pack", "basis").defer("pack__content", "basis__content").order_by("-year", "pk")


def _covered(actor: Actor) -> tuple[str, ...]:
    return actor.scopes if Ability.SEE in TABLE.get((actor.role, Relation.BELOW), ()) else ()


def separate_packs() -> list[PackVersion]:
    """Return the versions in use of separate results."""
    rows = PackVersion.objects.filter(state=PackState.ACTIVE).exclude(code__in=RECOGNITION)
    return list(rows.order_by("code", "-valid_from"))


def separate_packs_for(actor: Actor, dossier: Dossier) -> list[PackVersion]:
    """Return the separate results that a person may record for a decided dossier: packs in use that know its kind."""
    if dossier.state != State.DECIDED or Ability.RECORD_RESULT not in abilities(actor, subject_of(dossier)):
        return []
    return [one for one in separate_packs() if pack_of(one).kind(dossier.kind)]


def disabled_packs() -> list[Pack]:
    """Return the shipped packs that are not in use, each with its reason."""
    return [pack for pack in shipped().values() if not pack.enabled]
