"""A consolidated table: a row a place, columns in sections, sums that the caller reckoned, what must be said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Mark(StrEnum):
    """What is said of a report or of one value. Words of tables are Vietnamese and not translated."""

    MISSING = "missing"
    LATE = "late"
    NOT_ACCEPTED = "not_accepted"
    HIDDEN = "hidden"
    NOT_COMPARABLE = "not_comparable"


MARK_WORDS = {
    Mark.MISSING: "Chưa có báo cáo",
    Mark.LATE: "Nộp muộn",
    Mark.NOT_ACCEPTED: "Chưa chấp nhận",
    Mark.HIDDEN: "ẩn",
    Mark.NOT_COMPARABLE: "–",
}
MARK_TOLD = {
    Mark.MISSING: "nơi phải báo cáo nhưng chưa gửi; không tính vào dòng tổng",
    Mark.LATE: "báo cáo gửi sau thời hạn",
    Mark.NOT_ACCEPTED: "số đã lưu, nơi nhận chưa chấp nhận",
    Mark.HIDDEN: "số nhỏ về người, hoặc số mà từ đó suy ra số nhỏ; dòng tổng vẫn tính đủ",
    Mark.NOT_COMPARABLE: "không so sánh được: địa bàn đã chia tách, không rõ phần",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with a mark. A hidden or not comparable one has no value; a saved one may be not accepted yet."""

    mark: Mark
    value: int | Decimal | str | None = None


Entry = int | Decimal | str | Marked | None
"""One cell: numbers as numbers, words ("hơn 200", "194/213") as words, None for nothing said."""


@dataclass(frozen=True, slots=True)
class ConsolidatedLine:
    """One column: its label and unit; `definition` goes to the sheet of notes."""

    label: str
    unit: str = ""
    code: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ConsolidatedSection:
    """Columns under one heading; without a title they stand by themselves."""

    title: str
    lines: tuple[ConsolidatedLine, ...]


@dataclass(frozen=True, slots=True)
class ConsolidatedRow:
    """A place (or unit) with its entries in the order of the lines, and what is said of its report."""

    code: str
    name: str
    entries: Sequence[Entry]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsolidatedSheet:
    """One sheet. `rows` may be an iterator: they are written one after the other and never kept.

    `sums` are the caller's, one for each line, and stand in the first row: a total is never a sum of rates. `notes`
    are pairs of a word and what is said of it: ("Cơ sở", "số đã lưu, 3 báo cáo chưa chấp nhận").
    """

    name: str
    """On the tab: "2026-11"."""
    title: str
    period: str
    sections: tuple[ConsolidatedSection, ...]
    rows: Iterable[ConsolidatedRow]
    sums: Sequence[Entry]
    sums_label: str = "Tổng số"
    source: str = ""
    """Under the title: "Nguồn: báo cáo của 130 xã, phường; số đã lưu đến 10:05 ngày 27/11/2026"."""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[ConsolidatedLine, ...]:
        """All columns in order."""
        return tuple(line for section in self.sections for line in section.lines)
