"""The country's whole history, told from the committed packs."""

from binhyen.places.rules.chronicle import Chronicle, Layers, chronicle
from binhyen.places.rules.packs import packages, read_layer, read_map
from binhyen.places.rules.sources import usual_instruments
from binhyen.places.rules.steps import amendments, steps


def country() -> Chronicle:
    """Read the packs and tell what they say."""
    first, second, today = packages()
    rows = read_layer(today.layer)
    return chronicle(
        Layers(
            first=read_layer(first.layer),
            second=read_layer(second.layer),
            second_day=second.as_of,
            today=rows,
            map_rows=read_map(),
            steps=steps(),
            amendments=amendments(),
            resolutions=usual_instruments(rows),
            sources=(first.source, second.source, today.source),
        )
    )
