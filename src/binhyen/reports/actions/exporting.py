"""Figures that leave: every export leaves its trace in the log."""

from collections.abc import Mapping
from datetime import datetime

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor


def note_export(
    *, subject: tuple[str, int], place_path: str, data: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Write down who took a table of figures out: of which collection or place, in which form, on which basis.

    `data` holds codes and numbers, never names.
    """
    record(Deed("reports.export", subject[0], subject[1], place_path, data), by=by, at=at)
