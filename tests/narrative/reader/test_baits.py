"""Numbers that are none in sentences of our own: dates, addresses, norms, names, what stands around a page's text."""

from pathlib import Path

import pytest
import yaml

from binhyen.narrative.reader import read

BAITS = yaml.safe_load((Path(__file__).parent / "baits.yaml").read_text(encoding="utf-8"))
BELIEVED = 0.5
HARDLY_ANY, FEW = 0.01, 0.05
"""So many may be believed after any training, and so many proposed with less."""


def all_baits() -> list[str]:
    return [bait for baits in BAITS.values() for bait in baits]


def test_hardly_any_number_that_is_none_is_believed() -> None:
    believed = [(one.text, bait) for bait in all_baits() for one in read(bait).figures if one.confidence > BELIEVED]
    assert len(believed) <= HARDLY_ANY * len(all_baits()), believed


def test_few_of_them_are_proposed_at_all() -> None:
    proposed = [bait for bait in all_baits() if read(bait).figures]
    assert len(proposed) <= FEW * len(all_baits()), proposed


COUNTED = {
    "Hòa giải 04 vụ, thành công 04/04.": ["04", "04/04"],
    "Năm qua xảy ra 6 vụ trộm, phá được 6/6.": ["6", "6/6"],
    "Công nhận an toàn về an ninh trật tự: cơ quan 3/3; nhà trường 4/4; doanh nghiệp 6/7.": ["3/3", "4/4", "6/7"],
    "Đội dân phòng cùng công an tuần tra 36 đêm với 540 lượt người.": ["36", "540"],
    "Cấp tỉnh ban hành 18 văn bản, cấp huyện 146, cấp xã 2.750.": ["18", "146", "2.750"],
    "Hội giúp người chấp hành xong án phạt tù vay vốn 16/1,04 tỷ đồng.": ["16", "1,04 tỷ"],
    "Tội phạm xảy ra 08 vụ, khám phá 07/08 (=87,5%).": ["08", "07/08", "87,5%"],
    "Thành viên tổ bảo vệ an ninh trật tự được hỗ trợ không quá 500.000 đồng/người/tháng.": ["500.000"],
    "Có 24/24 ấp lập tổ hòa giải.": ["24/24"],
    "Thu giữ 3,27g heroin.": ["3,27"],
    "Trưởng thôn khoe: “Năm nay cả thôn có 190 hộ ký cam kết không đốt pháo, ai cũng vui”.": ["190"],
    "Công an xã đăng 96 bài cảnh báo lừa đảo, 45.000 lượt xem.": ["96", "45.000"],
    "Tỷ lệ tái phạm xuống dưới 15%.": ["15%"],
    "Phấn đấu từ 90% trở lên số vụ phạm pháp hình sự được khám phá.": ["90%"],
    "Thành lập 2.146 tổ bảo vệ an ninh trật tự gồm 2.146 tổ trưởng, 2.146 tổ phó.": ["2.146"] * 3,
}


@pytest.mark.parametrize("sentence", COUNTED)
def test_what_looks_like_one_and_counts_is_proposed(sentence: str) -> None:
    assert [one.text for one in read(sentence).figures] == COUNTED[sentence]
