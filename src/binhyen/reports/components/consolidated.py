"""Consolidated tables as a page shows them, and as they leave: workbook, CSV with its schema, paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from django.utils.translation import gettext

from binhyen.documents.rules.content import Align
from binhyen.documents.rules.official import OfficialColumn, OfficialSection, OfficialTable
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Line, Section
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, Sum
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import long_date, number
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.reports.components.totals import HIDDEN, share_text, sum_text
from binhyen.reports.components.words import period_name
from binhyen.reports.queries.consolidated import TableRow
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import Timeliness
from binhyen.reports.rules.totals import Basis
from binhyen.sheets.rules.consolidated import (
    ConsolidatedLine,
    ConsolidatedRow,
    ConsolidatedSection,
    ConsolidatedSheet,
    Entry,
    Mark,
    Marked,
)
from binhyen.sheets.writers import plain
from binhyen.sheets.writers.plain import PlainColumn

_NUMBER = OfficialColumn("TT", width=0.5, align=Align.CENTRE)
_PLACE = OfficialColumn("Nơi báo cáo", width=3, align=Align.LEFT)
_WORDS = {
    Timeliness.DUE: ("waiting", gettext_noop("no figures yet")),
    Timeliness.OVERDUE: ("late", gettext_noop("no figures, overdue")),
    Timeliness.LATE: ("returned", gettext_noop("sent late")),
    Timeliness.EXEMPT: ("na", gettext_noop("exempt")),
    Timeliness.NOT_APPLICABLE: ("na", gettext_noop("does not report here")),
}


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of the page: its words, where it opens; `look` is "", "empty", "hidden" or "waiting"."""

    text: str
    href: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the page, with the chip of what is remarkable about its report."""

    name: str
    href: str
    cells: Sequence[TableCell]
    chip: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class SumCell:
    """The sum of a column: its words, its share, where it opens; without words the places make no number."""

    text: str
    share: str
    href: str


def shown_rows(rows: Iterable[TableRow], cells: Sequence[CellKey]) -> list[ShownRow]:
    """Return the rows as the page shows them."""
    return [_shown(row, cells) for row in rows]


def _shown(row: TableRow, cells: Sequence[CellKey]) -> ShownRow:
    quiet = row.timely in {Timeliness.DUE, Timeliness.OVERDUE} and row.amounts
    chip, word = ("", "") if quiet or row.timely is None else _WORDS.get(row.timely, ("", ""))
    listed = [_cell(row, cell) for cell in cells]
    return ShownRow(row.name, addresses.report(row.report_id), listed, chip, gettext(word) if word else "")


def _cell(row: TableRow, cell: CellKey) -> TableCell:
    amount = row.amounts.get(cell)
    if amount is None:
        return TableCell("", look="empty")
    if cell in row.hidden:
        return TableCell(gettext(HIDDEN), look="hidden")
    href = "" if amount.said is Said.NUMBER and not amount.value else addresses.cell(row.report_id, str(cell))
    return TableCell(write_amount(amount), href, "waiting" if cell in row.waiting else "")


def shown_sums(sums: Mapping[CellKey, Sum | None], kept: Mapping[str, object]) -> list[SumCell]:
    """Return the sums of the columns; each opens as a line by itself."""
    return [_sum(cell, one, kept) for cell, one in sums.items()]


def _sum(cell: CellKey, found: Sum | None, kept: Mapping[str, object]) -> SumCell:
    if found is None:
        return SumCell("", "", "")
    asked = {**kept, "chi_tieu": cell.indicator, "tach": cell.dims, "dong": "1"}
    return SumCell(sum_text(found), share_text(found), addresses.total(asked) if found.value or found.vague else "")


# ------------------------------------------------------------------ on their way out

BASES = {Basis.SAVED: "số liệu đã lưu", Basis.ACCEPTED: "số liệu đã chấp nhận"}
"""What the figures of a table are, as it says on its head."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is written over a table that leaves."""

    name: str
    title: str
    period: str
    source: str
    notes: tuple[tuple[str, str], ...] = ()


def head_of(code: str, title: str, basis: Basis, until: datetime) -> TableHead:
    """Return what stands over the table of a period: its title, and where its figures come from."""
    source = f"Nguồn: báo cáo trên hệ thống; {BASES[basis]} đến {until:%H:%M} ngày {until:%d/%m/%Y}"
    return TableHead(code, title, period_name(code), source, (("Cơ sở", BASES[basis]),))


def sheet_of(
    head: TableHead, sections: Sequence[Section], rows: Iterable[TableRow], sums: Mapping[CellKey, Sum | None]
) -> ConsolidatedSheet:
    """Return a sheet whose rows are read while they are written. Small counts are hidden, sums stand."""
    cells = list(sums)
    return ConsolidatedSheet(
        name=head.name,
        title=head.title,
        period=head.period,
        sections=tuple(ConsolidatedSection(one.title, tuple(_line(line) for line in one.lines)) for one in sections),
        rows=(ConsolidatedRow(row.code, row.name, entries_of(row, cells), _marks(row)) for row in rows),
        sums=[_sum_entry(sums[cell]) for cell in cells],
        source=head.source,
        notes=head.notes,
    )


