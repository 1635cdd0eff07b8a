"""The rules of what comes in: old letters both ways, tables as lines, marks of secrecy, what is a syllable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.documents.rules.legacy import CODES, in_font, legacy, legacy_font, recognised, with_horns
from binhyen.documents.rules.reading import BlockKind, Part, composed
from binhyen.documents.rules.secrecy import secret_mark
from binhyen.documents.rules.signs import raised, without_unseen
from binhyen.documents.rules.syllables import is_syllable
from binhyen.documents.rules.tabling import Grid, Slot, heading_rows, is_layout, table_lines

VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
SMALL = [letter for letter in SMALL if not letter.isascii()]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL)]


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("code", CODES)
def test_every_letter_goes_to_its_old_signs_and_comes_back(code: str) -> None:
    script = legacy(code)
    has = set(script.letters)
    assert has == set(LETTERS) if code != "tcvn3" else has == {*SMALL, *"ĂÂÊÔƠƯĐ"}
    for letter, sign in script.letters.items():
        assert script.converted(sign) == letter
        assert script.converted(f"x{sign}n") == f"x{letter}n"
    assert len(set(script.letters.values())) == len(script.letters)


@pytest.mark.parametrize("code", CODES)
def test_letters_side_by_side_come_back_too(code: str) -> None:
    script = legacy(code)
    pairs = [one + other for one in script.letters for other in script.letters]
    broken = [pair for pair in pairs if script.converted(script.letters[pair[0]] + script.letters[pair[1]]) != pair]
    assert not broken


@given(st.text(alphabet="".join(SMALL) + "abcdeghiklmnopqrstuvxy 0123456789.,/%", max_size=80))
def test_digits_and_marks_of_numbers_never_change(text: str) -> None:
    for code in CODES:
        signs = "".join(legacy(code).letters.get(letter, letter) for letter in text)
        kept = [sign for sign in legacy(code).converted(signs) if sign in "0123456789.,/%"]
        assert kept == [sign for sign in text if sign in "0123456789.,/%"]


@pytest.mark.parametrize("letter", SMALL)
def test_fonts_of_capitals_draw_every_letter_as_one(letter: str) -> None:
    assert in_font(f"a{legacy('tcvn3').letters[letter]}", ".VnTimeH") == f"A{letter.upper()}"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("ủY BAN NHÂN DÂN Xã LIÊN BãO", "ỦY BAN NHÂN DÂN XÃ LIÊN BÃO"),
        ("TốI MậT", "TỐI MẬT"),
        ("MậT", "MẬT"),
        ("Xã An Phú có 12 mô hình", "Xã An Phú có 12 mô hình"),
        ("ở UBND xã", "ở UBND xã"),
        ("Số: 12/BC-UBND", "Số: 12/BC-UBND"),
    ],
)
def test_a_line_of_capitals_is_one_where_the_font_of_capitals_is_lost(line: str, meant: str) -> None:
    script = legacy("tcvn3")
    signs = "".join(script.letters.get(letter, letter) for letter in f"{line}\nđến nay")
    assert script.converted(signs) == f"{meant}\nđến nay"


@pytest.mark.parametrize(
    ("name", "script", "capitals"),
    [
        (".VnTime", "TCVN3", False), (".VnTimeH", "TCVN3", True), (".VnArialH", "TCVN3", True),
        ("ABCDEF+.VnTime", "TCVN3", False), (".VnArial NarrowH", "TCVN3", False), (".VnTimeH,Bold", "TCVN3", True),
        ("VNI-Times", "VNI", False), ("VNI-Helve-Condense", "VNI", False), ("VI Times", "VISCII", False),
    ],
)  # fmt: skip
def test_a_fonts_name_says_its_script(name: str, script: str, capitals: bool) -> None:
    font = legacy_font(name)
    assert font
    assert (font.script.name, font.capitals) == (script, capitals)


@pytest.mark.parametrize("name", ["Times New Roman", "Arial", "Vni", "Vnexpress", ""])
def test_other_fonts_say_nothing(name: str) -> None:
    assert legacy_font(name) is None


@pytest.mark.parametrize(
    ("shown", "meant"), [("tr-íc", "trước"), ("d©n c-,", "dân cư,"), ("an-ninh", "an-ninh"), ("2016-2020", "2016-2020")]
)
def test_a_hyphen_in_a_pdf_is_a_horn_only_where_it_makes_a_syllable(shown: str, meant: str) -> None:
    assert legacy("tcvn3").converted(with_horns(shown, ".VnTime")) == meant


def test_unicode_text_is_in_no_old_script() -> None:
    for text in (
        "Toàn xã công nhận khu dân cư đạt tiêu chuẩn",
        "",
        "ASCII only",
        "Đắk Lắk, Krông Pắc, Ea H'leo, Plei Ku",
    ):
        assert recognised(text) is None


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "quyết",
        "giếng",
        "gì",
        "khuỷu",
        "thuở",
        "Nguyễn",
        "ĐƯỜNG",
        "xã",
        "ưa",
        "yên",
        "uỵch",
        "oong",
        "quỳnh",
    ],
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "Größe",
        "x·",
        "toµn",
        "coâng",
        "đf",
        "ngê̂",
        "bàc",
    ],
)
def test_others_are_not(word: str) -> None:
    assert not is_syllable(word)


# ---------------------------------------------------------------- marks of secrecy


@pytest.mark.parametrize(
    "head",
    [
        "MẬT", "Mật", "TỐI MẬT", "Tuyệt mật", " [ MẬT ] ", "M Ậ T", "ĐỘ MẬT: TỐI MẬT", "Độ mật - Mật", "MẬT - HỎA TỐC",
        "Số: 12/BC-UBND   MẬT", "UBND XÃ AN PHÚ | MẬT", "TÀI LIỆU MẬT", "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "MAT",
        "TUYET MAT", unicodedata.normalize("NFD", "TUYỆT MẬT"), "Báo cáo số 7 (MẬT)",
    ],
)  # fmt: skip
def test_a_stamp_near_the_top_marks_a_secret(head: str) -> None:
    assert secret_mark(f"ỦY BAN NHÂN DÂN\n{head}\nBÁO CÁO\nNội dung.")


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền Luật Bảo vệ bí mật nhà nước cho 200 lượt người.", "Giữ bí mật nguồn tin.", "MẶT TRẬN TỔ QUỐC",
        "Mật ong rừng", "Bảo vệ bí mật nhà nước", "Mật độ dân số", "Bí mật nhà nước là gì?", "MẤT", "Số điện thoại đường dây nóng",
        "Tài liệu mật đã được giao nộp: 3 tập", "Độ mật của văn bản do người ký quyết định",
    ],
)  # fmt: skip
def test_speaking_of_secrets_marks_none(text: str) -> None:
    assert not secret_mark(f"BÁO CÁO\n{text}\nNội dung.")


def test_a_word_far_below_is_no_stamp() -> None:
    assert not secret_mark("\n".join(["Một dòng."] * 60 + ["MẬT"]))


# ---------------------------------------------------------------- tables


def grid(*rows: tuple[str, ...], headings: int = 0) -> Grid:
    return Grid(tuple(Slot(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)), headings)


def said(*rows: tuple[str, ...]) -> list[str]:
    return [line.text for line in table_lines(grid(*rows))]


def test_numbers_are_led_by_the_heading_of_their_column() -> None:
    assert said(("Đơn vị", "Số tổ", "Số đội"), ("Xã A", "12", "3")) == [
        "Đơn vị | Số tổ | Số đội",
        "Xã A | Số tổ: 12 | Số đội: 3",
    ]


def test_units_stand_behind_their_numbers_and_running_numbers_before_the_name() -> None:
    head = ("STT", "Nội dung", "ĐVT", "Năm 2025", "Năm 2026")
    assert said(head, ("1", "Mô hình", "mô hình", "60", "66"))[1] == "1. Mô hình | Năm 2025: 60 mô hình | Năm 2026: 66"
    arms = said(("Loại", "Đơn vị", "Số lượng"), ("Súng", "khẩu", "03"), ("Pháo nổ", "kg", "12,5"))
    assert arms[1:] == ["Súng | Số lượng: 03 khẩu", "Pháo nổ | Số lượng: 12,5 kg"]


def test_years_over_columns_are_headings_and_rows_of_column_numbers_too() -> None:
    table = grid(("Đơn vị", "2025", "2026"), ("(1)", "(2)", "(3)"), ("Xã A", "5", "7"))
    assert heading_rows(table) == 2
    assert table_lines(table)[-1].text == "Xã A | 2025: 5 | 2026: 7"


def test_a_table_without_headings_keeps_its_cells() -> None:
    assert said(("Xã A", "12"), ("Xã B", "9")) == ["Xã A | 12", "Xã B | 9"]


def test_empty_cells_leave_no_trace() -> None:
    assert said(("Đơn vị", "Số tổ", "Số đội"), ("Xã A", "", "3"), ("", "", ""))[1:] == ["Xã A | Số đội: 3"]


def test_a_number_that_reaches_over_rows_is_said_once_and_a_name_in_each() -> None:
    slots = (
        Slot("Cụm", 0, 0), Slot("Xã", 0, 1), Slot("Số tổ", 0, 2), Slot("Cụm 1", 1, 0, rows=2), Slot("A", 1, 1),
        Slot("7", 1, 2, rows=2), Slot("B", 2, 1),
    )  # fmt: skip
    assert [line.text for line in table_lines(Grid(slots))][1:] == ["Cụm 1 | Xã: A | Số tổ: 7", "Cụm 1 | Xã: B"]


@pytest.mark.parametrize(("rows", "layout"), [(((("a",),)), True), ((("a", "b"),), True), ((("a", "5"),), False)])
def test_tables_that_only_set_a_page_are_told(rows: tuple[tuple[str, ...], ...], layout: bool) -> None:
    assert is_layout(grid(*rows)) is layout


@given(st.lists(st.tuples(*[st.text("ab 12.\n%", max_size=6)] * 4), min_size=1, max_size=6), st.integers(0, 3))
def test_every_cell_stands_where_it_says(rows: list[tuple[str, ...]], headings: int) -> None:
    plain = [tuple(" ".join(text.split()) for text in row) for row in rows]
    text, blocks = composed(
        [Part(BlockKind.PARAGRAPH, "Đầu"), Part(BlockKind.TABLE, grid=grid(*plain, headings=headings))]
    )
    cells = [cell for block in blocks for cell in block.cells]
    assert all(text[cell.start : cell.end] == cell.text for cell in cells)
    filled = sorted(text for row in plain for text in row if text)
    assert sorted(cell.text for cell in cells) == filled


# ---------------------------------------------------------------- signs


@pytest.mark.parametrize(
    ("sign", "before", "meant"),
    [("2", "168 km", "²"), ("3", "5 m", "³"), ("1", "94%", ""), ("2", "mô hình", ""), ("a", "x", "a")],
)
def test_raised_digits_are_powers_behind_metres_and_nothing_elsewhere(sign: str, before: str, meant: str) -> None:
    assert raised(sign, before) == meant


@given(st.text(max_size=60))
def test_what_nobody_sees_is_found_at_its_place(text: str) -> None:
    bare, dropped = without_unseen(text)
    assert len(bare) + len(dropped) == len(text)
    assert without_unseen(bare) == (bare, ())
