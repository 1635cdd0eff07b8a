"""Reads of a province's own file: the cells that can be filled, with the words beside them."""

from binhyen.files.queries import open_blob
from binhyen.indicators.models import FormVersion
from binhyen.indicators.rules.templates import Spot
from binhyen.sheets.queries.templates import template_cells


def spots_of(version: FormVersion) -> tuple[Spot, ...]:
    """Return the cells of a version's file that can be filled; none where it has no file."""
    if version.template is None:
        return ()
    with open_blob(version.template) as opened:
        found = template_cells(opened.read(), version.template_name)
    return tuple(Spot(one.address, one.label, one.labels) for one in found)