def _line(line: Line) -> ConsolidatedLine:
    indicator = catalogue().find(line.cell.indicator)
    unit = line.unit or (indicator.unit if indicator else "")
    return ConsolidatedLine(line.label, unit, line.key, indicator.definition if indicator else "")


def entries_of(row: TableRow, cells: Iterable[CellKey]) -> list[Entry]:
    """Return a row's entries: numbers as numbers, words as words, small counts as a mark."""
    return [_entry(row, cell) for cell in cells]


def _entry(row: TableRow, cell: CellKey) -> Entry:
    amount = row.amounts.get(cell)
    if amount is None:
        return None
    if cell in row.hidden:
        return Marked(Mark.HIDDEN)
    value = _exact(amount)
    return Marked(Mark.NOT_ACCEPTED, value) if cell in row.waiting else value


def _exact(amount: Amount) -> Decimal | str:
    exact = amount.said is Said.NUMBER and amount.denominator is None and amount.bound is Bound.EXACT
    return amount.value if exact and amount.value is not None else write_amount(amount)


def _sum_entry(found: Sum | None) -> Entry:
    if found is None or (found.value is None and not found.vague):
        return None
    plain = found.bound is Bound.EXACT and found.denominator is None and not found.vague
    return found.value if plain else sum_text(found)


def _marks(row: TableRow) -> tuple[Mark, ...]:
    late = (Mark.LATE,) if row.timely is Timeliness.LATE else ()
    missing = (Mark.MISSING,) if row.missing else ()
    return (*missing, *late, *((Mark.NOT_ACCEPTED,) if row.waiting else ()))


def csv_lines(sheet: ConsolidatedSheet) -> Iterator[str]:
    """Give a sheet as lines of CSV: the heading by keys of lines, the sums, then a row a place."""
    sums = ("", sheet.sums_label, "", *map(_plain, sheet.sums))
    rows = ((row.code, row.name, _mark_codes(row), *map(_plain, row.entries)) for row in sheet.rows)
    return plain.write_csv(_columns(sheet), chain([sums], rows), marked=False)


def csv_schema(sheet: ConsolidatedSheet) -> dict[str, object]:
    """Return the table schema of the CSV: what each column holds, in which unit."""
    told = "Số ghi như 1234.5; tỷ lệ ghi tử/mẫu; lời ước chừng ghi nguyên; số nhỏ được ẩn ghi “an”."
    head = {"title": sheet.title, "period": sheet.period, "source": sheet.source, "description": told}
    return {**head, **plain.csv_schema(_columns(sheet))}


_FIXED = (
    PlainColumn("code", description="Mã địa bàn trên bản đồ của kỳ báo cáo; trống ở dòng tổng"),
    PlainColumn("name", description="Nơi báo cáo"),
    PlainColumn("marks", description="missing: chưa có báo cáo; late: nộp muộn; not_accepted: có số chưa chấp nhận"),
)


def _columns(sheet: ConsolidatedSheet) -> list[PlainColumn]:
    lines = (PlainColumn(one.code, "string", one.definition, one.label, one.unit) for one in sheet.lines)
    return [*_FIXED, *lines]


def _mark_codes(row: ConsolidatedRow) -> str:
    return " ".join(one.value for one in row.marks)


def _plain(entry: Entry) -> int | Decimal | str | None:
    if isinstance(entry, Marked):
        return "an" if entry.mark is Mark.HIDDEN else entry.value
    return entry


def paper_of(sheet: ConsolidatedSheet, place: PlaceVersion, today: date) -> OfficialTable:
    """Return a sheet as the paper of a place's committee."""
    name = label_of(place)
    return table_of(sheet, f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}", f"{place.name}, {long_date(today)}")


def table_of(sheet: ConsolidatedSheet, agency: str, place_and_date: str) -> OfficialTable:
    """Return a sheet as an official table on paper."""
    sections = tuple(
        OfficialSection(one.title, tuple(OfficialColumn(line.label, line.unit) for line in one.lines))
        for one in sheet.sections
    )
    rows = [[str(number), row.name, *(_said(one) for one in row.entries)] for number, row in enumerate(sheet.rows, 1)]
    return OfficialTable(
        title=sheet.title,
        period=sheet.period,
        agency=agency,
        place_and_date=place_and_date,
        lead=(_NUMBER, _PLACE),
        sections=sections,
        rows=rows,
        sums=["", sheet.sums_label, *(_said(one) for one in sheet.sums)],
        notes=(sheet.source, *(f"{word}: {told}" for word, told in sheet.notes)),
    )


def _said(entry: Entry) -> str:
    if isinstance(entry, Marked):
        return "ẩn" if entry.mark is Mark.HIDDEN else _said(entry.value)
    return "" if entry is None else number(entry) if isinstance(entry, Decimal) else str(entry)
