"""Typed text: encodings are told by what they yield, offsets lead back, pages of the web keep their main text."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from binhyen.documents.readers import BlockKind, Document, DocumentKind, read_document, read_pasted
from binhyen.documents.rules.secrecy import secret_mark
from binhyen.documents.rules.signs import without_unseen
from binhyen.kernel.findings import Refused
from tests.documents.readers.making import SENTENCE, old, windows

LIMIT = 20 * 1024 * 1024
PLAIN = SENTENCE.replace("“", '"').replace("”", '"')
LONG = f"{PLAIN}\nLực lượng Công an xã vận động giao nộp 12 khẩu súng tự chế.\nCác tổ tự quản họp 1.686 buổi."


def read(content: bytes, name: str = "bao-cao.txt") -> Document:
    return read_document(content, name, largest=LIMIT)


def codes(document: Document) -> set[str]:
    return {remark.code for remark in document.remarks}


def refused(content: bytes, name: str = "bao-cao.txt") -> str:
    with pytest.raises(Refused) as refusal:
        read(content, name)
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_as_it_is(encoding: str) -> None:
    found = read(LONG.encode(encoding))
    assert (found.text, found.kind, codes(found)) == (LONG, DocumentKind.TXT, set())


@pytest.mark.parametrize("code", ["tcvn3", "vni", "viscii"])
def test_old_scripts_are_told_and_converted(code: str) -> None:
    found = read(old(LONG, code).encode("latin-1"))
    assert found.text == LONG
    assert codes(found) == {"documents.converted"}


def test_windows_vietnamese_is_told() -> None:
    found = read(windows(LONG))
    assert (found.text, codes(found)) == (LONG, set())


def test_a_text_in_two_encodings_is_read_line_by_line_and_said() -> None:
    found = read(f"{PLAIN}\n".encode() + old(PLAIN, "tcvn3").encode("latin-1"))
    assert found.text == f"{PLAIN}\n{PLAIN}"
    assert codes(found) == {"documents.converted", "documents.mixed_encodings"}


def test_letters_that_are_no_vietnamese_are_said_to_be_a_guess() -> None:
    assert codes(read("Größe über Maß für Fußgänger, Brüder, Künstler, Bücher".encode("latin-1"))) == {
        "documents.doubtful_encoding"
    }


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff" * 100, bytes(range(256)) * 40, b"\x7fELF" + b"\0" * 99])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refused(content) == "documents.binary"


def test_an_empty_text_is_refused() -> None:
    assert refused(b"\xef\xbb\xbf \r\n") == "documents.empty"
    with pytest.raises(Refused):
        read_pasted(" \n\u200b ")


def test_a_text_marked_as_a_secret_is_refused_and_pasting_it_too() -> None:
    secret = f"UBND XÃ AN PHÚ\nSố: 12/BC-UBND\nMẬT\n{PLAIN}"
    assert refused(secret.encode()) == "documents.secret"
    with pytest.raises(Refused, match="secret"):
        read_pasted(secret)


def test_offsets_lead_back_to_what_came_in() -> None:
    came = "Có \u202e12\u202c mô\u200bhình,\r\n66 tổ."
    found = read_pasted(came)
    assert found.text == "Có 12 môhình,\n66 tổ."
    assert codes(found) == {"documents.hidden_signs"}
    plain = came.replace("\r\n", "\n")
    assert all(plain[found.came_in(at)] == sign for at, sign in enumerate(found.text))


@given(st.text(min_size=1, max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    try:
        found = read_pasted(text)
    except Refused:
        assert not without_unseen(text)[0].strip() or secret_mark(text)
        return
    assert found.kind is DocumentKind.PASTED
    assert all(found.text[block.start : block.end].strip() for block in found.blocks)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = read(content)
        assert found.text.strip()
    except Refused as refusal:
        event(refusal.code)


def test_a_pasted_text_in_an_old_script_is_converted() -> None:
    found = read_pasted(old(LONG, "tcvn3"))
    assert found.text == LONG
    assert codes(found) == {"documents.converted"}


# ---------------------------------------------------------------- pages of the web

PAGE = """<!DOCTYPE html><html><head><title>Trang tin</title><style>p {color: red}</style></head><body>
<header><a href="/">Trang chủ</a></header><nav><ul><li>Thời sự</li><li>Pháp luật</li></ul></nav>
<main><h1>Ngày hội ở An Phú</h1><p>Toàn xã có <b>12</b> mô hình.<br>Thu 3&nbsp;kg thuốc nổ.</p>
<p style="display: none">Ẩn 500 vụ</p><ul><li>5 tổ tự quản</li><li>7 tổ hòa giải</li></ul><ol start="3"><li>Ba</li></ol>
<table><tr><th>Đơn vị</th><th>Số tổ</th></tr><tr><td>Thôn Đông</td><td>12</td></tr><tr><td>Thôn Tây</td><td>9</td></tr>
</table><p>Diện tích 168 km<sup>2</sup>, đạt 94%<sup>1</sup>.</p>
<div class="tin-lien-quan"><p>Tin khác: 99 vụ</p></div><script>var so = 1000;</script></main>
<footer>Bản quyền 2026, 739 lượt xem</footer></body></html>"""


def test_the_main_text_of_a_page_is_read_without_menus_scripts_and_what_is_hidden() -> None:
    found = read(PAGE.encode(), "trang.html")
    assert found.text.split("\n") == [
        "Ngày hội ở An Phú", "Toàn xã có 12 mô hình.", "Thu 3 kg thuốc nổ.", "- 5 tổ tự quản", "- 7 tổ hòa giải",
        "3. Ba", "Đơn vị | Số tổ", "Thôn Đông | Số tổ: 12", "Thôn Tây | Số tổ: 9", "Diện tích 168 km², đạt 94%.",
    ]  # fmt: skip
    assert [block.kind for block in found.blocks][:4] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.ITEM,
    ]  # fmt: skip
    assert codes(found) == {"documents.hidden_text"}


def test_a_page_without_a_main_part_is_read_whole_but_for_its_menus() -> None:
    links = "".join(f"<a href='/{n}'>Mục số {n}</a>" for n in range(9))
    found = read(f"<html><body><div>{links}</div><div><p>{PLAIN}</p></div></body></html>".encode(), "trang.htm")
    assert found.text == PLAIN


def test_cells_over_several_rows_and_columns_keep_their_headings() -> None:
    table = (
        "<table><tr><th rowspan=2>Đơn vị</th><th colspan=2>Năm 2026</th></tr><tr><th>Mới</th><th>Cũ</th></tr>"
        "<tr><td>Thôn Đông</td><td>2</td><td>10</td></tr></table>"
    )
    found = read(f"<html><body>{table}</body></html>".encode(), "bang.html")
    assert found.text.split("\n")[-1] == "Thôn Đông | Năm 2026 – Mới: 2 | Năm 2026 – Cũ: 10"


def test_a_page_without_text_and_one_of_bytes_are_refused() -> None:
    assert refused(b"<html><body><script>x</script></body></html>", "trang.html") == "documents.no_text"
    assert refused(b"<html>" + b"\0\1" * 50, "trang.html") == "documents.binary"


def test_a_page_of_deep_nests_is_read_or_refused_in_time() -> None:
    deep = b"<html><body>" + b"<div>" * 20_000 + b"x 12" + b"</div>" * 20_000
    assert refused(deep, "trang.html") in {"documents.no_text", "documents.unreadable"}
