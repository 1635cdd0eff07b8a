"""The six questions: each as the lake's own question, and as the SQL that somebody would write by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.analytics.rules.questions import Question, Within
from binhyen.indicators.rules.catalogue import OverPlaces, OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.windows import periods_in
from binhyen.kernel.periods import Period, year
from binhyen.places.rules.kinds import Tier
from binhyen.workshop.bench.simulating.columns import Nation
from binhyen.workshop.bench.simulating.others import YEARS
from binhyen.workshop.rules.simulating.forms import MONTHLY, SHIPPED

TOTALS, RECOGNITION = "totals", "recognition"
_MANY, _FEW = 50, 10
_GRAINS = {PeriodType.MONTH: "month", PeriodType.QUARTER: "quarter", PeriodType.YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the six. `grain` names the span that figures are added over, `place` the column that places come from."""

    name: str
    measure: str
    question: Question
    grain: str = ""
    place: str = ""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that are asked for."""
        return self.question.indicators

    @property
    def first(self) -> date:
        """The first day of all periods."""
        return self.question.first

    @property
    def last(self) -> date:
        """The last day of all periods."""
        return self.question.last


def six(nation: Nation, scope: str) -> list[Asked]:
    """Return the six questions about a nation, as somebody asks who sees all of `scope`: the path of the whole."""
    top = scope.partition(".")[0]
    last = nation.scale.until.year
    whole = last - 1
    ten, fifty = _monthly(nation, _FEW), _monthly(nation, _MANY)
    province = nation.country.provinces(before=False)[0]
    one = (Within(Tier.PROVINCE, province),)
    months, quarters = periods_in(PeriodType.MONTH, whole), periods_in(PeriodType.QUARTER, whole)
    years = [year(whole - 1), year(whole)] if whole - 1 in nation.scale.calendar else [year(whole), year(last)]
    ended = range(last - YEARS + 1, last + 1)

    def totals(name: str, tier: Tier, periods: Sequence[Period], codes: Iterable[str], grain: str) -> Asked:
        question = Question((scope,), tuple(codes), tuple(periods), tier)
        return Asked(name, TOTALS, question, grain, _PLACES.get(tier, top))

    third = totals("xã của một tỉnh × 12 tháng × 1", Tier.COMMUNE, months, ten[:1], "month")
    return [
        totals("cả nước × 12 tháng × 10", Tier.NATION, months, ten, "month"),
        totals("34 tỉnh × 4 quý × 10", Tier.PROVINCE, quarters, ten, "quarter"),
        Asked(third.name, TOTALS, _within(third.question, one), "month", third.place),
        totals("34 tỉnh × 2 năm × 50", Tier.PROVINCE, years, _yearly(nation, _MANY), "year"),
        totals("mọi xã × 1 tháng × 50", Tier.COMMUNE, months[-1:], fifty, "month"),
        Asked(
            "công nhận theo tỉnh × 10 năm",
            RECOGNITION,
            Question((scope,), (), tuple(year(number) for number in ended), Tier.PROVINCE, on_map=year(last).end),
        ),
    ]


VALUE = "CASE WHEN said = 'vague' THEN amount ELSE coalesce(amount, 0) END"
"""What a figure adds: nothing to report adds zero, words add nothing."""
_PLACES = {Tier.PROVINCE: "province_now", Tier.COMMUNE: "commune_now"}


def _within(question: Question, within: tuple[Within, ...]) -> Question:
    return Question(question.scopes, question.indicators, question.periods, question.tier, within)


def _monthly(nation: Nation, amount: int) -> list[str]:
    return _summed(nation, [cell for code in (SHIPPED[0], MONTHLY) for cell in nation.forms[code].cells])[:amount]


def _yearly(nation: Nation, amount: int) -> list[str]:
    return _summed(nation, nation.forms[SHIPPED[2]].cells)[:amount]


def _summed(nation: Nation, cells: Iterable[CellKey]) -> list[str]:
    """Return the indicators that make a number over places and over periods."""
    known = nation.catalogue.indicators
    codes = dict.fromkeys(cell.indicator for cell in cells)
    return [
        code
        for code in codes
        if known[code].over_places is not OverPlaces.NONE and known[code].over_time is not OverTime.NONE
    ]


# ------------------------------------------------------------------ by hand


def takes_part(grain: str) -> str:
    """Return the condition that a figure of the lake takes part in the total of the span in which it lies."""
    first, last = span_of(grain)
    outs = " AND ".join(f"NOT coalesce(out{at}_from >= {first} AND out{at}_to <= {last}, FALSE)" for at in (1, 2))
    lasting = f"coalesce(next_end > {last}, TRUE) AND coalesce(heir_end > {last}, TRUE)"
    return f"counts AND start >= {first} AND {outs} AND {lasting}"


def span_of(grain: str) -> tuple[str, str]:
    """Return the first and the last day of the span in which a figure's period ends, as DuckDB says it."""
    first = f"date_trunc('{grain}', \"end\")"
    length = {"month": "1 MONTH", "quarter": "3 MONTH", "year": "1 YEAR"}[grain]
    return f"{first}::DATE", f"({first} + INTERVAL {length} - INTERVAL 1 DAY)::DATE"


