"""What the writer writes, carries and prints agrees: drawn years on paper, read back from the file's own pages."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.layout import ND30
from binhyen.documents.rules.opening import AttachedSeen, SignedFile, other_data
from binhyen.documents.writers.page import write_page
from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.findings import has_errors
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.letters.written import WrittenDesk, written_letter
from binhyen.narrative.rules.agreeing import agreement_findings, figures_in
from binhyen.narrative.rules.figures_of_report import ReportFigures
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.narrative.writer.signing import signed_figures
from binhyen.workshop.bench.narrative.drawn import drawn_facts
from tests.documents.letters import AN_PHU, CHAIR

SIGNED = {code: one for code, one in templates().items() if one.signed and "year" in one.periods}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("code", SIGNED)
def test_the_pages_of_a_written_report_print_every_figure_that_it_carries(code: str, seed: int) -> None:
    facts = drawn_facts(SIGNED[code], seed)
    report = write_report(SIGNED[code], Material(facts), shipped_catalogue())
    about = ReportFigures("20", "tỉnh Lạng Sơn", "2025", code)
    figures = signed_figures(report, facts, about, "2026-01-05T08:00:00+07:00")
    files = carried_files(figures)
    letter = replace(
        written_letter(WrittenDesk(AN_PHU, CHAIR, demonstration=True), report),
        symbol="07/BC-BCĐ",
        issued_on=date(2026, 1, 5),
        verification="https://binhyen.example/kiem-tra/mau/",
    )
    sheet = compose(letter, ND30, check="7C·E2", attached=files)
    reader = PdfReader(BytesIO(write_page(sheet, ND30, dated=letter.issued_on, attached=files)))
    attached = tuple(AttachedSeen(name, contents[0]) for name, contents in reader.attachments.items())
    file = SignedFile("0", pages=tuple(page.extract_text() for page in reader.pages), attached=attached)
    found = agreement_findings(figures_in(file), file.pages)
    assert figures_in(file) == figures
    assert not has_errors(found), [(one.where, one.params) for one in found]
    assert not other_data(file)
    assert sum(bool(one.printed) for one in figures) > 10
