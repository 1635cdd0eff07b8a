"""What signals are looked for in: the sent reports of a collection, a year behind them, in a fixed number of queries.

Figures about people that are guarded take no part, and neither does who typed what.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid, Shingles
from binhyen.analytics.rules.signals.texts import shingles_of
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.guards import is_guarded
from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.amounts import Bound, Origin, Said
from binhyen.kernel.periods import parse_period
from binhyen.reports.models import CellFile, Collection, Difficulty, Figure, Report, Waiver
from binhyen.reports.queries.counted import Counted, counted_for_each
from binhyen.reports.queries.figures import known_at
from binhyen.reports.rules.lifecycle import Standing

PERIODS = 12
"""How many periods are read before the one that is looked at."""
_TOLD = (Said.NUMBER, Said.NOTHING)
Reporter = tuple[int, int | None, int | None]
"""Place, unit and post: whoever reports again."""
Past = Mapping[tuple[str, Reporter, int], Decimal]
"""What was said before, by period, reporter and cell."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """What is read of the form: numbers of cells, and which of them hold on."""

    form: FormContent
    numbers: Mapping[int, CellKey]
    stocks: frozenset[CellKey]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the figures of a collection."""

    past: Past
    codes: tuple[str, ...]
    """Codes of the periods before, the oldest first."""
    last_year: str
    backed: frozenset[tuple[int, int]]
    counted: Mapping[int, Mapping[CellKey, Counted]]
    counted_before: Mapping[Reporter, Mapping[CellKey, Counted]]
    countable: frozenset[CellKey]


def sent_reports(collection: Collection) -> list[Report]:
    """Return the reports that were sent and are expected."""
    rows = Report.objects.filter(collection=collection, first_submitted_at__isnull=False)
    return list(rows.exclude(standing=Standing.NOT_APPLICABLE).select_related("collection__version").order_by("pk"))


def said_in(collection: Collection) -> list[ReportSaid]:
    """Read what the sent reports of a collection say."""
    reports = sent_reports(collection)
    if not reports:
        return []
    cells = _cells(collection)
    beside = _beside(collection, reports, cells)
    figures = _figures(collection, cells)
    texts = _texts(collection, figures)
    return [_said(one, figures.get(one.pk, ()), (cells, beside), texts.get(one.pk, "")) for one in reports]


def _cells(collection: Collection) -> _Cells:
    indicators = catalogue().indicators
    known = {
        number: cell
        for cell, number in cells_of(collection.version).items()
        if (one := indicators.get(cell.indicator)) and one.in_forms and not is_guarded(one)
    }
    stocks = frozenset(cell for cell in known.values() if indicators[cell.indicator].is_stock)
    return _Cells(content_of(collection.version), known, stocks)


def _figures(collection: Collection, cells: _Cells) -> dict[int, list[Figure]]:
    rows = Figure.objects.filter(known_at(None), report__collection=collection, cell_id__in=list(cells.numbers))
    found: dict[int, list[Figure]] = defaultdict(list)
    for row in rows.order_by("report_id", "cell_id"):
        found[row.report_id].append(row)
    return found


def _beside(collection: Collection, reports: list[Report], cells: _Cells) -> _Beside:
    period = parse_period(collection.period)
    codes = [previous(period).code]
    while len(codes) < PERIODS:
        codes.append(previous(parse_period(codes[-1])).code)
    last_year = same_last_year(period).code
    counted = counted_for_each(reports, cells.form)
    before = _reports_before(collection, codes[0])
    counted_before = counted_for_each(before, cells.form) if before else {}
    return _Beside(
        _past(collection, {*codes, last_year}, cells),
        tuple(reversed(codes)),
        last_year,
        _backed(collection),
        counted,
        {_reporter(one): counted_before.get(one.pk, {}) for one in before},
        frozenset(cell for found in (*counted.values(), *counted_before.values()) for cell in found),
    )


def _reports_before(collection: Collection, code: str) -> list[Report]:
    rows = Report.objects.filter(
        collection__province_id=collection.province_id,
        collection__version__form_id=collection.version.form_id,
        collection__period=code,
    )
    return list(rows.select_related("collection"))


def _past(collection: Collection, codes: set[str], cells: _Cells) -> Past:
    rows = Figure.objects.filter(
        known_at(None),
        report__collection__province_id=collection.province_id,
        report__collection__version__form_id=collection.version.form_id,
        report__collection__period__in=codes,
        cell_id__in=list(cells.numbers),
        said__in=_TOLD,
    )
    listed = rows.values_list(
        "report__collection__period", "report__place_id", "report__unit_id", "report__post_id", "cell_id", "amount"
    )
    return {
        (period, (place, unit, post), cell): amount or Decimal(0) for period, place, unit, post, cell, amount in listed
    }


def _backed(collection: Collection) -> frozenset[tuple[int, int]]:
    """Return the cells with a file or an explanation of the value as it stands: two queries."""
    files = CellFile.objects.filter(report__collection=collection, removed_at=None).values_list("report_id", "cell_id")
    waivers = Waiver.objects.filter(
        report__collection=collection,
        report__figures__cell_id=F("cell_id"),
        report__figures__version=F("figure_version"),
        report__figures__superseded_at=None,
    )
    return frozenset(files) | frozenset(waivers.values_list("report_id", "cell_id"))


def _texts(collection: Collection, figures: Mapping[int, list[Figure]]) -> dict[int, str]:
    """Return the words of each report: difficulties and proposals, and notes at its figures."""
    found: dict[int, list[str]] = defaultdict(list)
    for report, text in Difficulty.objects.filter(report__collection=collection).values_list("report_id", "text"):
        found[report].append(text)
    for report, listed in figures.items():
        found[report] += [one.note for one in listed if one.note]
    return {report: "\n".join(words) for report, words in found.items()}


def _reporter(report: Report) -> Reporter:
    return report.place_id, report.unit_id, report.post_id


def _said(report: Report, figures: list[Figure] | tuple[()], read: tuple[_Cells, _Beside], text: str) -> ReportSaid:
    cells, beside = read
    told = tuple(_cell(report, one, cells, beside) for one in figures if one.said in _TOLD)
    words: Shingles = shingles_of(text)
    return ReportSaid(report.pk, told, words, _end_of(report.due_on), report.first_submitted_at)


def _cell(report: Report, figure: Figure, cells: _Cells, beside: _Beside) -> CellSaid:
    key, who = cells.numbers[figure.cell_id], _reporter(report)
    place_itself = report.unit_id is None and report.post_id is None
    register = key in beside.countable and place_itself
    return CellSaid(
        cell=str(key),
        value=figure.amount or Decimal(0),
        denominator=figure.denominator,
        exact=figure.bound == Bound.EXACT,
        stock=key in cells.stocks,
        origin=Origin(figure.origin),
        counted=_number(beside.counted.get(report.pk, {}), key) if register else None,
        counted_before=_number(beside.counted_before.get(who, {}), key) if register else None,
        backed=bool(figure.note) or (figure.report_id, figure.cell_id) in beside.backed,
        entered_at=figure.recorded_at,
        history=()
        if figure.denominator
        else tuple(beside.past.get((code, who, figure.cell_id)) for code in beside.codes),
        last_year=None if figure.denominator else beside.past.get((beside.last_year, who, figure.cell_id)),
    )


def _number(counted: Mapping[CellKey, Counted], key: CellKey) -> Decimal:
    return counted[key].amount.number if key in counted else Decimal(0)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
