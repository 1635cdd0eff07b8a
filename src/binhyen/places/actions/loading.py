"""Writes the country's history, and only what of it is not there yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import child_path
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.actions.following import move_areas
from binhyen.places.models import Lineage, LoadedLayer, Place, PlaceVersion
from binhyen.places.permissions import may_load_places
from binhyen.places.rules.chronicle import Chronicle, VersionSeed
from binhyen.places.rules.kinds import Tier, full_name
from binhyen.places.rules.packs import packages
from binhyen.places.rules.slugs import slug_of

Watch = Callable[[int, int], None]
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much a load wrote; all zero when everything was there."""

    places: int = 0
    versions: int = 0
    lineage: int = 0


def _unwatched(_done: int, _total: int) -> None:
    """Nobody looks at the progress."""


@transaction.atomic
def load_places(told: Chronicle, *, by: Actor, at: datetime, watch: Watch = _unwatched) -> Loaded:
    """Write what `told` says. Loading the same twice writes nothing; a newer telling adds and closes versions.

    Forbidden to everybody but the system.
    """
    may_load_places(by).require()
    lock("places.load")
    digest = told.digest()
    if LoadedLayer.objects.filter(content_hash=digest).exists():
        return Loaded()
    seeds = sorted(told.close(), key=lambda seed: (len(seed.path), seed.key, seed.valid_from))
    ids = _known_ids()
    places = _add_places(told, seeds, ids)
    closed = _close_versions(seeds, ids)
    versions = _add_versions(seeds, ids, watch)
    lineage = _add_lineage(told, ids)
    move_areas(closed)
    _note_layers(digest, at)
    data = {"places": places, "versions": versions, "lineage": lineage, "hash": digest}
    record(Deed("places.load", "layer", 0, "", data), by=by, at=at)
    return Loaded(places, versions, lineage)


def _known_ids() -> dict[str, int]:
    """Return the ids of places already there by the key that the telling gives them: first code and first day."""
    first = PlaceVersion.objects.exclude(place__tier=Tier.AREA).order_by("place_id", "valid_from")
    ids: dict[int, str] = {}
    for place_id, code, begun in first.values_list("place_id", "code", "valid_from"):
        ids.setdefault(place_id, f"{code}@{begun.isoformat()}")
    return {key: place_id for place_id, key in ids.items()}


def _add_places(told: Chronicle, seeds: Sequence[VersionSeed], ids: dict[str, int]) -> int:
    names = {seed.key: seed.row.name for seed in seeds}
    new = [key for key in dict.fromkeys(seed.key for seed in seeds) if key not in ids]
    made = Place.objects.bulk_create(
        [Place(tier=told.tiers[key], slug=slug_of(told.tiers[key], names[key])) for key in new], batch_size=_BATCH
    )
    ids.update({key: place.pk for key, place in zip(new, made, strict=True)})
    return len(new)


def _close_versions(seeds: Sequence[VersionSeed], ids: Mapping[str, int]) -> list[int]:
    """End versions that the telling now knows the end of, and return their places."""
    rows = PlaceVersion.objects.filter(valid_to=None).exclude(place__tier=Tier.AREA)
    still_open = set(rows.values_list("place_id", "valid_from"))
    ended = [seed for seed in seeds if seed.valid_to and (ids[seed.key], seed.valid_from) in still_open]
    for seed in ended:
        PlaceVersion.objects.filter(place_id=ids[seed.key], valid_from=seed.valid_from).update(valid_to=seed.valid_to)
    return [ids[seed.key] for seed in ended]


def _add_versions(seeds: Sequence[VersionSeed], ids: Mapping[str, int], watch: Watch) -> int:
    there = set(PlaceVersion.objects.values_list("place_id", "valid_from"))
    new = [seed for seed in seeds if (ids[seed.key], seed.valid_from) not in there]
    for start in range(0, len(new), _BATCH):
        batch = [_version(seed, ids) for seed in new[start : start + _BATCH]]
        PlaceVersion.objects.bulk_create(batch, batch_size=_BATCH)
        watch(start + len(batch), len(new))
    return len(new)


def _version(seed: VersionSeed, ids: Mapping[str, int]) -> PlaceVersion:
    path = ""
    for key in seed.path:
        path = child_path(path, ids[key])
    whole = full_name(seed.row.kind, seed.row.name)
    return PlaceVersion(
        place_id=ids[seed.key],
        valid_from=seed.valid_from,
        valid_to=seed.valid_to,
        code=seed.row.code,
        name=seed.row.name,
        kind=seed.row.kind,
        parent_id=ids[seed.path[-2]] if len(seed.path) > 1 else None,
        path=path,
        fold=fold(whole),
        sort_key=sort_key(seed.row.name),
        instrument=seed.row.instrument,
        inferred=seed.inferred,
        source=seed.source,
    )


def _add_lineage(told: Chronicle, ids: Mapping[str, int]) -> int:
    there = set(Lineage.objects.values_list("from_place_id", "to_place_id", "on"))
    new = [seed for seed in told.lineage if (ids[seed.old], ids[seed.new], seed.on) not in there]
    Lineage.objects.bulk_create(
        (
            Lineage(
                from_place_id=ids[seed.old],
                to_place_id=ids[seed.new],
                on=seed.on,
                share=seed.share,
                instrument=seed.instrument,
                inferred=seed.inferred,
            )
            for seed in new
        ),
        batch_size=_BATCH,
    )
    return len(new)


def _note_layers(digest: str, at: datetime) -> None:
    for package in packages():
        LoadedLayer.objects.update_or_create(
            name=package.layer,
            defaults={
                "package": package.name,
                "version": package.version,
                "as_of": package.as_of,
                "content_hash": digest,
                "loaded_at": at,
            },
        )
