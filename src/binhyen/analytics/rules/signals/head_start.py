"""How long the reporter has a signal to itself: a dated setting, shipped as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PACK = Path(__file__).resolve().parents[2] / "packs" / "signals.yaml"


@dataclass(frozen=True, slots=True)
class HeadStart:
    """From a day on: so many days. `mark` says how sure its source is."""

    valid_from: date
    days: int
    source: str
    mark: str


def head_starts(rows: Iterable[Mapping[str, Any]]) -> tuple[HeadStart, ...]:
    """Read the settings, the earliest first."""
    found = (HeadStart(row["from"], row["days"], row["source"], row["mark"]) for row in rows)
    return tuple(sorted(found, key=lambda one: one.valid_from))


@cache
def shipped() -> tuple[HeadStart, ...]:
    """Return what the storey is shipped with."""
    return head_starts(yaml.safe_load(_PACK.read_text(encoding="utf-8"))["head_start"])


def shown_on(found_on: date, settings: Sequence[HeadStart] | None = None) -> date:
    """Return the day from which the province's list shows a signal that was found on a day."""
    in_force = [one for one in (settings or shipped()) if one.valid_from <= found_on]
    return found_on + timedelta(days=in_force[-1].days if in_force else 0)
