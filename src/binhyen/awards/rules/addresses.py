"""Where the pages of awards are: rooms below the doors link to them without knowing Django."""

from collections.abc import Mapping
from urllib.parse import urlencode

ROOT = "/khen-thuong/"
COUNCIL = f"{ROOT}hoi-dong/"
DECISIONS = f"{ROOT}quyet-dinh/"


def proposal(record_id: int) -> str:
    """Return a proposal's page."""
    return f"{ROOT}de-nghi/{record_id}/"


def desk(query: Mapping[str, object]) -> str:
    """Return the desk, narrowed."""
    said = {key: value for key, value in query.items() if value not in {None, ""}}
    return f"{ROOT}?{urlencode(said)}" if said else ROOT
