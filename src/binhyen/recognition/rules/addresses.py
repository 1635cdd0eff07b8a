"""Addresses of this storey's pages, for links that counters and duties give; `urls` mounts the same words."""

from collections.abc import Mapping
from urllib.parse import urlencode

ROOT = "/cong-nhan/"
DOSSIERS = "ho-so/"
DESK = "tham-dinh/"
DECISIONS = "quyet-dinh/"
APPEALS = "kien-nghi/"
COUNCIL = "hop-xet/"


def dossiers(query: Mapping[str, object]) -> str:
    """Return the list page, narrowed to a query; empty values are left out."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{ROOT}{DOSSIERS}" + (f"?{urlencode(given)}" if given else "")


def dossier(pk: int) -> str:
    """Return the page of one dossier."""
    return f"{ROOT}{DOSSIERS}{pk}/"


def desk(name: str, query: Mapping[str, object] | None = None) -> str:
    """Return one of the work lists."""
    given = {key: value for key, value in (query or {}).items() if value not in (None, "")}
    return f"{ROOT}{name}" + (f"?{urlencode(given)}" if given else "")


def council(meeting: int) -> str:
    """Return the page on which a meeting of the council votes."""
    return f"{ROOT}{COUNCIL}{meeting}/"
