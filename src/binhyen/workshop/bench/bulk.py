"""Work on many rows at once, through the actions, each beside bare statements over as many rows."""

import time
from collections.abc import Callable

from django.db import connections
from django.test.utils import CaptureQueriesContext

from binhyen.audit.models import Entry
from binhyen.database.yardsticks import bare_insert_seconds, bare_update_seconds
from binhyen.recognition.models import Decision, DecisionItem, Dossier, Round
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind, State
from binhyen.workshop.bench.plan import BULK, DAY, ROUNDS
from binhyen.workshop.bench.results import Bulk
from binhyen.workshop.bench.seeding.province import Province
from binhyen.workshop.rules.quantiles import ratio


class UndoneError(Exception):
    """A bulk action did not do what it was measured for."""


def opening(province: Province) -> Bulk:
    """Return how long the last round took to open, beside a bare INSERT of as many rows into the log."""
    rows = Dossier.objects.filter(round__year=ROUNDS[-1]).count()
    bare = bare_insert_seconds(Entry, rows)
    return Bulk(
        name="Mở đợt cho cả tỉnh",
        rows=rows,
        seconds=round(province.opening, 3),
        yardstick="INSERT trần, bằng số dòng, vào nhật ký",
        yardstick_seconds=round(bare, 3),
        ratio=ratio(province.opening, bare),
    )


def deciding(province: Province) -> Bulk:
    """Decide on up to 2,000 dossiers of the province under one number, and look that each has its result."""
    name, seat = "Một quyết định cho nhiều hồ sơ", province.ground.province.place_id
    opened = Round.objects.get(year=ROUNDS[-1])
    waiting = Dossier.objects.filter(round=opened, state=State.APPRAISED, decider_id=seat).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:BULK])
    if not ids:
        return Bulk(name, missing="không có hồ sơ nào chờ tỉnh quyết định")
    bare = bare_update_seconds(Dossier, ids) + bare_insert_seconds(Entry, len(ids))
    ruling = Ruling(DecisionKind.RECOGNISE, DAY)
    seconds, queries = _watched(lambda: province.deciders.decide(seat, ids, ruling))
    _require_decided(ids)
    return Bulk(
        name=name,
        rows=len(ids),
        seconds=round(seconds, 3),
        yardstick="UPDATE trần theo mã + INSERT trần, bằng số dòng",
        yardstick_seconds=round(bare, 3),
        ratio=ratio(seconds, bare),
        queries=queries,
    )


def _watched(work: Callable[[], None]) -> tuple[float, int]:
    with CaptureQueriesContext(connections["default"]) as captured:
        begun = time.perf_counter()
        work()
        spent = time.perf_counter() - begun
    return spent, len(captured)


def _require_decided(ids: list[int]) -> None:
    last = Decision.objects.order_by("-pk").first()
    named = DecisionItem.objects.filter(decision=last, dossier__state=State.DECIDED).values_list(
        "dossier_id", flat=True
    )
    if sorted(named) != ids:
        msg = "the bulk decision does not name the dossiers that it was made for"
        raise UndoneError(msg)
