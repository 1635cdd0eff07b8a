"""Layer 5: what a report's qualifiers hold for: times, places, kinds, doers, names, givers of awards, fields."""

import pytest

from binhyen.narrative.reader import About, Figure, read


def figures_of(text: str, date: str = "2024-08-10", place: str = "") -> tuple[Figure, ...]:
    return read(text, About(date, place)).figures


REPORT_OF_JUNE = "I. Kết quả\n1. Xã có 12 mô hình.\n"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Xã đạt chuẩn nông thôn mới năm 2021; hiện có 12 mô hình.", ["2024"]),
        ("Năm 2021, xã có 12 mô hình. Các tổ hòa giải 15 vụ mâu thuẫn.", ["2021", "2021"]),
        ("Tháng 3/2022, 12 mô hình ra mắt. Xã hòa giải 15 vụ mâu thuẫn.", ["2022", "2024"]),
        ("Xã có 12 mô hình (cùng kỳ 9 mô hình).", ["2024", "2023"]),
        ("6 tháng đầu năm 2024 hòa giải 15 vụ mâu thuẫn (cùng kỳ năm trước 18 vụ mâu thuẫn).", ["2024-H1", "2023-H1"]),
        ("Xảy ra 12 vụ trộm cắp, so với năm 2022 (18 vụ trộm cắp).", ["2024", "2022"]),
        (
            "Xã có 12 mô hình.\n\nIII. PHƯƠNG HƯỚNG NĂM 2025\n1. Lập 5 mô hình.\n2. Lập 9 tổ tự quản.",
            ["2024", "2025", "2025"],
        ),
        ("Xã có 12 mô hình.\n\nIV. MỤC TIÊU 2026 - 2030\nLập 5 mô hình.", ["2024", "2026-2030"]),
    ],
)
def test_periods_of_a_clause_of_a_list_and_of_what_is_compared(text: str, periods: list[str]) -> None:
    assert [one.period for one in figures_of(text)] == periods


def test_a_report_of_june_without_a_period_tells_of_the_half_year_and_an_article_of_the_year() -> None:
    assert figures_of(REPORT_OF_JUNE, "2024-06-28")[0].period == "2024-H1"
    assert figures_of(REPORT_OF_JUNE, "2024-11-28")[0].period == "2024"
    assert figures_of("Phú Hòa: Xã có 12 mô hình.", "2024-06-28")[0].period == "2024"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tại xã An Phú, 9 tổ tự quản ra mắt. Các tổ hòa giải 12 vụ mâu thuẫn.", ["xã An Phú", "xã An Phú"]),
        ("Xã An Phú có 9 tổ tự quản. Toàn huyện hòa giải 12 vụ mâu thuẫn.", ["xã An Phú", ""]),
        ("Xã An Phú có 9 tổ tự quản.\nNhân dân hòa giải 12 vụ mâu thuẫn.", ["xã An Phú", ""]),
        ("Huyện Nà Sơn có 40 mô hình; xã An Phú 9 mô hình; thị trấn Nà 7 mô hình.", ["", "xã An Phú", "thị trấn Nà"]),
        ("CLB xã An Phú gồm 32 thành viên.", ["xã An Phú"]),
        ("Xã An Phú, xã An Hòa có 9 tổ tự quản.", [""]),
        ("Ở ấp 4, bà con gắn 22 mắt camera.", ["ấp 4"]),
        ("Ngày hội được tổ chức ở 5.800 khu dân cư trong toàn quốc.", ["cả nước"]),
        ("Cùng với cả nước, 12 xã ra mắt tổ tự quản.", [""]),
    ],
)
def test_a_place_holds_until_another_is_told_or_its_paragraph_ends(text: str, places: list[str]) -> None:
    found = [one.place for one in figures_of(text, place="huyện Nà Sơn")]
    assert [place.casefold() for place in found] == [place.casefold() for place in places]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("112/119 xã đạt chuẩn an toàn về ANTT, tỷ lệ trên 94%.", ["commune", "commune"]),
        ("163/173 đơn vị cấp xã đạt chuẩn an toàn về ANTT.", ["commune,ward,township"]),
        ("95% số thôn đạt chuẩn an toàn về ANTT.", ["residential_area"]),
        ("12 Công an xã, thị trấn được công nhận kiểu mẫu về ANTT.", ["commune,township"]),
        ("Có 12 mô hình ở trường học.", ["school"]),
        ("Có 12 mô hình tại xã An Phú.", [None]),
    ],
)
def test_kinds_stand_past_other_words_and_hold_for_shares(text: str, kinds: list[str | None]) -> None:
    assert [one.dims.get("unit_kind") for one in figures_of(text)] == kinds


