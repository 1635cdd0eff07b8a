"""Moves residential areas along when a newer map ends the communes that they lie in."""

from collections.abc import Iterable

from binhyen.kernel.trees import child_path
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import stays_of
from binhyen.places.rules.following import FOLLOWS, Stay, follow
from binhyen.places.rules.kinds import Tier


def move_areas(commune_ids: Iterable[int]) -> None:
    """Let the areas of changed communes follow them, within the transaction of whoever changed the communes.

    Areas of a commune that was split end with it: `settle_area` says where they lie then.
    """
    for commune_id in dict.fromkeys(commune_ids):
        areas = list(PlaceVersion.objects.filter(parent=commune_id, place__tier=Tier.AREA, valid_to=None))
        if not areas:
            continue
        stays = stays_of(commune_id)
        for area in areas:
            _move(area, follow(commune_id, area.valid_from, *stays))


def _move(area: PlaceVersion, stays: tuple[Stay, ...]) -> None:
    first, *later = stays
    if first.valid_to is not None:
        area.valid_to = first.valid_to
        area.save(update_fields=["valid_to"])
    PlaceVersion.objects.bulk_create(_followed(area, stay) for stay in later)


def _followed(area: PlaceVersion, stay: Stay) -> PlaceVersion:
    return PlaceVersion(
        place_id=area.place_id,
        valid_from=stay.valid_from,
        valid_to=stay.valid_to,
        code=area.code,
        name=area.name,
        kind=area.kind,
        parent_id=stay.commune,
        path=child_path(stay.path, area.place_id),
        fold=area.fold,
        sort_key=area.sort_key,
        source=FOLLOWS,
        households=area.households,
    )
