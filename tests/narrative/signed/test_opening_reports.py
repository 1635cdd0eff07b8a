"""Opening signed reports whole: signature, figures, pages."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.signing import Deed
from binhyen.documents.writers.signing import sign
from binhyen.kernel.amounts import exactly
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.queries.opening import open_report
from binhyen.narrative.rules.figures_as_data import CSV_NAME, JSON_NAME, to_csv, to_json
from binhyen.narrative.rules.figures_of_report import ReportFigures
from tests.documents.keys import setting_of
from tests.documents.tampering import TAMPERED, written_anew
from tests.narrative.signed.files import paper_of, report_of, signed_file
from tests.reports.factories import NOW

REPORT = report_of("09175")


def codes(content: bytes) -> list[str]:
    return [one.code for one in open_report(content, now=NOW).findings]


def signed(paper: bytes, folder: Path) -> bytes:
    return sign(paper, setting_of(folder), Deed(NOW)).content


def test_a_signed_report_gives_its_figures_exactly(tmp_path: Path) -> None:
    opened = open_report(signed_file(REPORT, tmp_path), now=NOW)
    assert opened.believed
    assert opened.figures == REPORT
    assert [one.code for one in opened.findings] == ["documents.revocation_unknown"]


def test_sentences_may_run_over_a_page_break(tmp_path: Path) -> None:
    for lines in (24, 25, 26, 27):
        assert open_report(signed(paper_of(REPORT, lines=lines), tmp_path), now=NOW).believed


@pytest.mark.parametrize("way", TAMPERED)
def test_nothing_is_taken_from_a_changed_file(way: str, tmp_path: Path) -> None:
    change, code = TAMPERED[way]
    opened = open_report(change(signed_file(REPORT, tmp_path)), now=NOW)
    assert (opened.believed, opened.figures) == (False, None)
    assert [one.code for one in opened.findings] == [code]


def test_pages_replaced_by_writing_the_file_anew_are_told_apart(tmp_path: Path) -> None:
    other = report_of("09175", leaflets=(exactly(9999), "9.999", "Phát 9.999 tờ rơi."))
    lying = signed(paper_of(other, carried=carried_files(REPORT)), tmp_path)
    assert codes(written_anew(lying)) == ["documents.pages_replaced"]


def test_pages_that_print_other_figures_than_are_attached_are_refused(tmp_path: Path) -> None:
    other = report_of("09175", leaflets=(exactly(9999), "9.999", "Phát 9.999 tờ rơi."))
    lying = signed(paper_of(other, carried=carried_files(REPORT)), tmp_path)
    assert codes(lying) == ["narrative.pages_differ", "documents.revocation_unknown"]


def test_a_file_that_carries_no_figures_is_said_to_be_sound_but_empty(tmp_path: Path) -> None:
    assert codes(signed(paper_of(REPORT, carried=()), tmp_path))[0] == "narrative.no_figures"


def _json(content: bytes) -> Attached:
    return Attached(JSON_NAME, content, "application/json", "Số liệu")


def _table(report: ReportFigures) -> Attached:
    return Attached(CSV_NAME, to_csv(report), "text/csv", "Số liệu")


@pytest.mark.parametrize(
    ("carried", "code"),
    [
        ((_json(b"{"),), "narrative.figures_unreadable"),
        ((_json(to_json(REPORT).replace(b"so-lieu/1", b"so-lieu/9")),), "narrative.figures_version"),
        ((_json(to_json(REPORT).replace(b'"bound":"over"', b'"bound":"sure"')),), "narrative.figures_broken"),
        ((_json(to_json(REPORT)), _table(replace(REPORT, figures=REPORT.figures[:1]))), "narrative.table_differs"),
    ],
)
def test_figures_that_cannot_be_read_are_refused(carried: tuple[Attached, ...], code: str, tmp_path: Path) -> None:
    assert codes(signed(paper_of(REPORT, carried=carried), tmp_path))[0] == code


def test_certificates_of_the_settings_and_of_the_command_are_trusted_alike(tmp_path: Path, settings: Settings) -> None:
    content = signed_file(REPORT, tmp_path)
    trust = settings.TRUSTED_CERTIFICATES
    settings.TRUSTED_CERTIFICATES = []
    assert codes(content) == ["documents.signature_untrusted"]
    assert open_report(content, now=NOW, trust=trust).believed
