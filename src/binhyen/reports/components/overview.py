"""Rows of the pages of collections: figures that open, bars, chips, the exported table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext

from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import ancestors
from binhyen.kernel.vietnamese import percent, short_date
from binhyen.reports.components.words import Chip, chip_of, period_name, state_word, timely_chip
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.overview import Listed, Stand
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import State, Timeliness
from binhyen.reports.rules.timeliness import Completeness, timeliness
from binhyen.sheets.rules.columns import CellType, Column
from binhyen.sheets.writers import Out
from binhyen.sheets.writers.plain import PlainColumn, write_csv
from binhyen.ui.components.parts import Choice, Segment

_HEADINGS = {
    Stand.EXPECTED: gettext_noop("Reports expected"),
    Stand.SENT: gettext_noop("Reports sent"),
    Stand.ON_TIME: gettext_noop("On time"),
    Stand.LATE: gettext_noop("Late"),
    Stand.ACCEPTED: gettext_noop("Accepted"),
    Stand.OVERDUE: gettext_noop("Overdue"),
    Stand.DUE: gettext_noop("Not due yet"),
    Stand.EXEMPT: gettext_noop("Exempt"),
    Stand.NOT_APPLICABLE: gettext_noop("Not applicable"),
}
_LISTED = (Stand.EXPECTED, Stand.SENT, Stand.ON_TIME, Stand.ACCEPTED, Stand.OVERDUE)
_SHOWN = (Stand.EXPECTED, Stand.SENT, Stand.ON_TIME, Stand.LATE, Stand.ACCEPTED, Stand.OVERDUE, Stand.EXEMPT)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number under its heading, and the list that it opens into."""

    heading: str
    amount: int
    href: str


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """How a collection stands."""

    collection: Collection
    period: str
    figures: tuple[Figure, ...]
    segments: tuple[Segment, ...]
    share: str
    """Sent of expected, never above 100 %."""


def headings() -> list[str]:
    """Return the headings of the numbers in the list of collections."""
    return [gettext(_HEADINGS[stand]) for stand in _LISTED]


def collection_rows(listed: Iterable[Listed]) -> list[CollectionRow]:
    """Return the lines of the list of collections."""
    return [collection_row(one.collection, one.complete, _LISTED) for one in listed]


def collection_row(collection: Collection, complete: Completeness, shown: Iterable[Stand] = _SHOWN) -> CollectionRow:
    """Return how one collection stands."""
    amounts = amounts_of(complete)
    return CollectionRow(
        collection,
        period_name(collection.period),
        tuple(_figure(collection.pk, stand, amounts[stand]) for stand in shown),
        segments_of(complete),
        percent(complete.sent, complete.expected),
    )


def amounts_of(complete: Completeness) -> dict[Stand, int]:
    """Return the numbers of an overview by what they count."""
    return {
        Stand.EXPECTED: complete.expected,
        Stand.SENT: complete.sent,
        Stand.ON_TIME: complete.on_time,
        Stand.LATE: complete.late,
        Stand.ACCEPTED: complete.accepted,
        Stand.OVERDUE: complete.overdue,
        Stand.DUE: complete.missing - complete.overdue,
        Stand.EXEMPT: complete.exempt,
        Stand.NOT_APPLICABLE: complete.not_applicable,
    }


def _figure(collection_id: int, stand: Stand, amount: int) -> Figure:
    href = addresses.collection(collection_id, {"dem": stand.value})
    return Figure(gettext(_HEADINGS[stand]), amount, href)


def segments_of(complete: Completeness) -> tuple[Segment, ...]:
    """Return the shares of a bar: accepted, sent, overdue, not due yet."""
    rest = complete.missing - complete.overdue
    return (
        Segment("met", complete.accepted, gettext("Accepted")),
        Segment("doing", complete.not_accepted, gettext("Sent, not accepted yet")),
        Segment("not", complete.overdue, gettext("Overdue")),
        Segment("none", rest, gettext("Not due yet")),
    )


