"""What changed since a watermark: the log, followed by transactions and not by numbers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import QuerySet

from binhyen.audit.models import Entry
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.parts import in_parts
from binhyen.registers.queries.declared import registers
from binhyen.reports.models import Report

_STATE = """SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text,
  (SELECT system_identifier FROM pg_control_system())::text || '/' ||
  (SELECT oid FROM pg_database WHERE datname = current_database())::text"""
_SINCE = """SELECT DISTINCT subject_type, subject_id, action FROM audit_entry
  WHERE xid >= %s AND NOT pg_visible_in_snapshot(xid::text::xid8, %s::pg_snapshot)
  AND (xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    OR xid = pg_current_xact_id_if_assigned()::text::bigint)"""
# The last condition leaves out what a dump brought with the numbers of another server, which are still to come here.
_CHUNK = 5_000
_OF_CELLS = {"reports.enter", "reports.workbook", "reports.remark", "reports.resolve_remark", "reports.explain"}
"""Entries of reports after which at most their cells say something else."""
_NOT_OF_THE_MAP = {"reports.key_areas"}
"""Entries that name a place and change nothing of it."""


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far the log was followed. On PostgreSQL a snapshot: what it did not see is the rest, however late it came."""

    database: str
    """Which database: another one, or this one as it was restored, has another log."""
    seen: str
    """The snapshot ("xmin:xmax:running"); on SQLite the number of the last entry."""
    last: str = ""
    """The newest entry that was seen, with its instant: it must still be there."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the log names since a watermark, and the watermark from which to ask the next time."""

    watermark: Watermark
    reports: frozenset[int] = frozenset()
    dossiers: frozenset[int] = frozenset()
    records: frozenset[int] = frozenset()
    """Entries of registers."""
    places: frozenset[int] = frozenset()
    saved: frozenset[int] = frozenset()
    """Those of the reports of which nothing but their cells changed."""
    whole_map: bool = False
    """The country's map was loaded anew: everything may lie elsewhere."""

    def __bool__(self) -> bool:
        return bool(self.reports or self.dossiers or self.records or self.places or self.whole_map)


def watermark() -> Watermark:
    """Return how far the log goes now. What is read afterwards may be newer, and is named again by the next changes."""
    return _state()


def changed_since(mark: Watermark) -> Changes:
    """Return the subjects whose entries a watermark had not seen, in one view of the database.

    Refused as `analytics.lake_foreign` where the watermark is of another database, or of one that was restored since.
    """
    with _one_view():
        now = _state()
        if now.seen == mark.seen and now.database == mark.database and now.last == mark.last:
            return Changes(now)
        if not _same_database(mark, now) or not _still_there(mark.last):
            raise Refused(_foreign())
        return _sorted(now, _since(mark, now))


@contextmanager
def _one_view() -> Iterator[None]:
    """Let all questions see the same, where PostgreSQL is asked outside a transaction.

    Elsewhere the watermark is read first, and what comes in between is named twice.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _state() -> Watermark:
    newest = _named(Entry.objects.order_by("-pk"))
    if connection.vendor != "postgresql":
        first = _named(Entry.objects.order_by("pk"))
        return Watermark(f"{connection.vendor}/{first}", newest.partition("@")[0] or "0", newest)
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        snapshot, own, database = cursor.fetchone()
    return Watermark(f"postgresql/{database}", _without(snapshot, own), newest)


def _named(rows: QuerySet[Entry]) -> str:
    found = rows.values_list("pk", "at").first()
    return f"{found[0]}@{found[1].timestamp():f}" if found else ""


def _without(snapshot: str, own: str | None) -> str:
    """Return a snapshot in which the transaction that asks is still running: it may write more, or be undone.

    >>> _without("10:20:12,15", "18")
    '10:20:12,15,18'
    """
    if own is None:
        return snapshot
    first, past, running = snapshot.split(":")
    if int(own) >= int(past):
        return snapshot
    listed = [*filter(None, running.split(",")), own]
    return f"{min(int(first), int(own))}:{past}:{','.join(sorted(listed, key=int))}"


def _same_database(mark: Watermark, now: Watermark) -> bool:
    """Tell whether it is the same; a log of SQLite that had no entry yet says nothing of whose it was."""
    return now.database == mark.database or (connection.vendor != "postgresql" and not mark.last)


def _still_there(last: str) -> bool:
    number = last.partition("@")[0]
    return not last or _named(Entry.objects.filter(pk=number)) == last


def _since(mark: Watermark, now: Watermark) -> list[tuple[str, int, str]]:
    if connection.vendor != "postgresql":
        rows = Entry.objects.filter(pk__gt=int(mark.seen), pk__lte=int(now.seen))
        return list(rows.values_list("subject_type", "subject_id", "action").distinct())
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [int(mark.seen.partition(":")[0]), mark.seen])
        return list(cursor.fetchall())


@dataclass(slots=True)
class _Subjects:
    reports: set[int] = field(default_factory=set)
    collections: set[int] = field(default_factory=set)
    dossiers: set[int] = field(default_factory=set)
    records: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    remade: set[int] = field(default_factory=set)


def _sorted(now: Watermark, entries: Iterable[tuple[str, int, str]]) -> Changes:
    found = _Subjects()
    kept = {
        "report": found.reports,
        "collection": found.collections,
        "dossier": found.dossiers,
        "place": found.places,
        **dict.fromkeys(registers(), found.records),
    }
    whole_map = False
    for kind, number, action in entries:
        whole_map = whole_map or action == "places.load"
        if kind in kept and number and action not in _NOT_OF_THE_MAP:
            kept[kind].add(number)
            if kind == "report" and action not in _OF_CELLS:
                found.remade.add(number)
    collected = _reports_of(found.collections)
    saved = found.reports - found.remade - collected
    found.reports |= collected
    return Changes(
        now,
        frozenset(found.reports),
        frozenset(found.dossiers),
        frozenset(found.records),
        frozenset(found.places),
        frozenset(saved),
        whole_map,
    )


def _reports_of(collections: set[int]) -> set[int]:
    parts = in_parts(sorted(collections), _CHUNK)
    return {one for part in parts for one in Report.objects.filter(collection__in=part).values_list("pk", flat=True)}


def _foreign() -> Finding:
    message = gettext_noop(
        "The copy that boards ask was made from another database, or this one was restored since. Ask "
        "whoever operates this system to make the copy anew; reports can be read meanwhile."
    )
    return Finding("analytics.lake_foreign", message, where="lake")
