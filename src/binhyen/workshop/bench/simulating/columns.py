"""The nation's reports and figures as columns, a year and some provinces at a time: memory stays within what is set.

Ids are worked out, not handed out: a report's from its form, period and place, a figure's from its report and line. So
any part can be made by itself, in any order, and is the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.engine import offered
from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent
from binhyen.kernel.periods import Period
from binhyen.workshop.bench.simulating.expressions import counting, fating, mixing
from binhyen.workshop.bench.simulating.ground import Country
from binhyen.workshop.bench.simulating.writing import FIGURES, REPORTS, SAVED, Which
from binhyen.workshop.rules.simulating.chance import number
from binhyen.workshop.rules.simulating.profiles import Profile, profile_of
from binhyen.workshop.rules.simulating.scale import NEW_MAP, Scale, asked

DUE_DAYS = 3
MOST_LINES = 128
"""Lines of a form: a figure's id is its report's times twice as many, and its line."""
_FIVE_O_CLOCK = time(10)
"""UTC."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What forms and cells are called in the database; `reports` and `collections` are the first free ids."""

    forms: Mapping[str, int]
    cells: Mapping[CellKey, int]
    reports: int = 1
    collections: int = 1


@dataclass(frozen=True, slots=True)
class Nation:
    """Everything that a nation's columns are made of."""

    seed: int
    scale: Scale
    catalogue: Catalogue
    forms: Mapping[str, FormContent]
    country: Country
    numbers: Numbers

    @property
    def now(self) -> datetime:
        """When it is looked at: what comes later has not come."""
        return datetime.combine(self.scale.until, time(2), UTC)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form asked for one period, with the ids of its first report and its first collection."""

    form_id: int
    form: str
    form_number: int
    below: bool
    before: bool
    period: str
    period_number: int
    start: date
    end: date
    year: int
    due_on: date
    due_at: datetime
    cells: int
    reports: int
    collections: int


def asks_of(nation: Nation) -> list[Ask]:
    """Return everything that is asked, in order, with ids."""
    reports, collections, found = nation.numbers.reports, nation.numbers.collections, []
    provinces = {before: len(nation.country.provinces(before=before)) for before in (True, False)}
    for code, period in asked(nation.scale, nation.forms):
        form = nation.forms[code]
        below, before = form.filled_by is FilledBy.RESIDENTIAL_AREA, period.end < NEW_MAP
        due = period.end + timedelta(days=DUE_DAYS)
        found.append(
            Ask(
                form_id=nation.numbers.forms[code],
                form=code,
                form_number=number(nation.seed, "form", code),
                below=below,
                before=before,
                period=period.code,
                period_number=number(nation.seed, "period", period.code),
                start=period.start,
                end=period.end,
                year=period.end.year,
                due_on=due,
                due_at=datetime.combine(due, _FIVE_O_CLOCK),
                cells=len(form.lines),
                reports=reports,
                collections=collections,
            )
        )
        reports += sum(one.before == before for one in (nation.country.areas if below else nation.country.communes))
        collections += provinces[before]
    return found


class Columns:
    """The nation in a connection: small tables of places, asks, lines and moments, from which the rest is made."""

    def __init__(self, nation: Nation, connection: duckdb.DuckDBPyConnection) -> None:
        self.nation, self.connection = nation, connection
        self.asks = asks_of(nation)
        seats = nation.country.seats
        ranks = {before: _turns(nation.country.provinces(before=before)) for before in (True, False)}
        self.make("seats", [{**asdict(one), "turn": ranks[one.before][one.province]} for one in seats])
        self.make("asks", [asdict(one) for one in self.asks])
        self.make("lines", list(self._lines()))
        self.make("moments", list(self._moments()))

    def make(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make the table `sim_…` of a name from rows, of which there is one at least."""
        with offered(self.connection, "given", pa.Table.from_pylist(list(rows))):
            self.connection.execute(f"CREATE OR REPLACE TABLE sim_{name} AS FROM given")

    def _profiles(self) -> Iterator[tuple[str, int, CellKey, Profile]]:
        for code, form in self.nation.forms.items():
            for line, cell in enumerate(form.cells):
                known = self.nation.catalogue.indicators[cell.indicator]
                yield code, line, cell, profile_of(self.nation.seed, known, cell)

    def _lines(self) -> Iterator[dict[str, Any]]:
        for code, line, cell, profile in self._profiles():
            yield {
                "form_id": self.nation.numbers.forms[code], "line": line, "cell_id": self.nation.numbers.cells[cell],
                "indicator": cell.indicator, "dims": cell.dims, "cell_number": profile.code, "rate": profile.rate,
                "deviation": profile.deviation, "uneven": profile.uneven, "stock": profile.stock,
                "part": profile.part, "percent": profile.percent, "step": profile.step, "most": profile.most,
            }  # fmt: skip

    def _moments(self) -> Iterator[dict[str, Any]]:
        periods: dict[str, list[Period]] = {}
        for code, period in asked(self.nation.scale, self.nation.forms):
            periods.setdefault(code, []).append(period)
        for code, line, _, profile in self._profiles():
            for period in periods.get(code, ()):
                yield {
                    "form_id": self.nation.numbers.forms[code], "line": line, "period": period.code,
                    "factor": float(profile.factor(period)), "moment": profile.moment(period, self.nation.seed),
                }  # fmt: skip

    def fill_reports(self, year: int, provinces: Iterable[int] | None = None) -> int:
        """Make `sim_reports`: every report of a year, of the given provinces of the told map; return how many."""
        inside = f" AND s.province IN ({', '.join(map(str, provinces))})" if provinces is not None else ""
        base = f"""SELECT s.*, a.* EXCLUDE (before), s.number::UBIGINT AS place_number,
                a.form_number::UBIGINT AS form_bits, a.period_number::UBIGINT AS period_bits,
                a.reports + s.rank AS report_id, a.collections + s.turn AS collection_id
            FROM sim_asks a JOIN sim_seats s ON s.before = a.before AND (s.area IS NOT NULL) = a.below
            WHERE a.year = {year}{inside}"""
        chance = {
            "fate_bits": ("place_number", "form_bits", "period_bits"),
            "more_bits": ("form_bits", "place_number", "period_bits"),
        }
        now = f"TIMESTAMP '{self.nation.now:%Y-%m-%d %H:%M:%S}'"
        select = REPORTS.format(source=fating(mixing(base, chance)), now=now)
        self.connection.execute(f"CREATE OR REPLACE TABLE sim_reports AS {select}")
        return number_of(self.connection, "SELECT count(*) FROM sim_reports")

    def figures(self, which: Which = SAVED, of: str = "TRUE") -> str:
        """Return the SELECT of the figures of those reports `of` which a condition holds, as the lake has them.

        What takes part is not resolved yet.
        """
        base = f"""SELECT r.*, l.* EXCLUDE (form_id), m.factor, m.moment::UBIGINT AS moment_bits,
                l.cell_number::UBIGINT AS cell_bits, 0::UBIGINT AS nothing
            FROM sim_reports r JOIN sim_moments m ON m.form_id = r.form_id AND m.period = r.period
            JOIN sim_lines l ON l.form_id = r.form_id AND l.line = m.line
            WHERE r.first_submitted_at IS NOT NULL AND {of}"""
        chance = {
            "usual_bits": ("place_number", "cell_bits", "nothing"),
            "lean_bits": ("place_number", "cell_bits", "moment_bits"),
            "round_bits": ("cell_bits", "place_number", "moment_bits"),
            "word_bits": ("period_bits", "cell_bits", "place_number"),
        }
        counted = counting(mixing(base, chance))
        return FIGURES.format(source=counted, later=which.later, holds=which.holds, lines=2 * MOST_LINES)


def number_of(connection: duckdb.DuckDBPyConnection, select: str) -> int:
    """Return the one number that a SELECT gives; nothing is 0."""
    ((found,),) = connection.execute(select).fetchall()
    return int(found or 0)


def _turns(ids: Sequence[int]) -> dict[int, int]:
    return {one: at for at, one in enumerate(ids)}
