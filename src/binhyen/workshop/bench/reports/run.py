"""One run of the bench of reports over one database: grow the stock, ask totals, save, import, write books."""

import time
from collections.abc import Callable

from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.kernel.actors import Role
from binhyen.places.queries import place_named
from binhyen.reports.models import Report
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.reports.adding import measure_adding
from binhyen.workshop.bench.reports.books import measure_books
from binhyen.workshop.bench.reports.ground import Country, Desk, indicators, published, seat
from binhyen.workshop.bench.reports.importing import measure_importing, prepare_loads
from binhyen.workshop.bench.reports.plan import STOCK, STOCK_CELLS, ReportsPlan
from binhyen.workshop.bench.reports.results import Adding, ReportsRun, Stored
from binhyen.workshop.bench.reports.saving import measure_saving, prepare
from binhyen.workshop.bench.reports.stock import Stock

_TENTH = 10
Say = Callable[[str], None]


def measure_reports(plan: ReportsPlan, say: Say) -> ReportsRun:
    """Seed and measure the database that this process is set up for. It must be empty but for the map."""
    begun = time.perf_counter()
    say("tài khoản, khóa")
    country = Country(plan.communes)
    desks = _desks(country)
    stock = Stock(country, published(STOCK, indicators(STOCK_CELLS)), say)
    adding, seeding = _adding(plan, stock, desks, say)
    sheet, jobs = prepare(country, desks)
    refresh_statistics()
    say("lưu báo cáo 40 ô qua HTTP")
    saving = measure_saving(plan, sheet, jobs)
    say("nhập giá trị")
    loads = prepare_loads(country, plan.imported)
    refresh_statistics()
    officer = next(one for one in desks if one.place_id == loads[0].province.place_id)
    importing = measure_importing(plan, loads, officer, say)
    books = measure_books(country, plan, say)
    return ReportsRun(
        database=database_version(),
        stored=Stored(len(country.now.communes), Report.objects.count(), stock.figures, round(seeding, 1)),
        adding=tuple(adding),
        saving=saving,
        importing=tuple(importing),
        books=tuple(books),
        seconds=round(time.perf_counter() - begun, 1),
    )


def _desks(country: Country) -> list[Desk]:
    """Seat an officer in every commune and province, and somebody who looks at the nation."""
    land = country.now
    provinces = sorted(land.provinces.values(), key=lambda one: one.path)
    nation = place_named("VN", DAY)
    communes = seat(Role.COMMUNE_OFFICER, land.communes)
    return [*communes, *seat(Role.PROVINCE_OFFICER, provinces), *seat(Role.AUDITOR, [nation])]


def _adding(plan: ReportsPlan, stock: Stock, desks: list[Desk], say: Say) -> tuple[list[Adding], float]:
    """Ask totals with a tenth of the figures stored and with all of them; also return the seconds of seeding."""
    found: list[Adding] = []
    seeding = 0.0
    for amount in (plan.values // _TENTH, plan.values):
        begun = time.perf_counter()
        stock.grow_to(amount)
        refresh_statistics()
        seeding += time.perf_counter() - begun
        say(f"số tổng, kho có {stock.figures} số")
        found += measure_adding(plan, stock, desks, year=amount == plan.values)
    return found, seeding
