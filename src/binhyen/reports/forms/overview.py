"""What lists of collections and reports are narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass

from binhyen.kernel.trees import is_under
from binhyen.reports.queries.overview import CollectionFilter, ReportFilter, Stand
from binhyen.reports.rules.lifecycle import State

_DIGITS = 18
_LONGEST = 100


def whole(text: str | None) -> int | None:
    """Read a number of an address; None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def collection_filter(asked: Mapping[str, str]) -> CollectionFilter:
    """Read which collections are wanted."""
    return CollectionFilter(whole(asked.get("bieu")), whole(asked.get("nam")))


def report_filter(asked: Mapping[str, str], places: Mapping[str, str], province_path: str) -> ReportFilter:
    """Read which reports of a collection are wanted; a place outside its province is none."""
    path = asked.get("noi", "")
    state, stand = asked.get("trang_thai", ""), asked.get("dem", "")
    return ReportFilter(
        text=asked.get("q", "")[:_LONGEST],
        state=state if state in set(State) else "",
        stand=stand if stand in set(Stand) else "",
        path=path if path in places or (is_under(path, province_path) and path.endswith(".")) else "",
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A word of the address that a search keeps."""

    name: str
    value: str


def kept(wanted: ReportFilter) -> list[Kept]:
    """Return the words that chips and numbers brought and the search keeps."""
    words = (Kept("trang_thai", wanted.state), Kept("dem", wanted.stand))
    return [one for one in words if one.value]
