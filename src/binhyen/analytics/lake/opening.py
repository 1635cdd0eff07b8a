"""The lake of this process: opened with the first question, fresh with every one, kept in order on the way."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.engine import NO_ROOM
from binhyen.analytics.lake.files import Manifest, manifest_of
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.findings import Refused
from binhyen.reports.models import Report

MOST_LEAVES = 200
"""A tail of more leaves is written as a segment by the question that finds it."""
MOST_IN_SEGMENT = 4_000
"""A segment of more leaves is written into the base by the question that finds it, where the base is small."""
SMALL_BASE = 2_000_000
"""Rows that a question may write at most while it is asked."""
SMALL_REPORTS = 20_000
"""A lake of so many reports at most is made by the question that misses it."""
MENDED = frozenset(
    {
        "analytics.lake_missing",
        "analytics.lake_foreign",
        "analytics.lake_other_schema",
        "analytics.lake_other_map",
    }
)
"""What is wrong with a lake that only wants to be made anew."""
REBUILT = MENDED | {"analytics.lake_damaged", "analytics.lake_file_missing"}
"""What `binhyen lake rebuild` mends: pages say whom to ask, commands say this."""
_PATIENCE = 20
"""Seconds that a question waits for another process that writes."""
_HINDERED = {"analytics.lake_busy", NO_ROOM}
_tails: dict[Path, Tail] = {}
_left: list[dict[Path, Tail]] = []


def tail() -> Tail:
    """Return this process's end of the lake as it is, without looking whether it is fresh."""
    lake = Path(settings.LAKE_DIR)
    if lake not in _tails:
        _tails[lake] = Tail(lake)
    return _tails[lake]


def fresh() -> Tail:
    """Return the lake with everything that is committed. Ask its views through `connection.cursor()`.

    A small lake that is missing, or of another database, map or schema, is made on the spot. Refused, with what to
    do, where a large one is, and where a file is damaged.
    """
    found = tail()
    try:
        found.catch_up()
    except Refused as refusal:
        if refusal.code not in MENDED or not _is_small():
            raise
        rebuild(found.lake, anew=True, wait=60)
        found.catch_up()
    _tidy(found)
    return found


def in_files() -> Manifest | None:
    """Return the files that hold everything that is committed, for engines that read nothing else.

    What they lack is written first; None within a transaction in which something was saved, since that may be undone.
    Refused as `fresh`, and as `analytics.lake_busy` while another process writes on.
    """
    found = fresh()
    if found.size:
        if connection.in_atomic_block:
            return None
        refresh(found, wait=_PATIENCE)
    return manifest_of(found.lake)


def _is_small() -> bool:
    return Report.objects.order_by()[: SMALL_REPORTS + 1].count() <= SMALL_REPORTS


def _tidy(found: Tail) -> None:
    """Write what has gathered, unless somebody else does, or what was read may still be undone."""
    if connection.in_atomic_block or found.size <= MOST_LEAVES:
        return
    try:
        leaves = refresh(found)
        if leaves > MOST_IN_SEGMENT and _rows(found) <= SMALL_BASE:
            compact(found)
    except Refused as refusal:
        if refusal.code not in _HINDERED:
            raise
    found.catch_up()


def _rows(found: Tail) -> int:
    return sum(one.rows for one in found.manifest.files())


def forget() -> None:
    """Begin anew with the next question."""
    _tails.clear()


def _leave_behind() -> None:
    """Begin anew in a forked child: the engine's threads stayed with the parent, so its lake can't even be closed."""
    _left.append(dict(_tails))
    _tails.clear()


os.register_at_fork(after_in_child=_leave_behind)