def code_of(grain: str) -> str:
    """Return the code of the span in which a figure's period ends, as DuckDB says it."""
    if grain == "quarter":
        return "year || '-Q' || quarter(\"end\")"
    return "strftime(\"end\", '%Y-%m')" if grain == "month" else "year::VARCHAR"


def listed(words: Iterable[str]) -> str:
    """Return texts as a list of SQL; the catalogue's codes hold no quotes."""
    return ", ".join(f"'{one}'" for one in words)


def by_duckdb(asked: Asked, lake: str) -> str:
    """Return the SQL over the files of a lake: indicator, place, period, amount."""
    if asked.measure == RECOGNITION:
        dossiers, results = (f"read_parquet('{lake}/{one}/*.parquet')" for one in ("dossiers", "past_results"))
        return _recognition(dossiers, results, asked)
    inside = " ".join(f"AND {one.tier}_now = {one.place_id}" for one in asked.question.within)
    years = range(asked.first.year, asked.last.year + 1)
    files = listed(f"{lake}/figures/basis=saved/year={one}/*.parquet" for one in years)
    return f"""SELECT indicator, {asked.place} AS place, {code_of(asked.grain)} AS period, sum({VALUE}) AS amount
        FROM read_parquet([{files}], hive_partitioning = false)
        WHERE NOT below AND indicator IN ({listed(asked.indicators)}) AND start >= DATE '{asked.first}'
            AND "end" <= DATE '{asked.last}' {inside} AND {takes_part(asked.grain)} AND place IS NOT NULL
        GROUP BY ALL"""


def _recognition(dossiers: str, results: str, asked: Asked) -> str:
    years = f"BETWEEN {asked.first.year} AND {asked.last.year}"
    return f"""SELECT kind AS indicator, place, year::VARCHAR AS period, sum(recognised) AS amount FROM (
            SELECT report_kind AS kind, province_now AS place, year, (result = 'recognised')::INT AS recognised
            FROM {dossiers} WHERE year {years} AND state NOT IN ('withdrawn', 'out_of_scope')
            UNION ALL SELECT kind, province_now, year, recognised FROM {results} WHERE year {years})
        GROUP BY ALL"""


def by_postgresql(asked: Asked) -> str:
    """Return the SQL over the wide table."""
    if asked.measure == RECOGNITION:
        return f"""SELECT kind, level2, yearly, sum(recognised) FROM wide_recognition
            WHERE yearly BETWEEN '{asked.first.year}' AND '{asked.last.year}' GROUP BY 1, 2, 3"""
    column = {"month": "monthly", "quarter": "quarterly", "year": "yearly"}[asked.grain]
    place = {"province_now": "level2", "commune_now": "level4"}.get(asked.place, "level1")
    periods = listed(one.code for one in asked.question.periods)
    inside = " ".join(f"AND level2 = {one.place_id}" for one in asked.question.within)
    years = ", ".join(str(number) for number in range(asked.first.year, asked.last.year + 1))
    return f"""SELECT indicator, {place}, {column}, sum(value) FROM wide_figures
        WHERE year IN ({years}) AND indicator IN ({listed(asked.indicators)}) AND {column} IN ({periods})
            AND in_{asked.grain} AND {place} IS NOT NULL {inside} GROUP BY 1, 2, 3"""
