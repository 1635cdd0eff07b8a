"""Word files: everything that stands on the page, in order, and nothing that was struck out or hidden."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest

from binhyen.documents.readers import BlockKind, Document, DocumentKind, read_document
from binhyen.kernel.findings import Refused
from tests.documents.readers.making import SENTENCE, cell, in_font, old, row, run, saved, word, xml

LIMIT = 20 * 1024 * 1024


def read(content: bytes, name: str = "bao-cao.docx") -> Document:
    return read_document(content, name, ocr=False, largest=LIMIT)


def codes(document: Document) -> set[str]:
    return {remark.code for remark in document.remarks}


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def refused(content: bytes, name: str = "bao-cao.docx") -> str:
    with pytest.raises(Refused) as refusal:
        read(content, name)
    return refusal.value.code


def test_paragraphs_and_tables_stand_in_order_and_every_block_where_it_says() -> None:
    table = [["STT", "Đơn vị", "Số mô hình"], ["1", "Thôn Đông", "12"], ["2", "Thôn Tây", "1.234"]]
    found = read(word("Mở đầu.", table, SENTENCE))
    assert found.kind is DocumentKind.DOCX
    assert found.text == (
        "Mở đầu.\nSTT | Đơn vị | Số mô hình\n1. Thôn Đông | Số mô hình: 12\n2. Thôn Tây | Số mô hình: 1.234\n"
        + SENTENCE
    )
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    cells = found.blocks[1].cells
    assert all(found.text[one.start : one.end] == one.text for one in cells)
    assert [one.text for one in cells if one.heading] == ["STT", "Đơn vị", "Số mô hình"]


def test_headings_lists_and_their_labels_are_as_printed() -> None:
    document = docx.Document()
    document.add_heading("Kết quả", 1)
    for text in ("Mô hình tự quản", "Tổ hòa giải"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("Tuyên truyền", "Vận động"):
        document.add_paragraph(text, style="List Number")
    found = read(saved(document))
    assert lines(found) == ["Kết quả", "- Mô hình tự quản", "- Tổ hòa giải", "1. Tuyên truyền", "2. Vận động"]
    assert [(block.kind, block.level) for block in found.blocks] == [(BlockKind.HEADING, 1), *[(BlockKind.ITEM, 1)] * 4]


def test_struck_out_words_are_out_and_inserted_ones_in() -> None:
    changed = xml(
        f"{run('Có ')}<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins>{run('15')}</w:ins>{run(' mô hình.')}"
    )
    moved = xml(f"<w:moveFrom>{run('Đã chuyển đi 99 vụ.')}</w:moveFrom>{run('Còn lại.')}")
    found = read(word(changed, moved))
    assert lines(found) == ["Có 15 mô hình.", "Còn lại."]
    assert codes(found) == {"documents.tracked_changes"}


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next() -> None:
    first = xml(f"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Toàn xã có')}")
    assert lines(read(word(first, "66 mô hình."))) == ["Toàn xã có 66 mô hình."]


def test_a_row_that_was_struck_out_is_out() -> None:
    table = xml(
        row(cell("Tổ"), cell("9")) + row(cell("Đội"), cell("7"), properties="<w:del/>") + row(cell("Nhóm"), cell("8")),
        "tbl",
    )
    assert "7" not in read(word(table)).text


def test_hidden_words_are_left_out_and_said() -> None:
    hidden = xml(run("Thấy. ") + run("Ẩn 500 vụ. ", "<w:vanish/>") + run("Nhỏ 7. ", '<w:sz w:val="2"/>') + run("Hết."))
    found = read(word(hidden))
    assert found.text == "Thấy. Hết."
    assert codes(found) == {"documents.hidden_text"}


def test_text_boxes_are_read_once_although_word_writes_them_twice() -> None:
    inner = f"<w:txbxContent><w:p>{run('Trong khung: 5 tổ.')}</w:p></w:txbxContent>"
    box = xml(
        f"{run('Ngoài khung.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(read(word(box))) == ["Ngoài khung.", "Trong khung: 5 tổ."]


def test_merged_cells_keep_their_row_and_their_headings() -> None:
    head = row(
        cell("Đơn vị", '<w:vMerge w:val="restart"/>'),
        cell("Mô hình", '<w:gridSpan w:val="2"/>'),
        properties="<w:tblHeader/>",
    )
    under = row(cell("", "<w:vMerge/>"), cell("Mới"), cell("Duy trì"), properties="<w:tblHeader/>")
    table = xml(head + under + row(cell("Thôn Đông"), cell("2"), cell("10")), "tbl")
    assert read(word(table)).text.split("\n")[-1] == "Thôn Đông | Mô hình – Mới: 2 | Mô hình – Duy trì: 10"


def test_a_table_that_only_sets_the_page_is_lines_of_text() -> None:
    head = [["ỦY BAN NHÂN DÂN\nXÃ AN PHÚ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    found = read(word(head, "Nội dung."))
    assert "|" not in found.text
    assert {block.kind for block in found.blocks} == {BlockKind.PARAGRAPH}


def test_page_heads_stand_outside_the_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Báo cáo năm 2026"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    document.add_paragraph("Nội dung.")
    found = read(saved(document))
    assert found.text == "Nội dung."
    assert set(found.furniture) == {"Báo cáo năm 2026", "Trang 1"}


def with_part(content: bytes, name: str, body: str) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old_file, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new_file:
        for entry in old_file.namelist():
            if entry != name:
                new_file.writestr(entry, old_file.read(entry))
        new_file.writestr(name, body)
    return kept.getvalue()


def test_footnotes_come_behind_the_text_and_their_marks_touch_no_number() -> None:
    noted = xml(
        f'{run("Đạt 94%")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" khu dân cư, 168 km")}{run("2", RAISED)}{run(".")}'
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="2"><w:p>{run("Trong đó 3 khu mới.")}</w:p></w:footnote></w:footnotes>'
    )
    found = read(with_part(word(noted), "word/footnotes.xml", notes))
    assert lines(found) == ["Đạt 94% khu dân cư, 168 km².", "Trong đó 3 khu mới."]
    assert found.blocks[-1].kind is BlockKind.NOTE


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [(".VnTime", "tcvn3", SENTENCE), (".VnTimeH", "tcvn3", SENTENCE.upper()), ("VNI-Times", "vni", SENTENCE)],
)
def test_old_fonts_are_converted_and_it_is_said(font: str, code: str, shown: str) -> None:
    found = read(word(xml(in_font(old(SENTENCE, code), font))))
    assert found.text == shown
    assert codes(found) == {"documents.converted"}


def test_a_letter_of_an_old_font_may_be_spread_over_two_runs() -> None:
    spread = xml(in_font("To", "VNI-Times") + in_font("aøn xaõ ", "VNI-Times") + run("có 5 tổ."))
    assert read(word(spread)).text == "Toàn xã có 5 tổ."


def test_letters_that_word_keeps_as_symbols_are_converted_too() -> None:
    moved = "".join(chr(0xF000 + ord(sign)) if not sign.isascii() else sign for sign in old("Toàn xã", "tcvn3"))
    symbol = '<w:r><w:sym w:font=".VnTime" w:char="F0B5"/></w:r>'
    found = read(word(xml(in_font(moved, ".VnTime")), xml(in_font("To", ".VnTime") + symbol + in_font("n", ".VnTime"))))
    assert lines(found) == ["Toàn xã", "Toàn"]


def test_unicode_in_an_old_font_stays() -> None:
    assert read(word(xml(in_font(SENTENCE, ".VnTime")))).text == SENTENCE


def test_an_old_script_under_a_new_font_is_told_by_its_words() -> None:
    found = read(word(old(SENTENCE, "tcvn3"), "Số liệu: 12"))
    assert found.text == f"{SENTENCE}\nSố liệu: 12"


def test_signs_that_nobody_sees_are_taken_out_and_counted() -> None:
    found = read(word("Có \u202e12\u202c mô\u200bhình\ufeff."))
    assert found.text == "Có 12 môhình."
    assert [str(remark.params["count"]) for remark in found.remarks] == ["4"]


def test_decomposed_letters_are_composed() -> None:
    assert read(word("To\u0061\u0300n xa\u0303")).text == "Toàn xã"


def test_five_thousand_rows_are_read() -> None:
    rows = "".join(row(cell(str(n)), cell(f"Thôn {n}"), cell(f"{n}")) for n in range(1, 5001))
    table = xml(row(cell("TT"), cell("Đơn vị"), cell("Số tổ")) + rows, "tbl")
    found = read(word(table))
    assert found.text.count("\n") == 5000
    assert found.text.endswith("5000. Thôn 5000 | Số tổ: 5000")


# ---------------------------------------------------------------- refused


def test_an_empty_or_textless_file_is_refused() -> None:
    assert refused(b"") == "documents.empty"
    assert refused(b" \n\t ") == "documents.empty"
    assert refused(word()) == "documents.no_text"


def test_a_damaged_file_is_refused() -> None:
    whole = word(SENTENCE)
    assert refused(whole[: len(whole) // 2]) in {"documents.damaged", "documents.type_refused"}
    assert refused(whole[:-400]) == "documents.damaged"
    assert refused(with_part(word(SENTENCE), "word/styles.xml", "<w:styles")) == "documents.damaged"


def test_a_locked_file_and_one_of_old_word_are_told_apart() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == "documents.encrypted"
    assert refused(ole, "bao-cao.doc") == "documents.old_word"


def test_a_bomb_is_refused() -> None:
    assert refused(with_part(word(SENTENCE), "word/media/x.xml", "0" * (300 * 1024 * 1024 // 4))) == "documents.bomb"


def test_macros_are_refused() -> None:
    assert refused(with_part(word(SENTENCE), "word/vbaProject.bin", "x")) == "documents.macros"


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Any) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(Refused) as refusal:
        read_document(path, "lon.docx", largest=LIMIT)
    assert refusal.value.code == "documents.too_large"
    assert "20 MB" in str(refusal.value)


@pytest.mark.parametrize("place", ["line", "box", "header"])
def test_the_mark_of_a_secret_is_refused_wherever_it_stands(place: str) -> None:
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN")
    if place == "line":
        document.add_paragraph("TUYỆT MẬT")
    elif place == "header":
        document.sections[0].header.paragraphs[0].text = "Mật"
    else:
        inner = f"<w:txbxContent><w:p>{run('TỐI MẬT')}</w:p></w:txbxContent>"
        document.element.body.insert(-1, xml(f"<w:r><w:pict><v:textbox>{inner}</v:textbox></w:pict></w:r>"))
    document.add_paragraph(SENTENCE)
    assert refused(saved(document)) == "documents.secret"


def test_what_is_no_document_of_ours_is_refused() -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused(kept.getvalue(), "so-lieu.xlsx") == "documents.type_refused"
    assert refused(b"{\\rtf1 xin ch\\'e0o}", "bao-cao.rtf") == "documents.type_refused"
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "anh.png") == "documents.type_refused"


def test_a_name_that_lies_is_refused() -> None:
    assert refused(word(SENTENCE), "bao-cao.pdf") == "documents.type_lies"
    assert refused(word(SENTENCE), "bao-cao.txt") == "documents.type_lies"
    assert refused(SENTENCE.encode(), "bao-cao.docx") == "documents.type_lies"
