"""What a report form says on paper, blank or filled, in the words of official tables. Pure: values in, values out.

Texts of papers are Vietnamese and not translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import EMPTY, Amount

_DOTS = "…………………"
_REPORTERS = {
    FilledBy.RESIDENTIAL_AREA: "Khu dân cư",
    FilledBy.COMMUNE: "UBND xã, phường, đặc khu",
    FilledBy.UNIT: "Cơ quan, doanh nghiệp, nhà trường",
    FilledBy.ASSOCIATION: "Tổ chức phối hợp",
    FilledBy.PROVINCE: "UBND tỉnh, thành phố",
}
_PERIODS = {
    PeriodType.MONTH: "Tháng …… năm ………",
    PeriodType.QUARTER: "Quý …… năm ………",
    PeriodType.HALF: "Sáu tháng …………… năm ………",
    PeriodType.NINE_MONTHS: "Chín tháng năm ………",
    PeriodType.YEAR: "Năm ………",
    PeriodType.YEARS: "Giai đoạn ……… - ………",
}
COLUMNS = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a paper and its signature, as NĐ 30/2020/NĐ-CP has them; dots stand for what is filled in by hand.

    `agency` reports and `superior` is the body above it; `sent_on` is "Bắc Ninh, ngày 05 tháng 11 năm 2026".
    """

    agency: str = _DOTS
    superior: str = ""
    sent_on: str = "………………, ngày …… tháng …… năm ………"
    period: str = ""
    """"Tháng 11 năm 2026"; empty for the dots of the form's own period."""
    data: str = ""
    """"Số liệu tính từ ngày 15/10/2026 đến ngày 14/11/2026"."""
    signer_title: str = "THỦ TRƯỞNG ĐƠN VỊ"
    signer_name: str = ""
    author_name: str = ""


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One row of the table: a section's heading, or a line. `cell` is where its figure opens; None for headings."""

    code: str
    label: str
    unit: str = ""
    value: str = ""
    note: str = ""
    cell: CellKey | None = None

    @property
    def heading(self) -> bool:
        """Tell whether it heads a section."""
        return self.cell is None


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A form as it is printed on A4."""

    head: Masthead
    title: str
    period: str
    columns: tuple[str, ...]
    rows: tuple[OfficialRow, ...]
    notes: str = ""


def official_table(
    form: FormContent, values: Mapping[CellKey, Amount] | None = None, notes: Mapping[CellKey, str] | None = None
) -> tuple[OfficialRow, ...]:
    """Return the rows of a form's official table in their order, with the figures that are known; else blank."""
    return tuple(_rows(form, values or {}, notes or {}))


def _rows(form: FormContent, values: Mapping[CellKey, Amount], notes: Mapping[CellKey, str]) -> Iterator[OfficialRow]:
    for section in form.sections:
        yield OfficialRow(section.key, section.title)
        for line in section.lines:
            yield _row(line, values.get(line.cell, EMPTY), notes.get(line.cell, ""))


def _row(line: Line, amount: Amount, note: str) -> OfficialRow:
    return OfficialRow(line.key, line.label, line.unit, write_amount(amount), note, line.cell)


def official_page(
    form: FormContent,
    values: Mapping[CellKey, Amount] | None = None,
    head: Masthead | None = None,
    notes: Mapping[CellKey, str] | None = None,
) -> OfficialPage:
    """Return a form as it is printed: blank with dots, or filled in the name of somebody who reports."""
    head = head or Masthead(agency=f"{_REPORTERS[form.filled_by].upper()} {_DOTS}")
    rows = official_table(form, values, notes)
    return OfficialPage(head, form.title, head.period or _PERIODS[form.period_type], COLUMNS, rows, form.notes)
