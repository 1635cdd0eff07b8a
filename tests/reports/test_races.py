"""Many editors at once, on PostgreSQL: what was acknowledged is there, and every value stays in the history."""

import random
from collections.abc import Callable, Iterator

import pytest

from binhyen.indicators.actions.forms import ensure_cells
from binhyen.indicators.models import Cell
from binhyen.kernel.amounts import exactly
from binhyen.kernel.findings import Refused
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import accept
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import values_at
from binhyen.reports.rules.entering import CellEntry
from tests.races import MEETS, together
from tests.reports.factories import NOW, ReportTown, a_report_town
from tests.reports.toys import key

pytestmark = MEETS
WRITERS, TRIES = 4, 30
NAMES = ("leaflets", "models_new", "propaganda_sessions")


@pytest.fixture
def busy() -> ReportTown:
    return a_report_town()


def test_of_two_editors_of_a_cell_one_meets_the_conflict(busy: ReportTown) -> None:
    report = busy.report().pk

    def saying(number: int) -> Callable[[], object]:
        entry = CellEntry(key("leaflets"), exactly(number))
        return lambda: save_cells(report_id=report, entries=[entry], by=busy.lan, at=NOW)

    assert together(saying(412), saying(421)) == ["done", "reports.conflict"]
    assert Figure.objects.count() == 1


def test_two_editors_of_different_cells_both_save(busy: ReportTown) -> None:
    report = busy.report().pk

    def saying(cell: str) -> Callable[[], object]:
        return lambda: save_cells(report_id=report, entries=[CellEntry(key(cell), exactly(5))], by=busy.lan, at=NOW)

    assert together(saying("leaflets"), saying("models_new")) == ["done", "done"]
    assert busy.report().filled == 2


def test_no_acknowledged_value_is_lost_whoever_writes_when(busy: ReportTown) -> None:
    """Each writer reads the version and writes over it; an acknowledged value is the current one or in the history."""
    report = busy.report().pk

    def writer(number: int) -> Callable[[], list[tuple[str, int, int]]]:
        return lambda: list(_saved(report, random.Random(number), busy))

    kept: list[list[tuple[str, int, int]]] = [[] for _ in range(WRITERS)]

    def keep(number: int) -> Callable[[], object]:
        return lambda: kept[number].extend(writer(number)())

    assert together(*(keep(number) for number in range(WRITERS))) == ["done"] * WRITERS
    acknowledged = sorted(one for listed in kept for one in listed)
    ids = {cell.pk: cell.indicator for cell in Cell.objects.all()}
    stored = sorted((ids[row.cell_id], row.version, int(row.amount or 0)) for row in Figure.objects.all())
    assert stored == acknowledged
    assert Figure.objects.filter(superseded_at=None).count() == len({cell for cell, _, _ in stored})


def _saved(report: int, dice: random.Random, busy: ReportTown) -> Iterator[tuple[str, int, int]]:
    for _ in range(TRIES):
        name, number = dice.choice(NAMES), dice.randrange(1, 10**6)
        now = values_at(report, None).get(key(name))
        entry = CellEntry(key(name), exactly(number), now.version if now else 0)
        try:
            saved = save_cells(report_id=report, entries=[entry], by=busy.lan, at=NOW)
        except Refused as refusal:
            if refusal.code != "reports.conflict":
                raise
            continue
        if saved.changed:
            yield name, saved.versions[key(name)], number


def test_a_report_is_accepted_once(busy: ReportTown) -> None:
    report = busy.sent().pk
    found = together(*(lambda: accept(report_id=report, by=busy.hung, at=NOW) for _ in range(2)))
    assert found == ["done", "lifecycle.no_such_move"]


def test_cells_are_made_once_whoever_asks_first(busy: ReportTown) -> None:
    wanted = [key(f"models_total|model_name=mau-{number}") for number in range(20)]
    assert together(*(lambda: ensure_cells(wanted) for _ in range(3))) == ["done"] * 3
    assert Cell.objects.filter(indicator="models_total").exclude(dims="").count() == len(wanted)
