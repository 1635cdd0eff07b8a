"""Where the pages of programmes are: rooms below the doors link to them without knowing Django."""

ROOT = "/phoi-hop/"


def programme(record_id: int) -> str:
    """Return the page of a programme."""
    return f"{ROOT}{record_id}/"
