"""The office's answer to a report, as its form sends it."""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.findings import Refused
from binhyen.reports.actions.reviewing import Answer
from binhyen.reports.components.desk import Typed
from binhyen.reports.forms.overview import whole

_AT = "ly-do:"
"""Names of the fields for reasons at cells begin so; the cell follows."""
_LONGEST = 2_000


def reasons_typed(data: QueryDict) -> dict[str, str]:
    """Return the reasons at cells as typed, by the cell's address; empty ones are none."""
    named = ((name.removeprefix(_AT), str(data[name]).strip()) for name in data if name.startswith(_AT))
    return {cell: text[:_LONGEST] for cell, text in named if text}


def answer_of(data: QueryDict) -> Answer:
    """Return the answer that returns a report. Words that name no cell are refused by the action."""
    reasons = {_cell(cell): text for cell, text in reasons_typed(data).items()}
    return Answer(reasons, data.get("reason", ""), data.get("accept_rest") == "1", seen_of(data))


def _cell(text: str) -> CellKey:
    try:
        return parse_cell_key(text)
    except Refused:
        return CellKey(text[:120])


def seen_of(data: Mapping[str, str]) -> int | None:
    """Return the version of the report that the office looked at."""
    return whole(data.get("seen"))


def typed_of(data: QueryDict) -> Typed:
    """Return what was typed, so that a refusal loses nothing; and since when the page was looked at."""
    try:
        since = datetime.fromisoformat(data.get("since", ""))
    except ValueError:
        since = None
    if since is not None and since.tzinfo is None:
        since = None
    return Typed(reasons_typed(data), since)
