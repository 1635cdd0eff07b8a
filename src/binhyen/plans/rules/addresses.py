"""Where the pages of plans are: rooms below the doors link to them without knowing Django."""

ROOT = "/ke-hoach/"
ASKED = f"{ROOT}duoc-giao/"


def plan(record_id: int) -> str:
    """Return the page of a plan."""
    return f"{ROOT}{record_id}/"


def board(**query: str) -> str:
    """Return the board of tasks, narrowed."""
    asked = "&".join(f"{name}={value}" for name, value in query.items() if value)
    return f"{ROOT}?{asked}" if asked else ROOT
