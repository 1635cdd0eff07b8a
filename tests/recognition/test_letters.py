"""What goes on paper."""

from datetime import date

from binhyen.documents.rules.checks import findings_of
from binhyen.documents.rules.content import Signature, Table
from binhyen.kernel.findings import has_errors
from binhyen.kernel.periods import Period
from binhyen.recognition.letters import (
    Assessed,
    AssessmentText,
    CertificateText,
    DecisionText,
    Listed,
    MinutesText,
    Vote,
    assessment_letter,
    certificate_letter,
    decision_letter,
    minutes_letter,
    submission_letter,
)
from binhyen.recognition.rules.lifecycle import DecisionKind
from tests.recognition.factories import a_desk

DONG = Listed("Thôn Đông", "residential_area", "Xã An Phú")
TAY = Listed("Thôn Tây", "residential_area", "Xã An Phú")
CIRCULAR = "Thông tư 124/2021/TT-BCA"
YEAR = Period(date(2025, 11, 1), date(2026, 10, 31), "2026")


def a_text(*units: Listed, kind: DecisionKind = DecisionKind.RECOGNISE) -> DecisionText:
    return DecisionText(kind, 2026, CIRCULAR, units)


def test_a_decision_names_its_units_in_the_annexed_list() -> None:
    letter = decision_letter(a_desk(), a_text(DONG, TAY))
    assert letter.subject == "Về việc công nhận khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026"
    table = letter.annexes[0].blocks[0]
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["Thôn Đông", "Thôn Tây"]
    assert f"Căn cứ {CIRCULAR}" in letter.bases
    assert not has_errors(findings_of(letter))


def test_a_decision_over_one_unit_names_it() -> None:
    assert "công nhận Thôn Đông đạt" in decision_letter(a_desk(), a_text(DONG)).subject


def test_a_refusal_gives_its_ground_in_the_list() -> None:
    refused = Listed("Thôn Đông", "residential_area", "Xã An Phú", "Chưa đạt tiêu chí 1c.")
    table = decision_letter(a_desk(), a_text(refused, kind=DecisionKind.REFUSE)).annexes[0].blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][-1] == "Chưa đạt tiêu chí 1c."


def test_a_certificate_says_what_its_decision_was() -> None:
    text = CertificateText(DONG, 2026, "07/QĐ-UBND", date(2026, 11, 17), CIRCULAR, YEAR)
    letter = certificate_letter(a_desk(), text)
    assert letter.certificate is not None
    assert letter.certificate.decision == (
        "Quyết định số 07/QĐ-UBND ngày 17 tháng 11 năm 2026 của Ủy ban nhân dân xã An Phú"
    )
    assert not has_errors(findings_of(letter))


def test_minutes_hold_presence_and_each_vote() -> None:
    text = MinutesText(2026, date(2026, 11, 12), 5, ("Chủ tịch UBND", "Trưởng Công an"), True, "ít nhất 2/3", (
        Vote(DONG, 2, 0, 0, carried=True),
    ))  # fmt: skip
    letter = minutes_letter(a_desk(), text, Signature("THƯ KÝ", "Lê Văn Mẫu"))
    assert letter.second_signature is not None
    assert not has_errors(findings_of(letter))


def test_the_report_lists_results_and_explanations() -> None:
    criteria = (
        Assessed("KDC-1a", "Nghị quyết của chi bộ", "met", "Nghị quyết.pdf"),
        Assessed("KDC-1c", "100 % hộ đăng ký", "not_met", "", "Hai hộ mới đến."),
    )
    letter = assessment_letter(a_desk(), AssessmentText(DONG, 2026, YEAR, CIRCULAR, criteria, "not_met"))
    table = next(block for block in letter.blocks if isinstance(block, Table))
    assert [row[2] for row in table.rows] == ["Đạt", "Chưa đạt"]
    assert not has_errors(findings_of(letter))


def test_a_submission_asks_its_addressee() -> None:
    letter = submission_letter(a_desk(), "Ủy ban nhân dân tỉnh Bắc Ninh", a_text(DONG, TAY))
    assert letter.addressees == ("Ủy ban nhân dân tỉnh Bắc Ninh",)
    assert not has_errors(findings_of(letter))