def test_the_lower_tier_has_special_zones_since_the_merger() -> None:
    (one,) = figures_of("78/80 đơn vị cấp xã đạt chuẩn an toàn về ANTT.", "2026-10-01")
    assert one.dims["unit_kind"] == "commune,ward,special_zone"


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Hội Phụ nữ xã duy trì 3 câu lạc bộ.", "womens_union"),
        ("Công an xã phối hợp với Hội Phụ nữ tổ chức 3 buổi tuyên truyền.", None),
        ("Công an xã và Hội Phụ nữ tổ chức 3 buổi tuyên truyền.", None),
        ("Phối hợp Đồn Biên phòng tuần tra 12 lượt.", None),
        ("Có 3 câu lạc bộ do Hội Nông dân quản lý.", "farmers_association"),
    ],
)
def test_who_did_it_is_no_one_it_was_done_with(text: str, org: str | None) -> None:
    assert figures_of(text)[-1].dims.get("org") == org


def test_an_association_s_own_report_tells_of_what_it_does() -> None:
    text = (
        "BÁO CÁO của Hội Nông dân huyện\nHội có 12 chi hội; các cấp hội mở 30 lớp; hội viên nông dân góp công.\n"
        "Tuần tra 40 lượt. Công an huyện tổ chức 3 buổi tuyên truyền.\n"
    )
    told = {one.text: one.dims.get("org") for one in figures_of(text)}
    assert (told["40"], told["3"]) == ("farmers_association", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Tổ 3 trong 1”: 102 mô hình.", "Tổ 3 trong 1"),
        ("Mô hình “1+10” tại khu phố có 60 thành viên.", "1+10"),
        ("Có 94 câu lạc bộ “Mái ấm” với 2.820 thành viên.", "Mái ấm"),
        ("Có 2 mô hình Camera an ninh tại khu phố.", "Camera an ninh"),
        ("Có 5 mô hình hiệu quả như “Tiếng kẻng”, “Dòng họ tự quản”.", None),
        ("Phong trào “Toàn dân” có 12 mô hình.", None),
        ("Có 12 mô hình tự quản về ANTT.", None),
    ],
)
def test_a_name_stands_before_or_after_what_it_names(text: str, name: str | None) -> None:
    assert figures_of(text)[-1].dims.get("model_name") == name


def test_names_of_models_in_a_table_are_those_of_their_numbers() -> None:
    text = (
        "TT | Tên mô hình | Số điểm | Số thành viên\n1 | Bến bãi bình yên | 3 | 46\n2 | Cổng trường văn minh | 2 | 8\n"
    )
    assert [one.dims.get("model_name") for one in figures_of(text)] == ["Bến bãi bình yên"] * 2 + [
        "Cổng trường văn minh"
    ] * 2


@pytest.mark.parametrize(
    ("text", "givers"),
    [
        ("2 tập thể và 1 cá nhân được tặng Bằng khen của UBND tỉnh.", ["province_chair"] * 2),
        ("18 cá nhân được trao Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”.", ["minister"]),
        ("Giám đốc Công an tỉnh và Chủ tịch Hội CCB tỉnh tặng Giấy khen 8 tập thể.", ["unsplit"]),
        ("Hội LHPN tỉnh tặng Giấy khen 9 tập thể.", ["womens_union"]),
        ("4 cá nhân được huyện tặng giấy khen.", ["district_chair"]),
        ("Chủ tịch UBND tỉnh tặng Bằng khen 1 tập thể (CAP).", ["province_chair"]),
    ],
)
def test_who_gives_an_award(text: str, givers: list[str]) -> None:
    assert [one.dims.get("awarded_by") for one in figures_of(text)] == givers


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Phát hiện 36 vụ vi phạm kinh tế, môi trường.", ["economic,environment"]),
        ("Xảy ra 12 vụ phạm pháp hình sự. Điều tra làm rõ 11/12 vụ, bắt 15 đối tượng.", ["order"] * 3),
    ],
)
def test_fields_of_crime_in_one_breath_and_of_what_was_solved(text: str, fields: list[str]) -> None:
    assert [one.dims.get("crime_type") for one in figures_of(text)] == fields


def test_what_propaganda_is_about_and_kinds_of_media() -> None:
    text = "Phòng, chống ma túy: tổ chức 13 buổi tuyên truyền; đài huyện phát 38 tin, bài; 12 phóng sự."
    told = {one.text: (one.dims.get("topic"), one.dims.get("media_kind")) for one in figures_of(text)}
    assert told == {"13": ("ma túy", None), "38": (None, None), "12": (None, "feature")}


@pytest.mark.parametrize(
    ("text", "signers"),
    [
        ("Vận động 6.790/6.842 hộ ký cam kết, đạt 99,2%.", ["household", "household"]),
        ("Có 16 thôn ký cam kết không tàng trữ súng tự chế.", ["unit"]),
        ("Có 45 cá nhân ký cam kết bảo đảm ANTT.", ["individual"]),
    ],
)
def test_who_signs_is_said_by_what_is_counted(text: str, signers: list[str]) -> None:
    assert [one.dims.get("signer") for one in figures_of(text)] == signers
