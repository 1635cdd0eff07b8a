"""The grid of a report as a browser sends it, and what comes back."""

from collections.abc import Mapping

from django.http import HttpResponseBase
from django.test import Client

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.reports.models import Figure, Report

SCRIPT = {"HX-Request": "true"}
"""What a script says of itself."""


def body(answer: HttpResponseBase) -> str:
    """What an answer says."""
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def shown(client: Client, path: str) -> str:
    """A page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return body(answer)


def fields(report: Report, values: Mapping[str, str], base: int = 0, **notes: str) -> dict[str, str]:
    """What the grid sends for some cells."""
    sent: dict[str, str] = {}
    for cell, text in values.items():
        sent |= {f"v.{report.pk}.{cell}": text, f"b.{report.pk}.{cell}": str(base)}
    return sent | {f"n.{report.pk}.{cell}": note for cell, note in notes.items()}


def send(
    client: Client, report: Report, values: Mapping[str, str], base: int = 0, *, script: bool = True, **extra: str
) -> HttpResponseBase:
    """Send cells as the grid does: note_… are their notes, the rest goes along."""
    notes = {key.removeprefix("note_"): text for key, text in extra.items() if key.startswith("note_")}
    rest = {key: text for key, text in extra.items() if not key.startswith("note_")}
    sent = fields(report, values, base, **notes) | rest
    return client.post(f"/bao-cao/{report.pk}/o/", sent, headers=SCRIPT if script else {})


def value(report: Report, cell: str) -> Figure:
    """What a cell says now."""
    key = parse_cell_key(cell)
    return Figure.objects.get(report=report, cell__indicator=key.indicator, cell__dims=key.dims, superseded_at=None)
