"""Layer 5: periods, places, dimensions, measures; duplicates."""

from decimal import Decimal

import pytest

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader import About, Figure, Measure, read


def figures_of(text: str, date: str = "2024-08-10", place: str = "") -> tuple[Figure, ...]:
    return read(text, About(date, place)).figures


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2022, xã có 12 mô hình.", "2022"),
        ("Giai đoạn 2019 – 2024, xã có 12 mô hình.", "2019-2024"),
        ("6 tháng đầu năm 2022, xã có 12 mô hình.", "2022-H1"),
        ("7 tháng đầu năm 2019, xã có 12 mô hình.", "2019-7M"),
        ("Quý III/2023, xã có 12 mô hình.", "2023-Q3"),
        ("Từ năm 2019 đến nay, xã có 12 mô hình.", "2019-2024"),
        ("20 năm qua, xã có 12 mô hình.", "2004-2024"),
        ("Từ tháng 7/2023 đến nay, xã có 12 mô hình.", "2023-07..2024-08"),
        ("Trong tháng 11/2021, xã có 12 mô hình.", "2021-11"),
        ("Riêng trong tháng 7, xã phát 350 tờ rơi.", "2024-07"),
        ("Riêng tháng 8 xã phát 350 tờ rơi.", "2024-08"),
        ("Trong tháng 11, xã phát 350 tờ rơi.", "2023-11"),
        ("KẾT QUẢ BẢO VỆ AN NINH TỔ QUỐC THÁNG 11 NĂM 2023\n\nXã có 12 mô hình.", "2023-11"),
        ("Hưng Lạc, ngày 5 tháng 11 năm 2023\n\nXã có 12 mô hình.", "2024"),
        ("Xã có 12 mô hình.", "2024"),
        ("So với năm 2020, xã có 12 mô hình.", "2024"),
        ("So với 6 tháng đầu năm 2023, xã có thêm 12 mô hình.", "2024"),
        ("Bảy tháng qua, xã ra mắt 12 mô hình.", "2024-7M"),
        ("Năm ngoái, xã có 12 mô hình.", "2023"),
        ("Giai đoạn 2019 - 2024, thực hiện đề án: 4 năm qua, xã có 12 mô hình.", "2019-2024"),
    ],
)
def test_a_figure_s_period(text: str, period: str) -> None:
    assert [one.period for one in figures_of(text)] == [period]


def test_a_period_holds_until_another_stands() -> None:
    text = "Năm 2022, xã có 12 mô hình. Các tổ hòa giải 15 vụ mâu thuẫn. Riêng năm 2023 hòa giải 20 vụ."
    assert [one.period for one in figures_of(text)] == ["2022", "2022", "2023"]


def test_a_paragraph_s_period_ends_with_it_and_a_heading_s_holds_on() -> None:
    text = (
        "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\n\n"
        "Năm 2022, xã có 12 mô hình. Các tổ hòa giải 15 vụ mâu thuẫn.\n\n"
        "Năm ngoái hòa giải 18 vụ mâu thuẫn; đến nay hòa giải 20 vụ mâu thuẫn.\n"
    )
    assert [one.period for one in figures_of(text)] == ["2022", "2022", "2023", "2024-H1"]


@pytest.mark.parametrize("between", [" | ", "\t"])
def test_a_column_s_heading_says_the_period_of_its_numbers(between: str) -> None:
    rows = (
        ("STT", "Nội dung", "Năm 2023", "6 tháng đầu năm 2024", "Ghi chú"),
        ("1", "Số tổ tự quản", "60", "66", ""),
        ("2", "Số mô hình", "24", "28", "năm 2022 chưa tính"),
    )
    figures = figures_of("Kết quả năm 2021\n\n" + "\n".join(between.join(row) for row in rows))
    told = [(one.indicator, int(one.value or 0), one.period) for one in figures]
    assert told == [
        ("selfgov_groups", 60, "2023"),
        ("selfgov_groups", 66, "2024-H1"),
        ("models_total", 24, "2023"),
        ("models_total", 28, "2024-H1"),
    ]


def test_a_text_of_january_without_a_period_tells_of_the_year_before() -> None:
    assert figures_of("Xã có 12 mô hình.", "2023-01-06")[0].period == "2022"
    assert figures_of("Xã có 12 mô hình.", "")[0].period == ""


def test_a_place_that_is_singled_out_holds_in_its_clause() -> None:
    text = "Huyện Nà Sơn thu hồi 40 khẩu súng; riêng xã Phiêng Cúc giao nộp 18 khẩu súng; cả nước có 900 mô hình."
    assert [one.place for one in figures_of(text, place="huyện Nà Sơn")] == ["", "xã Phiêng Cúc", "cả nước"]


def test_kinds_of_a_list_and_the_level_that_manages_it() -> None:
    text = "69/70 xã, 48/52 phường, 173/173 nhà trường do cấp huyện quản lý đạt tiêu chuẩn an toàn về ANTT; 9/9 thôn đạt chuẩn an toàn về ANTT."
    said = [(one.dims.get("unit_kind"), one.dims.get("managing_level")) for one in figures_of(text)]
    assert said == [("commune", "district"), ("ward", "district"), ("school", "district"), ("residential_area", None)]


