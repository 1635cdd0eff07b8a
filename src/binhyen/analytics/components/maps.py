"""A map of places that something is told of, drawn as well as their day allows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.boards.maps import Ground, Look
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.ui.components.bands import bands_of
from binhyen.ui.components.charts import Under
from binhyen.ui.components.maps import Frame, MapDrawing, Told, dot_map, outline_map, tile_map, values_of
from binhyen.ui.components.parts import Choice

_LOOKS = {
    Look.TILES: gettext_noop("Tiles"),
    Look.DOTS: gettext_noop("Dots"),
    Look.OUTLINES: gettext_noop("Areas"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a map is called, the unit of its numbers, and what stands under it."""

    name: str
    title: str
    under: Under
    unit: str = "%"
    table_href: str = ""


def draw(heading: Heading, ground: Ground, told: Iterable[Told], look: Look | None) -> MapDrawing:
    """Draw a map in the look asked for, or in the best one that can be drawn."""
    said = {one.code: one for one in told}
    chosen = look if look in ground.looks else next(iter(ground.looks), Look.DOTS)
    bands = bands_of(values_of(said), heading.unit)
    frame = Frame(
        heading.name,
        heading.title,
        bands,
        note(ground, chosen),
        gettext("Place"),
        heading.unit,
        heading.under,
        heading.table_href,
    )
    if chosen is Look.TILES:
        return tile_map(frame, ground.tiles, said)
    if chosen is Look.OUTLINES:
        return outline_map(frame, ground.outlines, said)
    return dot_map(frame, ground.points, said)


def note(ground: Ground, look: Look) -> str:
    """Say what must be known of a drawing: how near positions are, that no boundaries are there."""
    day = short_date(ground.day)
    if look is Look.TILES:
        return gettext("One tile for each province, map of %(day)s. Boundaries are not drawn.") % {"day": day}
    if look is Look.OUTLINES:
        return gettext("Boundaries as they were imported, map of %(day)s.") % {"day": day}
    words = gettext("One dot in the middle of each place, map of %(day)s. No boundaries were imported.") % {"day": day}
    near = gettext("Places of before 01/07/2025 lie near what they became.")
    return f"{words} {near}" if ground.near else words


def look_choices(ground: Ground) -> tuple[Choice, ...]:
    """Return the looks that can be chosen, if there are several."""
    looks = ground.looks
    return tuple(Choice(look.value, gettext(_LOOKS[look])) for look in looks) if len(looks) > 1 else ()