def legend() -> tuple[Segment, ...]:
    """Return the key of the bars."""
    return segments_of(Completeness())


# ------------------------------------------------------------------ reports


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a collection's list."""

    report: Report
    href: str
    place: str
    chip: Chip
    timely: Chip
    days: int
    """Days after its day: so far, or when it was sent."""
    cells: int


@dataclass(frozen=True, slots=True)
class ListFrame:
    """What the rows of one list share: today, the names of places, the cells of the form, who receives."""

    today: date
    places: Mapping[str, str]
    cells: int
    received: frozenset[int] = frozenset()
    """Reports that the reader receives: their lines lead to the desk."""


def report_row(report: Report, frame: ListFrame) -> ReportRow:
    """Return one line; needs no query."""
    expected = expected_of(report)
    how = timeliness(expected, frame.today)
    received = report.pk in frame.received
    return ReportRow(
        report,
        addresses.receive(report.pk) if received else addresses.report(report.pk),
        _place_name(report.place_path, frame.places),
        chip_of(report),
        timely_chip(how),
        _days_late(report, how, frame.today),
        frame.cells,
    )


def _days_late(report: Report, how: Timeliness, today: date) -> int:
    if how is Timeliness.OVERDUE:
        return (today - report.due_on).days
    if how is Timeliness.LATE and report.first_submitted_at is not None:
        return (localdate(report.first_submitted_at) - report.due_on).days
    return 0


def _place_name(path: str, places: Mapping[str, str]) -> str:
    """Return the nearest named place above a report's own."""
    above = reversed(ancestors(path)[:-1])
    return next((places[one] for one in above if one in places), "")


def state_chips(counted: Mapping[str, int]) -> list[Choice]:
    """Return the states of a list with how many there are, all first."""
    found = [Choice(state, state_word(State(state)), amount) for state, amount in counted.items()]
    return [Choice("", gettext("All"), sum(counted.values())), *found]


def stand_word(stand: str) -> str:
    """Return the heading of the number that a list was opened from."""
    return gettext(_HEADINGS[Stand(stand)]) if stand in set(Stand) else ""


# ------------------------------------------------------------------ the exported table


def export_columns() -> tuple[Column, ...]:
    """Return the columns of the exported list."""
    return (
        Column("name", "Đơn vị báo cáo", width=34),
        Column("place", "Địa bàn", width=26),
        Column("state", "Trạng thái", width=22),
        Column("timely", "Thời hạn", width=16),
        Column("due_on", "Hạn nộp", CellType.DATE),
        Column("sent_on", "Ngày nộp", CellType.DATE),
        Column("days", "Số ngày trễ", CellType.INT),
        Column("filled", "Số ô đã nhập", CellType.INT),
        Column("cells", "Số ô của biểu", CellType.INT),
        Column("revision", "Lần sửa", CellType.INT),
        Column("reason", "Lý do miễn hoặc không áp dụng", width=40),
    )


def export_rows(rows: Iterable[ReportRow]) -> Iterable[list[Out]]:
    """Return lines as the columns of the exported list have them."""
    for row in rows:
        one = row.report
        sent = one.first_submitted_at
        yield [
            one.name,
            row.place,
            row.chip.word,
            row.timely.word,
            one.due_on,
            localdate(sent) if sent else None,
            row.days,
            one.filled,
            row.cells,
            one.revision,
            one.standing_reason,
        ]


def csv_of(rows: Iterable[ReportRow]) -> bytes:
    """Return the exported list as CSV that spreadsheets open with Vietnamese letters and never compute."""
    columns = [PlainColumn(column.header) for column in export_columns()]
    lines = write_csv(columns, ([_written(value) for value in row] for row in export_rows(rows)))
    return "".join(lines).encode()


def _written(value: Out) -> Out:
    return short_date(value) if isinstance(value, date) else value
