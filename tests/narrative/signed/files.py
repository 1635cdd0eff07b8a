"""Signed files of the town: a small report with its figures, signed by an officer whose authority is trusted."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import DashItem, LetterKind
from binhyen.documents.rules.layout import ND30
from binhyen.documents.rules.signing import Deed
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.signing import sign
from binhyen.kernel.amounts import Amount, Bound, exactly, roughly
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.rules.figures_of_report import ReportFigures
from tests.documents.keys import setting_of
from tests.documents.letters import decision
from tests.narrative.signed.figures import figure
from tests.reports.factories import NOW

AMOUNTS: dict[str, tuple[Amount, str, str]] = {
    "propaganda_sessions": (exactly(8), "08", "Tổ chức 08 buổi tuyên truyền."),
    "propaganda_attendance": (roughly(400, Bound.OVER), "hơn 400", "Có hơn 400 lượt người dự."),
    "leaflets": (exactly(1350), "1.350", "Phát 1.350 tờ rơi."),
    "models_total": (exactly(9), "09", "Toàn xã có 09 mô hình."),
    "tips_received": (exactly(12), "12", "Nhân dân cung cấp 12 tin báo."),
}
"""The last has no cell in the town's small form."""


def report_of(place_code: str, period: str = "2026-11", **changes: tuple[Amount, str, str]) -> ReportFigures:
    """Return the figures of a commune's report."""
    said = AMOUNTS | changes
    figures = tuple(
        replace(figure(code, amount, printed, phrase, place=place_code), period=period)
        for code, (amount, printed, phrase) in said.items()
    )
    return ReportFigures(place_code, "xã An Phú", period, "bao-cao-thang", figures)


def paper_of(report: ReportFigures, *, carried: tuple[Attached, ...] | None = None, lines: int = 0) -> bytes:
    """Return the PDF that prints and carries figures; `lines` of other words make it longer."""
    files = carried_files(report) if carried is None else carried
    blocks = (*(DashItem(f"Dòng {number}.") for number in range(lines)), *(DashItem(one.phrase) for one in report))
    letter = decision(
        kind=LetterKind.REPORT,
        subject="Kết quả phong trào tháng 11",
        bases=(),
        authority="",
        annexes=(),
        blocks=blocks,
        symbol="07/BC-UBND",
        issued_on=date(2026, 11, 5),
        verification="https://binhyen.example/kiem-tra/mau/",
    )
    sheet = compose(letter, ND30, check="7C·E2", attached=files)
    return write_page(sheet, ND30, dated=letter.issued_on, attached=files)


def signed_file(report: ReportFigures, folder: Path, at: datetime = NOW) -> bytes:
    """Return the signed PDF of figures."""
    return sign(paper_of(report), setting_of(folder), Deed(at, "An Phú")).content
