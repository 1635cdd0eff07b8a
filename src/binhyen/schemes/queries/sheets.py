"""Reads of score sheets: the one that holds for a place on a day, and those that a place has set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import ancestors
from binhyen.schemes.models import ScoreSheet
from binhyen.schemes.rules.score_sheet import Sheet, sheet_from_data


@dataclass(frozen=True, slots=True)
class InForce:
    """A sheet with the row that set it; None for the one that is shipped."""

    sheet: Sheet
    row: ScoreSheet | None


@cache
def shipped_sheet() -> Sheet:
    """Return the sheet that only proposes criteria [NF]."""
    data = yaml.safe_load((files("binhyen.schemes") / "packs" / "score-sheet.yaml").read_text(encoding="utf-8"))
    return sheet_from_data(data, data["since"])


def sheet_for(path: str, on: date) -> InForce:
    """Return the sheet that holds at a place on a day: its own, else the nearest above, else the shipped one."""
    above = ancestors(path)
    rows = ScoreSheet.objects.filter(place_path__in=above, since__lte=on)
    found = max(rows, key=lambda row: (len(row.place_path), row.since, row.pk), default=None)
    return InForce(sheet_from_data(found.content, found.since), found) if found else InForce(shipped_sheet(), None)


def sheets_seen_by(actor: Actor) -> Sequence[ScoreSheet]:
    """Return the sheets that hold or held where a post stands, newest first."""
    rows = ScoreSheet.objects.filter(place_path__in=ancestors(actor.place_path)).select_related("place")
    return list(rows.order_by("-since", "-id"))