def test_a_compound_kind_is_one_figure() -> None:
    (one,) = figures_of("Công nhận 194/213 cơ quan, doanh nghiệp, cơ sở giáo dục đạt tiêu chuẩn an toàn về ANTT.")
    assert one.dims["unit_kind"] == "agency,enterprise,school"


def test_kind_and_authority_of_awards_hold_for_both_numbers() -> None:
    text = "Chủ tịch UBND huyện tặng giấy khen 1 tập thể, 7 cá nhân; UBND xã khen thưởng 4 cá nhân."
    kinds = [(one.dims.get("award_kind"), one.dims.get("awarded_by")) for one in figures_of(text)]
    assert kinds[:2] == [("certificate_of_commendation", "district_chair")] * 2
    assert kinds[2] == (None, "commune_chair")


@pytest.mark.parametrize(
    ("text", "measure", "dims"),
    [
        ("Phạm pháp hình sự giảm 12 vụ so với cùng kỳ.", Measure.CHANGE, {"direction": "down"}),
        ("Tai nạn giao thông giảm 5%.", Measure.CHANGE_PERCENT, {"direction": "down"}),
        ("Trao quà 350 ngàn đồng/suất.", Measure.UNIT_PRICE, {"per": "suất"}),
        ("Có 9 tổ an ninh nhân dân, mỗi tổ 30 thành viên.", Measure.AVERAGE, {"per": "tổ"}),
        ("Phấn đấu xây dựng mới 5 mô hình.", Measure.TARGET, {}),
        ("100% khu dân cư đạt chuẩn an toàn về ANTT.", Measure.SHARE, {}),
        ("Xây dựng mới 16 mô hình, đạt 120% chỉ tiêu.", Measure.OF_TARGET, {}),
        ("Có 30 khẩu súng, trong đó 12 khẩu súng tự chế.", Measure.PART, {"gun_kind": "homemade"}),
    ],
)
def test_the_last_figure_s_measure(text: str, measure: Measure, dims: dict[str, str]) -> None:
    last = figures_of(text)[-1]
    assert last.measure is measure
    assert dims.items() <= last.dims.items()


def test_a_bracket_says_the_change_of_the_figure_before_it() -> None:
    total, change, percent = figures_of("Tệ nạn xã hội 732 vụ (giảm 212 vụ, tức trên 22%).")
    assert {total.indicator, change.indicator, percent.indicator} == {"social_evil_cases"}
    assert (change.measure, percent.measure, percent.bound) == (Measure.CHANGE, Measure.CHANGE_PERCENT, Bound.OVER)


def test_a_bracket_says_several_changes_by_one_word() -> None:
    text = "Tổ chức 7 buổi tuyên truyền cho 612 lượt người (tăng 03 buổi, 140 lượt người so với tháng trước)."
    measures = [(str(one.value), one.measure, one.dims.get("direction")) for one in figures_of(text)]
    assert measures == [
        ("7", Measure.LEVEL, None),
        ("612", Measure.LEVEL, None),
        ("3", Measure.CHANGE, "up"),
        ("140", Measure.CHANGE, "up"),
    ]


def test_a_number_right_behind_a_bracket_is_no_change() -> None:
    text = "Tổ chức 7 buổi tuyên truyền (05 buổi lưu động) cho 612 lượt người, so với kế hoạch là đủ."
    assert figures_of(text)[0].measure is Measure.LEVEL
    assert all(one.measure is not Measure.CHANGE for one in figures_of(text))


def test_a_caption_that_repeats_a_figure_is_a_duplicate() -> None:
    text = "UBND xã tặng giấy khen 13 tập thể.\nẢnh: UBND xã tặng giấy khen 13 tập thể."
    first, second = figures_of(text)
    assert first.duplicate_of is None
    assert second.duplicate_of == first.start


def test_a_model_s_name_is_kept_as_it_is_printed() -> None:
    (one,) = figures_of("Xã có 2 mô hình “Tiếng kẻng an ninh 5 không”.")
    assert one.dims["model_name"] == "Tiếng kẻng an ninh 5 không"


def test_rows_of_a_table_get_their_words_from_label_and_head() -> None:
    text = "TT | Loại tổ | Số tổ | Số người\n1 | Tổ an ninh nhân dân | 22 | 154\n2 | Tổ hòa giải | 9 | 45\n"
    assert [(one.indicator, one.value) for one in figures_of(text)] == [
        ("people_security_groups", Decimal(22)),
        ("people_security_members", Decimal(154)),
        ("mediation_groups", Decimal(9)),
        ("mediation_members", Decimal(45)),
    ]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Có 352 tổ hòa giải (86 tổ hòa giải khu phố, 266 tổ hòa giải ấp), 12 mô hình.", "level part part level"),
        ("Xã có 20 mô hình, gồm: 12 mô hình ở khu dân cư; 5 mô hình ở trường học.", "level part part"),
        ("Xã có 20 mô hình, trong đó:\n- Xóm Đông: 12 mô hình;\n- Xóm Tây: 8 mô hình.\n", "level part part"),
        ("Năm 2024 có 20 mô hình (năm 2023: 12 mô hình).", "level level"),
        ("Xã có 20 mô hình, trong đó 12 mô hình hoạt động tốt; xã bên có 8 mô hình.", "level part level"),
    ],
)
def test_parts_of_a_total_are_told_apart(text: str, measures: str) -> None:
    assert [one.measure.value for one in figures_of(text)] == measures.split()
