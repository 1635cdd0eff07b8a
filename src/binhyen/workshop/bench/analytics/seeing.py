"""From an acknowledged save to the very next answer that holds it."""

import http.client
import json
import time
from decimal import Decimal

from binhyen.kernel.actors import Role
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on
from binhyen.reports.models import Report
from binhyen.reports.rules.lifecycle import State
from binhyen.workshop.bench.analytics.questions import Asked
from binhyen.workshop.bench.analytics.results import Visible
from binhyen.workshop.bench.analytics.sides import Measures
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.reports.ground import Desk, seat
from binhyen.workshop.rules.quantiles import spread
from binhyen.workshop.rules.simulating.forms import SHIPPED

_OK = 200
_STEP = 7


class UnsavedError(Exception):
    """A save was not acknowledged."""


def open_report(period: str) -> Report:
    """Return a report of the monthly form that nobody has sent yet: its commune writes it now."""
    waiting = Report.objects.filter(state=State.DRAFT, collection__period=period)
    return waiting.filter(collection__version__form__code=SHIPPED[0]).order_by("pk")[0]


def officer_of(report: Report) -> Desk:
    """Seat the officer of a report's commune, with a key."""
    (desk,) = seat(Role.COMMUNE_OFFICER, [place_of(report)])
    return desk


def place_of(report: Report) -> PlaceVersion:
    """Return the place of a report as it is today."""
    return version_on(report.place_id, DAY)


def measure_visible(port: int, desk: Desk, report: Report, asked: Asked, side: Measures, turns: int) -> Visible:
    """Save a number over HTTP, then ask for the nation's total in another process; it has to hold the number."""
    key = (asked.indicators[0], 1, report.collection.period)
    before = side.ask(asked)[1].get(key, Decimal(0))
    times, seen = [], True
    for turn in range(turns):
        _save(port, desk, report, asked.indicators[0], turn)
        begun = time.perf_counter()
        found = side.ask(asked)[1].get(key, Decimal(0))
        times.append(time.perf_counter() - begun)
        seen = seen and found == before + _STEP * (turn + 1)
    return Visible(spread(times), seen)


def _save(port: int, desk: Desk, report: Report, cell: str, turn: int) -> None:
    body = json.dumps({"cells": [{"cell": cell, "value": _STEP * (turn + 1), "version": turn}]})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {desk.secret}", "Content-Type": "application/json"}
    connection.request("PUT", f"/api/v1/reports/{report.pk}/cells", body, headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    if answer.status != _OK:
        msg = f"{answer.status} {said[:500]}"
        raise UnsavedError(msg)
