"""From an acknowledged save to the very next total that holds it: for a commune, a province, the nation.

Asked with a tenth of the figures stored and with all of them: the time goes with the figures that are added up.
"""

import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum

from binhyen.database.lookups import under_any
from binhyen.indicators.models import Cell
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, place_named
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import known_at
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.workshop.bench.plan import DAY, PROVINCE
from binhyen.workshop.bench.reports.ground import Desk
from binhyen.workshop.bench.reports.plan import LAST_MONTH, STOCK_CELLS, ReportsPlan
from binhyen.workshop.bench.reports.results import Adding
from binhyen.workshop.bench.reports.stock import Stock
from binhyen.workshop.bench.server import serving
from binhyen.workshop.rules.quantiles import quantile, ratio

_OK = 200
_TIMEOUT = 600


class UnseenError(Exception):
    """A save was not acknowledged, or a total did not answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One total: of some indicators, over a place and a period."""

    place: PlaceVersion
    period: Period
    cells: Sequence[CellKey]

    @property
    def asked(self) -> TotalQuestion:
        """Return it as the query takes it."""
        return TotalQuestion(self.place.place_id, self.period, frozenset(cell.indicator for cell in self.cells))

    def bare_seconds(self) -> tuple[float, int]:
        """Time one grouped SUM of the same figures in the database, and return how many they are."""
        numbers = list(Cell.objects.filter(indicator__in=[cell.indicator for cell in self.cells]).values_list("pk"))
        inside = Report.objects.filter(
            collection__period_start__gte=self.period.start, collection__period_end__lte=self.period.end
        )
        if self.place.place.tier != Tier.NATION:
            inside = inside.filter(under_any("place_path", (self.place.path,)))
        wanted = [number for (number,) in numbers]
        rows = Figure.objects.filter(known_at(None), report__in=inside.values("pk"), cell_id__in=wanted)
        begun = time.perf_counter()
        list(rows.order_by().values("cell_id").annotate(total=Sum("amount")))
        return time.perf_counter() - begun, rows.count()


def questions(stock: Stock, *, year: bool) -> Iterator[Question]:
    """Give the questions: a month of each place, one indicator and all; with `year`, a year of one indicator."""
    cells = stock.cells
    nation = place_named("VN", DAY)
    province = place_named(PROVINCE, DAY)
    commune = next(one for one in stock.country.now.communes if one.path.startswith(province.path))
    for place in (commune, province, nation):
        for amount in (1, STOCK_CELLS):
            yield Question(place, parse_period(LAST_MONTH), cells[:amount])
    if year:
        for place in (commune, province, nation):
            yield Question(place, parse_period(LAST_MONTH[:4]), cells[:1])


class Saver:
    """Saves one cell of one commune again and again, over HTTP."""

    def __init__(self, port: int, desks: Mapping[int, Desk], stock: Stock, commune: int) -> None:
        self.port, self.desks, self.desk = port, desks, desks[commune]
        self.report, self.cell = stock.reports[LAST_MONTH][commune], stock.cells[0]
        report, cell = self.report, self.cell
        found = Figure.objects.get(known_at(None), report_id=report, cell__indicator=cell.indicator, cell__dims="")
        self.version, self.amount = found.version, int(found.amount or 0)

    def add(self, more: int) -> None:
        """Save a greater number; return when it is acknowledged."""
        self.amount += more
        row = {"cell": str(self.cell), "value": self.amount, "version": self.version}
        body = json.dumps({"cells": [row]})
        self._ask("PUT", f"/api/v1/reports/{self.report}/cells", body, by=self.desk)
        self.version += 1

    def total(self, question: Question) -> Any:  # noqa: ANN401 - a number of JSON
        """Ask for the total over HTTP."""
        said = {"indicator": self.cell.indicator, "period": question.period.code, "place": _named(question.place)}
        asking = self.desks[question.place.place_id]
        return self._ask("GET", f"/api/v1/totals?{urlencode(said)}", by=asking)["total"]["value"]

    def _ask(self, method: str, path: str, body: str | None = None, *, by: Desk) -> Any:  # noqa: ANN401 - JSON
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        headers = {"Authorization": f"Bearer {by.secret}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status != _OK:
            msg = f"{method} {path}: {answer.status} {text[:500]}"
            raise UnseenError(msg)
        return json.loads(text)


def measure_adding(plan: ReportsPlan, stock: Stock, desks: Sequence[Desk], *, year: bool) -> list[Adding]:
    """Save, ask for the total at once, and look that it holds what was saved; beside a bare SUM."""
    asked = list(questions(stock, year=year))
    by_place = {one.place_id: one for one in desks}
    with serving(plan.folder / "server.log") as server:
        saver = Saver(server.port, by_place, stock, asked[0].place.place_id)
        saver.add(1)
        return [_measured(plan, question, saver, stock.figures) for question in asked]


def _measured(plan: ReportsPlan, question: Question, saver: Saver, stored: int) -> Adding:
    before = _value(question, saver.cell)
    times, bare, over, seen, figures = [], [], [], True, 0
    for turn in range(plan.turns):
        saver.add(7)
        begun = time.perf_counter()
        now = _value(question, saver.cell)
        times.append(time.perf_counter() - begun)
        seen = seen and now == before + 7 * (turn + 1)
        spent, figures = question.bare_seconds()
        bare.append(spent)
    if len(question.cells) == 1:
        for turn in range(plan.turns):
            saver.add(7)
            begun = time.perf_counter()
            now = saver.total(question)
            over.append(time.perf_counter() - begun)
            seen = seen and now == before + 7 * (plan.turns + turn + 1)
    middle = [1_000 * quantile(sorted(one), 0.5) if one else None for one in (times, bare, over)]
    return Adding(
        place=label_of(question.place),
        period=question.period.code,
        indicators=len(question.cells),
        figures=figures,
        stored=stored,
        milliseconds=round(middle[0] or 0, 2),
        bare=round(middle[1] or 0, 2),
        ratio=ratio(middle[0] or 0, middle[1] or 0),
        over_http=None if middle[2] is None else round(middle[2], 2),
        seen=seen,
    )


def _value(question: Question, cell: CellKey) -> Decimal:
    return totals(question.asked).cells[cell].sum.value or Decimal(0)


def _named(place: PlaceVersion) -> str:
    return "VN" if place.place.tier == Tier.NATION else place.code
