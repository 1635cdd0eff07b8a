"""Where the pages of registers are: rooms below the doors link to them without knowing Django."""

from collections.abc import Mapping
from urllib.parse import urlencode

ROOT = "/so/"
UNSPLIT = "-"
"""What the address says for lines that have no split."""


def lines(query: Mapping[str, object]) -> str:
    """Return the page of the ledger's lines behind a number."""
    return f"{ROOT}dem/?{urlencode({key: value for key, value in query.items() if value not in (None, '')})}"


def record(record_id: int) -> str:
    """Return the address that leads to a record's page, whatever its register."""
    return f"{ROOT}muc/{record_id}/"
