"""Founding, merging, splitting, renaming and dissolving residential areas, each by a decision that is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import child_path
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.permissions import may_edit_areas
from binhyen.places.queries import areas_under, history_of, lineage_of, stays_of, used_codes, version_on
from binhyen.places.rules import areas as law
from binhyen.places.rules.areas import AreaDraft, AreaPart
from binhyen.places.rules.codes import next_codes
from binhyen.places.rules.following import FOLLOWS, Stay, follow
from binhyen.places.rules.kinds import Tier, full_name

_DECIDED = "quyết định về khu dân cư"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """What every change of areas rests on: a day, and the decision that is in force from it."""

    on: date
    instrument: str


@transaction.atomic
def found_areas(
    *, commune_id: int, drafts: Sequence[AreaDraft], ground: Ground, by: Actor, at: datetime
) -> list[PlaceVersion]:
    """Found residential areas in a commune, and return what they are on their first day.

    Refused without a decision, in a place that is no commune or not there that day, for a kind that is none, for a
    name another area of the commune has, and for a code that was ever used. Forbidden outside the actor's places.
    """
    commune = _commune(commune_id, ground, by)
    law.names_are_free(drafts, _names(commune, ground.on)).require()
    founded = _found(commune, drafts, ground)
    _record("places.area.found", founded, ground, by, at)
    return founded


def found_area(*, commune_id: int, draft: AreaDraft, ground: Ground, by: Actor, at: datetime) -> PlaceVersion:
    """Found one residential area; refused as `found_areas` is."""
    return found_areas(commune_id=commune_id, drafts=[draft], ground=ground, by=by, at=at)[0]


@transaction.atomic
def merge_areas(*, area_ids: Sequence[int], into: AreaDraft, ground: Ground, by: Actor, at: datetime) -> PlaceVersion:
    """Merge areas of one commune into a new one; all of them end the day before.

    Refused for fewer than two, for areas of different communes, before an area's founding or after its end, and as
    `found_areas` is.
    """
    olds = [_area(area_id, ground, by) for area_id in dict.fromkeys(area_ids)]
    law.enough(olds).require()
    law.one_commune([old.parent_id for old in olds]).require()
    commune = _commune(_parent(olds[0]), ground, by)
    taken = _names(commune, ground.on) - {old.fold for old in olds}
    law.names_are_free([into], taken).require()
    for old in olds:
        _end(old, ground.on)
    founded = _found(commune, [into], ground)
    _link([(old, founded[0], Decimal(1)) for old in olds], ground)
    _record("places.area.merge", [*olds, *founded], ground, by, at)
    return founded[0]


@transaction.atomic
def split_area(
    *, area_id: int, parts: Sequence[AreaPart], ground: Ground, by: Actor, at: datetime
) -> list[PlaceVersion]:
    """Split an area into new ones; a part's share is given or is not known, never guessed.

    Refused for fewer than two parts, for shares that are known but do not make a whole, and as `merge_areas` is.
    """
    old = _area(area_id, ground, by)
    law.enough(parts).require()
    law.shares_make_a_whole(parts).require()
    commune = _commune(_parent(old), ground, by)
    drafts = [part.draft for part in parts]
    law.names_are_free(drafts, _names(commune, ground.on) - {old.fold}).require()
    _end(old, ground.on)
    founded = _found(commune, drafts, ground)
    _link([(old, new, part.share) for new, part in zip(founded, parts, strict=True)], ground)
    _record("places.area.split", [old, *founded], ground, by, at)
    return founded


@transaction.atomic
def rename_area(*, area_id: int, draft: AreaDraft, ground: Ground, by: Actor, at: datetime) -> PlaceVersion:
    """Give an area another name or kind; it stays itself and keeps its code.

    Refused before its founding, after its end, for a name that another area has, and without a decision.
    """
    old = _area(area_id, ground, by)
    commune = _commune(_parent(old), ground, by)
    law.names_are_free([draft], _names(commune, ground.on) - {old.fold}).require()
    stays = _stays(_parent(old), ground.on)
    _end(old, ground.on)
    new = _versions(old.place, draft, old.code, stays, ground)
    PlaceVersion.objects.bulk_create(new)
    _record("places.area.rename", new[:1], ground, by, at)
    return new[0]


@transaction.atomic
def dissolve_area(*, area_id: int, ground: Ground, by: Actor, at: datetime) -> None:
    """End an area without a successor; its code stays closed. Refused as `rename_area` is."""
    old = _area(area_id, ground, by)
    _commune(_parent(old), ground, by)
    _end(old, ground.on)
    _record("places.area.dissolve", [old], ground, by, at)


@transaction.atomic
def settle_area(*, area_id: int, commune_id: int, ground: Ground, by: Actor, at: datetime) -> PlaceVersion:
    """Say in which commune an area lies since its own was split; it stays itself, under a new code.

    Refused while the area still is, in a commune that did not take in a part of its old one, and without a decision.
    """
    last = history_of(area_id)[-1]
    commune = _commune(commune_id, ground, by)
    law.is_area([last.place.tier]).require()
    law.has_lost_its_commune(last.valid_to, ground.on).require()
    law.is_heir(commune_id, {step.new for step in lineage_of([_parent(last)]) if step.on == last.valid_to}).require()
    draft = law.draft_of(last.name, last.kind, last.households)
    law.names_are_free([draft], _names(commune, ground.on)).require()
    code = next_codes(commune.code, used_codes(commune.code))[0]
    new = _versions(last.place, draft, code, _stays(commune_id, ground.on), ground)
    PlaceVersion.objects.bulk_create(new)
    _record("places.area.settle", new[:1], ground, by, at)
    return new[0]


def _commune(commune_id: int, ground: Ground, by: Actor) -> PlaceVersion:
    """Permission, lock and the rules on every ground; return the commune as it was that day."""
    commune = version_on(commune_id, ground.on)
    may_edit_areas(by, commune.path).require()
    lock(f"places.areas.{commune_id}")
    law.has_instrument(ground.instrument).require()
    law.is_commune(commune.place.tier).require()
    return commune


def _area(area_id: int, ground: Ground, by: Actor) -> PlaceVersion:
    """Return what an area was the day before it changes. Refused when it was not there, or changed later."""
    versions = history_of(area_id)
    law.is_area([version.place.tier for version in versions]).require()
    holding = [one for one in versions if one.valid_to is None or one.valid_to >= ground.on]
    may_edit_areas(by, (holding or versions[-1:])[0].path).require()
    law.between(versions[0].valid_from, versions[-1].valid_to, ground.on).require()
    law.nothing_later([one.valid_from for one in versions if one.source != FOLLOWS], ground.on).require()
    return holding[0]


def _parent(area: PlaceVersion) -> int:
    return area.parent_id or 0


def _names(commune: PlaceVersion, on: date) -> set[str]:
    return set(areas_under(commune.path, on).values_list("fold", flat=True))


def _stays(commune_id: int, on: date) -> tuple[Stay, ...]:
    return follow(commune_id, on, *stays_of(commune_id))


def _found(commune: PlaceVersion, drafts: Sequence[AreaDraft], ground: Ground) -> list[PlaceVersion]:
    used = used_codes(commune.code)
    law.codes_are_new(drafts, commune.code, used).require()
    given = [draft.code for draft in drafts if draft.code]
    fresh = iter(next_codes(commune.code, [*used, *given], len(drafts)))
    stays = _stays(commune.place_id, ground.on)
    places = Place.objects.bulk_create([Place(tier=Tier.AREA) for _ in drafts], batch_size=_BATCH)
    rows = [
        _versions(place, draft, draft.code or next(fresh), stays, ground)
        for place, draft in zip(places, drafts, strict=True)
    ]
    PlaceVersion.objects.bulk_create([one for versions in rows for one in versions], batch_size=_BATCH)
    return [versions[0] for versions in rows]


def _versions(place: Place, draft: AreaDraft, code: str, stays: Sequence[Stay], ground: Ground) -> list[PlaceVersion]:
    """Return an area's versions from its first day on, through all that its commune becomes."""
    whole = full_name(draft.kind, draft.name)
    return [
        PlaceVersion(
            place=place,
            valid_from=stay.valid_from,
            valid_to=stay.valid_to,
            code=code,
            name=draft.name,
            kind=draft.kind,
            parent_id=stay.commune,
            path=child_path(stay.path, place.pk),
            fold=fold(whole),
            sort_key=sort_key(draft.name),
            instrument=ground.instrument if stay is stays[0] else "",
            source=_DECIDED if stay is stays[0] else FOLLOWS,
            households=draft.households,
        )
        for stay in stays
    ]


def _end(area: PlaceVersion, on: date) -> None:
    """Close an area's version the day before `on`; what was foreseen after it is taken back."""
    PlaceVersion.objects.filter(place_id=area.place_id, valid_from__gt=area.valid_from).delete()
    area.valid_to = on
    area.save(update_fields=["valid_to"])


def _link(steps: Sequence[tuple[PlaceVersion, PlaceVersion, Decimal | None]], ground: Ground) -> None:
    Lineage.objects.bulk_create(
        Lineage(
            from_place_id=old.place_id,
            to_place_id=new.place_id,
            on=ground.on,
            share=share,
            instrument=ground.instrument,
        )
        for old, new, share in steps
    )


def _record(action: str, areas: Sequence[PlaceVersion], ground: Ground, by: Actor, at: datetime) -> None:
    record_all(
        (
            Deed(action, "place", area.place_id, area.path, {"code": area.code, "on": ground.on.isoformat()})
            for area in areas
        ),
        by=by,
        at=at,
    )
