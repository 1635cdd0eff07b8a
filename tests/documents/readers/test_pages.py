"""PDFs: words put together again to paragraphs and tables; what does not agree is said or refused."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from binhyen.documents import apps
from binhyen.documents.readers import BlockKind, Document, DocumentKind, ocr, read_document
from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.layout import ND30
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.word import write_word
from binhyen.kernel.findings import Refused
from tests.documents.letters import decision
from tests.documents.readers.making import SENTENCE, Text, old, pdf, ruled, typeset
from tests.documents.showcase import long_decision, minutes

LIMIT = 20 * 1024 * 1024
SHORT = "Tong so 12 mo hinh."


def read(content: bytes, name: str = "bao-cao.pdf") -> Document:
    return read_document(content, name, ocr=False, largest=LIMIT)


def codes(document: Document) -> set[str]:
    return {remark.code for remark in document.remarks}


def refused(content: bytes, name: str = "bao-cao.pdf") -> str:
    with pytest.raises(Refused) as refusal:
        read(content, name)
    return refusal.value.code


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def column(texts: list[str], left: float = 72, top: float = 740, step: float = 15) -> Iterator[Text]:
    return ((left, top - step * number, text) for number, text in enumerate(texts))


def joined(files: list[bytes]) -> bytes:
    whole = PdfWriter()
    for content in files:
        whole.append(PdfReader(BytesIO(content)))
    kept = BytesIO()
    whole.write(kept)
    return kept.getvalue()


LONG = ["Toan xa co 12 mo hinh tu quan ve an ninh trat tu dang hoat dong tot,", "trong do co 3 mo hinh moi."]


@pytest.mark.parametrize("letter", [decision(40), long_decision(), minutes()], ids=["decision", "long", "minutes"])
def test_what_our_writers_print_reads_the_same_from_pdf_and_from_word(letter: Any) -> None:
    sheet = compose(letter, ND30, check="7C·E2")
    page = read(write_page(sheet, ND30, dated=date(2026, 11, 5)))
    word = read_document(write_word(sheet, ND30, dated=date(2026, 11, 5)), "bao-cao.docx", largest=LIMIT)
    assert page.kind is DocumentKind.PDF
    tables = [[block for block in one.blocks if block.kind is BlockKind.TABLE] for one in (page, word)]
    assert [page.text[one.start : one.end] for one in tables[0]] == [
        word.text[one.start : one.end] for one in tables[1]
    ]
    assert set(lines(word)[12:]) - set(lines(page)) == set() or _nearly(lines(word)[12:], lines(page))
    assert all(page.text[one.start : one.end] == one.text for table in tables[0] for one in table.cells)


def _nearly(mine: list[str], theirs: list[str]) -> bool:
    """Titles on two lines, and blanks for a date that is not written yet, are set apart on paper."""
    left = [line for line in mine if line not in theirs]
    return all("\n" in line or "      " in line for line in left)


def test_broken_lines_are_joined_and_paragraphs_kept_apart() -> None:
    found = read(pdf([column([*LONG, *LONG])]))
    assert lines(found) == [" ".join(LONG)] * 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["Cot trai co mot doan van noi ve", "cong tac tuyen truyen cua xa."]
    right = ["Cot phai co mot doan van noi ve", "cong tac van dong cua xa."]
    found = read(pdf([[*column(left), *column(right, left=320)]]))
    assert lines(found) == [" ".join(left), " ".join(right)]


def test_a_hyphen_at_the_margin_goes_where_a_word_was_broken() -> None:
    found = read(pdf([column(["Cong an xa da to chuc tuyen truyen tren mang xa hoi Face-", "book va Zalo."])]))
    assert found.text.endswith("mang xa hoi Facebook va Zalo.")


def test_what_stands_on_each_page_is_taken_out() -> None:
    pages = [
        [(72, 800, "Bao cao nam 2026"), *column([f"{words} trong nam."], top=600), (290, 30, f"Trang {number}/4")]
        for number, words in enumerate(("Tuyen truyen", "Van dong", "Hoa giai", "Tuan tra"), start=1)
    ]
    found = read(pdf(pages))
    assert "Bao cao" not in found.text
    assert "Trang" not in found.text
    assert "Bao cao nam 2026" in found.furniture
    assert [block.page for block in found.blocks] == [1, 2, 3, 4]
    assert found.pages == 4


def test_a_table_with_drawn_lines_keeps_rows_and_headings_over_a_page_break() -> None:
    drawn = ruled(72, 640, [60, 200, 120], [30, 30, 30])

    def rows(*texts: tuple[str, str, str]) -> list[Text]:
        return [
            (x, 710 - 30 * n, text) for n, row in enumerate(texts) for x, text in zip((76, 136, 336), row, strict=True)
        ]

    head = ("STT", "Don vi", "So to")
    first = rows(head, ("1", "Thon Dong", "12"), ("2", "Thon Tay", "1.234"))
    second = rows(head, ("3", "Thon Nam", "7"), ("4", "Thon Bac", "8"))
    found = read(pdf([first, second], drawn=drawn))
    assert found.text.split("\n") == [
        "STT | Don vi | So to", "1. Thon Dong | So to: 12", "2. Thon Tay | So to: 1.234", "3. Thon Nam | So to: 7",
        "4. Thon Bac | So to: 8",
    ]  # fmt: skip
    assert len(found.blocks) == 1


def test_old_fonts_are_converted_and_it_is_said() -> None:
    plain = SENTENCE.replace("“", '"').replace("”", '"')
    found = read(pdf([[(30, 740, old(plain, "tcvn3"))]], font=".VnTime", size=9))
    assert found.text == plain
    assert codes(found) == {"documents.converted"}


def test_letters_drawn_invisibly_are_left_out_unless_a_picture_lies_over_them() -> None:
    assert refused(pdf([[(72, 700, SHORT)]], mode=3)) == "documents.no_text"
    found = read(pdf([[(72, 700, SHORT)]], mode=3, picture=True))
    assert found.text == SHORT
    assert codes(found) == {"documents.text_layer"}


def test_words_under_a_picture_of_the_page_are_said_to_be_doubtful() -> None:
    under = "BT /F 12 Tf 72 700 Td (Tong so 12 mo hinh.) Tj ET "
    found = read(pdf([[]], drawn=under, picture=True))
    assert (found.text, codes(found)) == (SHORT, {"documents.text_layer"})


def test_pictures_of_pages_are_refused_with_a_sentence() -> None:
    assert refused(pdf([[], []], picture=True)) == "documents.scanned"
    assert refused(pdf([[]])) == "documents.no_text"


def test_pages_that_are_pictures_among_others_are_named() -> None:
    found = read(joined([pdf([[(72, 700, SHORT)]]), pdf([[]], picture=True)]))
    assert [str(one) for one in found.remarks] == ["These pages are pictures and were not read: 2."]


def test_a_broken_index_is_mended_and_said() -> None:
    whole = pdf([[(72, 700, SHORT)]])
    at = whole.rindex(b"startxref")
    found = read(whole[:at] + b"startxref\n99999999\n%%EOF\n")
    assert found.text == SHORT
    assert codes(found) == {"documents.repaired"}


def test_a_cut_off_file_is_refused() -> None:
    assert refused(b"%PDF-1.7\n" + b"x" * 400) == "documents.damaged"
    assert refused(pdf([[(72, 700, SHORT)]])[:-60]) == "documents.damaged"


def test_a_locked_file_is_refused() -> None:
    whole = PdfWriter(clone_from=PdfReader(BytesIO(pdf([[(72, 700, SHORT)]]))))
    whole.encrypt("khoa", algorithm="RC4-128")
    kept = BytesIO()
    whole.write(kept)
    assert refused(kept.getvalue()) == "documents.encrypted"


def test_the_mark_of_a_secret_is_refused_unread() -> None:
    stamp = old("MẬT", "vni")
    assert refused(pdf([[(72, 760, stamp), *column(LONG, top=700)]], font="VNI-Times")) == "documents.secret"


def test_a_watermark_across_the_page_is_no_text() -> None:
    drawn = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DU THAO) Tj ET\n"
    assert read(pdf([column(LONG)], drawn=drawn)).text == " ".join(LONG)


def test_a_table_without_lines_keeps_its_cells_apart() -> None:
    rows = [(x, 700 - 20 * n, text) for n in range(3) for x, text in ((72, f"Thon {n}"), (300, str(10 + n)))]
    assert read(pdf([rows])).text.split("\n") == ["Thon 0 | 10", "Thon 1 | 11", "Thon 2 | 12"]


def test_a_table_without_lines_gives_numbers_their_headings() -> None:
    texts = [("Chi tieu", "Nam 2025", "Nam 2026"), ("So to", "60", "66"), ("So doi", "3.400", "3.620")]
    rows = [(x, 700 - 20 * n, text) for n, row in enumerate(texts) for x, text in zip((72, 250, 400), row, strict=True)]
    found = read(pdf([rows]))
    assert found.text.split("\n")[1:] == [
        "So to | Nam 2025: 60 | Nam 2026: 66",
        "So doi | Nam 2025: 3.400 | Nam 2026: 3.620",
    ]
    assert [block.kind for block in found.blocks] == [BlockKind.TABLE]


def test_two_signers_side_by_side_are_no_table() -> None:
    rows = [
        (x, 700 - 20 * n, t)
        for n, p in enumerate((("THU KY", "CHU TRI"), ("A B", "C D"), ("E", "F")))
        for x, t in zip((72, 350), p, strict=True)
    ]
    assert {block.kind for block in read(pdf([rows])).blocks} == {BlockKind.PARAGRAPH}


def test_a_hostile_file_is_refused_by_its_limits(limited: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from binhyen.documents.readers import asking
    from binhyen.kernel.sandbox import SandboxLimits

    monkeypatch.setattr(asking, "_LIMITS", SandboxLimits(memory=16 * 1024 * 1024, processor=5, wall=10))
    assert refused(pdf([column(LONG)])) == "documents.unreadable"


def test_a_file_is_opened_in_a_process_of_its_own(limited: None) -> None:
    assert read(pdf([column(LONG)])).text == " ".join(LONG)


# ---------------------------------------------------------------- recognised by a machine


def test_a_scan_is_recognised_when_the_operator_wants_it_and_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "BÁO CÁO\n\nToàn xã có 12\nmô hình.\n- Tổ tự quản: 5\n- Tổ hòa giải: 7\n"
    monkeypatch.setattr(ocr, "recogniser", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "run_limited", lambda *_, **__: b"")
    monkeypatch.setattr(ocr, "run_program_limited", lambda *_, **__: said.encode())
    found = read_document(pdf([[]], picture=True), "quet.pdf", ocr=True, largest=LIMIT)
    assert lines(found) == ["BÁO CÁO", "Toàn xã có 12 mô hình.", "- Tổ tự quản: 5", "- Tổ hòa giải: 7"]
    assert codes(found) == {"documents.recognised"}


def test_pictured_pages_among_others_are_recognised_in_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recogniser", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "run_limited", lambda *_, **__: b"")
    monkeypatch.setattr(ocr, "run_program_limited", lambda *_, **__: "Trang hai có 5 tổ.".encode())
    pages = [pdf([[(72, 700, SHORT)]]), pdf([[]], picture=True), pdf([[(72, 700, "Trang ba.")]])]
    found = read_document(joined(pages), "bao-cao.pdf", ocr=True, largest=LIMIT)
    assert lines(found) == [SHORT, "Trang hai có 5 tổ.", "Trang ba."]
    assert [block.page for block in found.blocks] == [1, 2, 3]
    assert [remark.params for remark in found.remarks] == [{"pages": "2"}]


def test_no_page_is_begun_when_the_time_is_over_and_those_left_out_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def takes_eight_seconds(*_: object, **__: object) -> bytes:
        now[0] += 8
        return "Trang có 5 tổ.".encode()

    monkeypatch.setattr(ocr, "recogniser", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "run_limited", lambda *_, **__: b"")
    monkeypatch.setattr(ocr, "run_program_limited", takes_eight_seconds)
    monkeypatch.setattr("binhyen.documents.readers.ocr.time.monotonic", lambda: now[0])
    scan = joined([pdf([[]], picture=True) for _ in range(4)])
    found = read_document(scan, "quet.pdf", ocr=True, largest=LIMIT, seconds=15)
    assert [block.page for block in found.blocks] == [1, 2]
    assert {remark.code: remark.params["pages"] for remark in found.remarks} == {
        "documents.recognised": "1, 2",
        "documents.pictured_pages": "3, 4",
    }
    whole = read_document(scan, "quet.pdf", ocr=True, largest=LIMIT)
    assert [block.page for block in whole.blocks] == [1, 2, 3, 4]


def test_a_scan_is_refused_where_no_program_recognises_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recogniser", lambda: None)
    with pytest.raises(Refused) as refusal:
        read_document(pdf([[]], picture=True), "quet.pdf", ocr=True, largest=LIMIT)
    assert refusal.value.code == "documents.ocr_failed"


def test_the_operators_settings_hold_where_nothing_else_is_asked(settings: Any) -> None:
    settings.DOCUMENT_MAX_BYTES, settings.OCR = 100, False
    with pytest.raises(Refused) as refusal:
        read_document(pdf([column(LONG)]), "bao-cao.pdf")
    assert refusal.value.code == "documents.too_large"
    settings.DOCUMENT_MAX_BYTES = LIMIT
    with pytest.raises(Refused) as refusal:
        read_document(pdf([[]], picture=True), "bao-cao.pdf")
    assert refusal.value.code == "documents.scanned"


def test_footnotes_come_behind_the_text_and_their_marks_touch_no_number(tmp_path: Path) -> None:
    note = "#footnote[Trong đó 3 khu mới.]"
    text = f"Đạt 94%{note} khu dân cư, 66{note} mô hình, rộng 168,83 km#super[2], năm 2026{note}."
    found = read(typeset(f"#set page(height: 9cm)\n{text}\n\n{text}", tmp_path))
    plain = "Đạt 94% khu dân cư, 66 mô hình, rộng 168,83 km², năm 2026."
    assert lines(found) == [plain, plain, *["Trong đó 3 khu mới."] * 6]
    assert {block.kind for block in found.blocks[2:]} == {BlockKind.NOTE}


def test_a_long_table_over_many_pages_is_one(tmp_path: Path) -> None:
    rows = ", ".join(f"[{number}], [Thôn {number}], [{number * 3}]" for number in range(1, 301))
    table = f"#table(columns: 3, table.header([STT], [Đơn vị], [Số tổ]), {rows})"
    found = read(typeset(f'#set page(numbering: "1")\nMở đầu.\n{table}\nKết thúc.', tmp_path))
    assert (found.pages or 0) > 5
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert found.text.count("Đơn vị") == 1
    assert "300. Thôn 300 | Số tổ: 900" in found.text


def test_justified_columns_with_broken_words_read_on(tmp_path: Path) -> None:
    text = "Lực lượng Công an xã vận động Nhân dân giao nộp 12 khẩu súng tự chế và 1.234 viên đạn các loại trong năm. "
    found = read(typeset(f"#set page(columns: 2, height: 12cm)\n#set par(justify: true)\n{text * 12}", tmp_path))
    assert found.text == (text * 12).strip()


def test_the_server_does_not_start_where_nothing_recognises_what_it_shall(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OCR = True
    monkeypatch.setattr(apps, "recogniser", lambda: None)
    assert [found.id for found in apps.check_recognition()] == ["documents.no_recogniser"]
    monkeypatch.setattr(apps, "recogniser", lambda: "/usr/bin/tesseract")
    assert apps.check_recognition() == []
