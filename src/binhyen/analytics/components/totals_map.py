"""A map of the totals of one indicator in one period."""

from binhyen.analytics.boards.maps import Ground, Look
from binhyen.analytics.boards.pivot import Pivot
from binhyen.analytics.boards.words import unit_of
from binhyen.analytics.components.maps import Heading, draw
from binhyen.indicators.queries import catalogue
from binhyen.kernel.vietnamese import sort_key
from binhyen.places.queries import label_of
from binhyen.places.rules.kinds import Tier
from binhyen.reports.components.words import period_name
from binhyen.ui.components.charts import NOTHING, Under
from binhyen.ui.components.maps import MapDrawing, Told


def totals_map(found: Pivot, land: Ground, look: Look | None, under: Under) -> MapDrawing:
    """Return the map of a pivot that has a row for each place."""
    code, period = found.asked.indicators[0], found.asked.periods[0]
    title = f"{catalogue().indicators[code].name}, {period_name(period.code)}"
    marks = {line.place: line.marks[0] for line in found.lines}
    shorts = {tile.code: tile.short for tile in land.tiles}
    versions = sorted(land.versions.values(), key=lambda one: sort_key(one.name))
    told = [
        Told(
            str(one.place_id),
            one.name if one.place.tier == Tier.PROVINCE else label_of(one),
            marks.get(str(one.place_id), NOTHING),
            shorts.get(str(one.place_id), ""),
        )
        for one in versions
    ]
    return draw(Heading("ban-do", title, under, unit_of(code)), land, told, look)
