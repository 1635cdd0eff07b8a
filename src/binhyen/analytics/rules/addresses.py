"""Where the pages of boards are: rooms below the doors link to them without knowing Django."""

from collections.abc import Mapping
from urllib.parse import urlencode

ROOT = "/bang/"
PLACES = f"{ROOT}noi/"
PLACES_FILE = f"{PLACES}tep/"
PIVOT = f"{ROOT}xoay/"
PIVOT_FILE = f"{PIVOT}tep/"
MAP = f"{ROOT}ban-do/"
PEERS = f"{ROOT}so-sanh/"
WEEK = f"{ROOT}tuan/"
RETURNED = f"{WEEK}tra-lai/"
MOVEMENT = f"{ROOT}nam/"
MOVEMENT_FILE = f"{MOVEMENT}tep/"
FUNNEL = f"{ROOT}vong/"
FUNNEL_FILE = f"{FUNNEL}tep/"
SAVED = f"{ROOT}da-luu/"
PAGES = (ROOT, PLACES, PIVOT, MAP, PEERS, MOVEMENT, WEEK, FUNNEL)
"""Pages that can be kept as a saved board: their whole state is in their address."""

Word = str | int | tuple[str, ...] | None


def page(path: str, query: Mapping[str, Word] | None = None) -> str:
    """Return a page with its question; empty words are left out."""
    kept = {name: word for name, word in (query or {}).items() if word not in {None, "", ()}}
    return path + (f"?{urlencode(kept, doseq=True)}" if kept else "")
