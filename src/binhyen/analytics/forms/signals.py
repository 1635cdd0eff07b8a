"""What the pages of signals are narrowed to."""

from collections.abc import Mapping, Sequence

from binhyen.reports.forms.overview import whole
from binhyen.reports.models import Collection


def chosen_collection(asked: Mapping[str, str], listed: Sequence[Collection]) -> Collection | None:
    """Return the collection that was asked for among those listed; the first one where none was."""
    wanted = whole(asked.get("dot"))
    return next((one for one in listed if one.pk == wanted), listed[0] if listed else None)
