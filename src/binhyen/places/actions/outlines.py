"""Takes boundaries in: one layer a tier and day, in place of the one that was there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, refuse
from binhyen.places.models import Outline, OutlineLayer
from binhyen.places.permissions import may_load_places
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.outlines import STEPS, TOLERANCE, Ring, read_features, simplify

_BATCH = 500


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """What is brought in: the parsed file, of which tier and day, whose it is, which property holds the codes."""

    data: object
    tier: Tier
    as_of: date
    source: str
    licence: str
    code_property: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many places were given an outline, of how many points, and what is worth knowing of the file."""

    layer: OutlineLayer
    places: int
    points: int
    findings: tuple[Finding, ...]


@transaction.atomic
def import_outlines(given: OutlineFile, *, by: Actor, at: datetime) -> Imported:
    """Take a file's boundaries in, whole or not at all; the layer of the same tier and day is replaced.

    Forbidden to everybody but the system. Refused with what is wrong with each feature.
    """
    may_load_places(by).require()
    lock("places.outlines")
    codes = dict(versions_in_force(given.as_of).filter(place__tier=given.tier).values_list("code", "place_id"))
    read = read_features(given.data, codes, given.code_property)
    refuse(read.refused)
    simple = simplify(read.rings, TOLERANCE[given.tier])
    OutlineLayer.objects.filter(tier=given.tier, as_of=given.as_of).delete()
    layer = OutlineLayer.objects.create(
        tier=given.tier,
        as_of=given.as_of,
        source=given.source,
        licence=given.licence,
        content_hash=_digest(simple),
        imported_at=at,
    )
    rows = [Outline(layer=layer, place_id=codes[code], rings=_degrees(rings)) for code, rings in simple.items()]
    Outline.objects.bulk_create(rows, batch_size=_BATCH)
    points = sum(len(ring) for rings in simple.values() for ring in rings)
    data = {"tier": given.tier.value, "as_of": given.as_of.isoformat(), "places": len(rows), "hash": layer.content_hash}
    record(Deed("places.import_outlines", "outline_layer", layer.pk, "", data), by=by, at=at)
    return Imported(layer, len(rows), points, read.findings)


def _digest(rings: Mapping[str, tuple[Ring, ...]]) -> str:
    return hashlib.sha256(json.dumps(rings, sort_keys=True).encode()).hexdigest()


def _degrees(rings: tuple[Ring, ...]) -> list[list[list[float]]]:
    return [[[x / STEPS, y / STEPS] for x, y in ring] for ring in rings]
