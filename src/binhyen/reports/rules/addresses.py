"""Where the pages of this storey are: rooms below the doors link to them without knowing Django."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

ROOT = "/bao-cao/"
NEXT_WAITING = f"{ROOT}nhan/"
"""Leads to the report that waits longest for its office."""
COLLECTIONS = f"{ROOT}dot/"
PUT_HERE = f"{ROOT}kho-khan/?phia=here"
"""Difficulties put to the reader's place."""
MINE = f"{ROOT}kho-khan/?phia=mine&trang_thai=answered"
"""Answers to difficulties that the reader raised."""


def report(report_id: int, cell: str = "") -> str:
    """Return the page of a report, at one of its cells."""
    return f"{ROOT}{report_id}/" + (f"?{urlencode({'o': cell})}" if cell else "")


def report_section(report_id: int, section: str) -> str:
    """Return the page of a report at one section of its long form."""
    return f"{ROOT}{report_id}/?{urlencode({'phan': section})}"


def cell(report_id: int, cell: str) -> str:
    """Return the page of one cell of a report: everything that was ever said there."""
    return f"{ROOT}{report_id}/o/{quote(cell, safe='=;')}/"


def collection(collection_id: int, query: Mapping[str, object] | None = None) -> str:
    """Return the page of a collection, narrowed to what was counted."""
    return f"{ROOT}dot/{collection_id}/{_query(query or {})}"


def collection_grid(collection_id: int, query: Mapping[str, object] | None = None) -> str:
    """Return the grid of many places of a collection, at one of its sections."""
    return f"{ROOT}dot/{collection_id}/nhap/{_query(query or {})}"


def upload(report_id: int) -> str:
    """Return the page where a report's workbook is brought in."""
    return f"{ROOT}{report_id}/nhap-bieu/"


def receive(report_id: int, cell: str = "") -> str:
    """Return the desk at which an office receives a report, at one of its cells."""
    return f"{ROOT}{report_id}/nhan/" + (f"?{urlencode({'o': cell})}#{quote(cell)}" if cell else "")


def key_areas(query: Mapping[str, object]) -> str:
    """Return the page of the key areas, narrowed to what was counted."""
    return f"{ROOT}dia-ban-trong-diem/{_query(query)}"


def total(query: Mapping[str, object]) -> str:
    """Return the page where a total opens into its parts."""
    return f"{ROOT}tong/{_query(query)}"


def total_changes(query: Mapping[str, object]) -> str:
    """Return the page of what changed since a day."""
    return f"{ROOT}tong/thay-doi/{_query(query)}"


def consolidated(collection_id: int, query: Mapping[str, object] | None = None) -> str:
    """Return the consolidated table of a collection: places by lines."""
    return f"{ROOT}dot/{collection_id}/bang/{_query(query or {})}"


def _query(query: Mapping[str, object]) -> str:
    kept = {key: value for key, value in query.items() if value not in {None, ""}}
    return f"?{urlencode(kept)}" if kept else ""
