"""Where the pages of plans are: rooms below the doors link to them without knowing Django."""

ROOT = "/ke-hoach/"
ASKED = f"{ROOT}duoc-giao/"


def plan(record_id: int) -> str:
    """Return the page of a plan."""
    return f"{ROOT}{record_id}/"


def task(record_id: int) -> str:
    """Return the page of a task."""
    return f"{ROOT}nhiem-vu/{record_id}/"


def targets(record_id: int) -> str:
    """Return the page of a plan's targets."""
    return f"{plan(record_id)}chi-tieu/"


def board(**query: str) -> str:
    """Return the board of tasks, narrowed."""
    asked = "&".join(f"{name}={value}" for name, value in query.items() if value)
    return f"{ROOT}?{asked}" if asked else ROOT
