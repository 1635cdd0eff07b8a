"""One letter of each kind that recognition writes, made up plainly, for looking at."""

from dataclasses import replace
from datetime import date

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Article,
    Authority,
    Column,
    DashItem,
    Heading,
    Issuer,
    Letter,
    LetteredItem,
    LetterKind,
    NumberedItem,
    Paragraph,
    Prefix,
    Signature,
    Table,
)
from binhyen.documents.rules.numbering import symbol
from tests.documents.letters import AN_PHU, certificate, decision

DAY = date(2026, 11, 5)
COMMITTEE = Issuer(
    code="BCD-24", parent_name="Ủy ban nhân dân tỉnh Bắc Ninh", name="Ban Chỉ đạo 138", sign="BCĐ",
    place_name="Bắc Ninh", uses_host_seal=True,
)  # fmt: skip
COUNCIL = Issuer(
    code="HD-24-07234", parent_name="Ủy ban nhân dân xã An Phú", name="Hội đồng xét duyệt", sign="HĐ",
    place_name="An Phú", uses_host_seal=True,
)  # fmt: skip
POLICE = Issuer(
    code="CA-24-07234", parent_name="Công an tỉnh Bắc Ninh", name="Công an xã An Phú", sign="CAX", place_name="An Phú"
)


def numbered(letter: Letter, number: int) -> Letter:
    return replace(letter, number=number, symbol=symbol(number, letter.kind, letter.issuer), issued_on=DAY)


def long_decision(rows: int = 60) -> Letter:
    columns = (
        Column("STT", 7, Align.CENTRE), Column("Tên khu dân cư", 38), Column("Địa bàn trước sáp nhập", 30),
        Column("Tỷ lệ hộ đăng ký", 13, Align.RIGHT), Column("Kết quả", 12, Align.CENTRE),
    )  # fmt: skip
    cells = tuple(
        (
            str(n),
            f"Thôn Mẫu số {n}",
            ("xã Đông Phong", "xã Hòa Tiến", "thị trấn Chờ")[n % 3],
            f"{90 + n % 10},{n % 7} %",
            "Đạt",
        )
        for n in range(1, rows + 1)
    )
    table = Table(columns, (*cells, ("", "Cộng", "", "", str(rows))), total_rows=1)
    return numbered(
        decision(
            rows,
            blocks=(
                Article(
                    1,
                    f"Công nhận {rows} khu dân cư trên địa bàn xã An Phú đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026 (có danh sách kèm theo).",
                ),
                Article(
                    2,
                    "Giao Công an xã chủ trì, phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam xã cấp Giấy công nhận và hướng dẫn các khu dân cư duy trì kết quả đã đạt được.",
                ),
                Article(
                    3,
                    "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng Công an xã, Trưởng các khu dân cư có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
                ),
            ),
            recipients=(
                "Như Điều 3",
                "Công an tỉnh Bắc Ninh (để báo cáo)",
                "Thường trực Đảng ủy, Hội đồng nhân dân xã",
                "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
            ),
            kept_at="VT, CA",
            annexes=(Annex("Danh sách khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026", (table,)),),
        ),
        7,
    )


def minutes() -> Letter:
    return numbered(
        Letter(
            kind=LetterKind.MINUTES,
            subject="Họp Hội đồng xét duyệt, đề nghị công nhận đạt tiêu chuẩn\n“An toàn về an ninh, trật tự” năm 2026",
            issuer=COUNCIL,
            blocks=(
                Paragraph("Thời gian bắt đầu: 08 giờ 00 phút, ngày 03 tháng 11 năm 2026."),
                Paragraph("Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân xã An Phú."),
                Heading("I.", "THÀNH PHẦN"),
                NumberedItem(1, "Có mặt: 9/9 thành viên Hội đồng."),
                NumberedItem(2, "Chủ trì: Bà Nguyễn Thị Mẫu, Chủ tịch Ủy ban nhân dân xã, Chủ tịch Hội đồng."),
                NumberedItem(3, "Thư ký: Ông Trần Văn Mẫu, cán bộ Công an xã."),
                Heading("II.", "NỘI DUNG"),
                NumberedItem(
                    1,
                    heading="Nghe báo cáo thẩm định",
                    text="Trưởng Công an xã trình bày báo cáo thẩm định hồ sơ của 60 khu dân cư đã đăng ký; 60/60 hồ sơ đủ thành phần.",
                ),
                NumberedItem(
                    2, heading="Bỏ phiếu", text="Hội đồng bỏ phiếu kín đối với từng khu dân cư, kết quả như sau:"
                ),
                Table(
                    (
                        Column("Nội dung", 46),
                        Column("Số khu dân cư", 18, Align.RIGHT),
                        Column("Tán thành", 18, Align.RIGHT),
                        Column("Tỷ lệ", 18, Align.RIGHT),
                    ),
                    (
                        ("Đề nghị công nhận", "58", "9/9", "100 %"),
                        ("Đề nghị công nhận", "2", "8/9", "88,9 %"),
                        ("Cộng", "60", "", ""),
                    ),
                    total_rows=1,
                    unit="Đơn vị tính: khu dân cư",
                ),
                Paragraph(
                    "Cuộc họp kết thúc vào 10 giờ 30 phút cùng ngày, nội dung được các thành viên dự họp thống nhất thông qua"
                ),
            ),
            recipients=("Thành viên Hội đồng",),
            kept_at="VT, HĐ",
            signature=Signature("CHỦ TRÌ", "Nguyễn Thị Mẫu"),
            second_signature=Signature("THƯ KÝ", "Trần Văn Mẫu"),
            demonstration=True,
        ),
        6,
    )


def submission() -> Letter:
    return numbered(
        Letter(
            kind=LetterKind.SUBMISSION,
            subject="Về việc đề nghị công nhận xã An Phú đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026",
            issuer=replace(
                COMMITTEE,
                code="BCD-24-07234",
                parent_name="Ủy ban nhân dân xã An Phú",
                name="Ban Chỉ đạo 138",
                place_name="An Phú",
            ),
            addressees=("Chủ tịch Ủy ban nhân dân tỉnh Bắc Ninh", "Giám đốc Công an tỉnh Bắc Ninh"),
            blocks=(
                Paragraph(
                    "Thực hiện Thông tư số 124/2021/TT-BCA ngày 28 tháng 12 năm 2021 của Bộ trưởng Bộ Công an, Ban Chỉ đạo 138 xã An Phú kính trình như sau:"
                ),
                Heading("I.", "SỰ CẦN THIẾT"),
                Paragraph(
                    "Năm 2026, 60/60 khu dân cư trên địa bàn xã đăng ký phấn đấu; 57/60 khu dân cư được công nhận, đạt 95,0 %."
                ),
                Heading("II.", "NỘI DUNG ĐỀ NGHỊ"),
                NumberedItem(1, "Công nhận xã An Phú đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026."),
                NumberedItem(2, "Hồ sơ kèm theo gồm:"),
                LetteredItem(1, "Báo cáo tự đánh giá;"),
                LetteredItem(2, "Biên bản họp Hội đồng;"),
                LetteredItem(3, "Nghị quyết của Đảng ủy;"),
                LetteredItem(4, "Kế hoạch của Ủy ban nhân dân xã;"),
                LetteredItem(5, "Danh sách khu dân cư được công nhận."),
                Paragraph("Kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định"),
            ),
            recipients=("Thành viên Ban Chỉ đạo",),
            kept_at="VT, BCĐ",
            copies=12,
            signature=Signature(
                "PHÓ TRƯỞNG BAN",
                "Lê Văn Mẫu",
                (Authority(Prefix.COLLECTIVE, "Ban Chỉ đạo"), Authority(Prefix.DEPUTY, "Trưởng ban")),
                second_title="Trưởng Công an xã",
            ),
            demonstration=True,
        ),
        3,
    )


def report() -> Letter:
    criteria = Table(
        (
            Column("Tiêu chí", 12, Align.CENTRE),
            Column("Nội dung", 50),
            Column("Tự đánh giá", 16, Align.CENTRE),
            Column("Minh chứng", 22),
        ),
        (
            (
                "KDC-1a",
                "Chi bộ có nghị quyết về công tác bảo đảm an ninh, trật tự",
                "Đạt",
                "Nghị quyết ngày 20/01/2026",
            ),
            (
                "KDC-1b",
                "100 % hộ gia đình đăng ký xây dựng khu dân cư an toàn",
                "Đạt",
                "Bản đăng ký ngày 02/03/2026; 187/187 hộ",
            ),
            ("KDC-2", "Không để xảy ra các hoạt động chống đối", "Chưa đủ căn cứ", "Chờ kết luận của Công an xã"),
        ),
    )
    return numbered(
        Letter(
            kind=LetterKind.REPORT,
            subject="Kết quả tự đánh giá theo tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026 của Thôn Đông",
            issuer=AN_PHU,
            addressees=("Hội đồng xét duyệt xã An Phú",),
            blocks=(
                Heading("I.", "TÌNH HÌNH CHUNG"),
                Paragraph(
                    "Thôn Đông có 187 hộ, 742 nhân khẩu thường trú và tạm trú; có 5 tổ tự quản, 1 tổ bảo vệ an ninh, trật tự ở cơ sở."
                ),
                Heading("II.", "KẾT QUẢ TỰ ĐÁNH GIÁ"),
                criteria,
                Heading("III.", "ĐỀ NGHỊ"),
                DashItem("Hội đồng xem xét, đề nghị công nhận Thôn Đông đạt tiêu chuẩn năm 2026"),
            ),
            recipients=("Chi ủy, Ban công tác Mặt trận Thôn Đông",),
            signature=Signature("TRƯỞNG THÔN", "Phạm Văn Mẫu"),
            demonstration=True,
        ),
        45,
    )


def dispatch() -> Letter:
    return numbered(
        Letter(
            kind=LetterKind.DISPATCH, subject="hướng dẫn đăng ký xây dựng khu dân cư an toàn về an ninh, trật tự năm 2027",
            issuer=replace(AN_PHU, drafting_unit="CA"), addressees=("Trưởng các thôn, tổ dân phố",),
            blocks=(Paragraph("Đề nghị các đồng chí tổ chức đăng ký trong quý I năm 2027."),),
            signature=Signature("PHÓ CHỦ TỊCH", "Đỗ Văn Mẫu", (Authority(Prefix.COLLECTIVE, "Ủy ban nhân dân"), Authority(Prefix.DEPUTY, "Chủ tịch"))),
            demonstration=True,
        ),
        30,
    )  # fmt: skip


def stamped_certificate() -> Letter:
    address = "http://127.0.0.1:8000/kiem-tra/Zm9vYmFyYmF6cXV4MTIzNA/"
    return replace(numbered(certificate(), 1187), verification=address)


SHOWCASE = {
    "quyet-dinh": long_decision,
    "bien-ban": minutes,
    "to-trinh": submission,
    "bao-cao": report,
    "cong-van": dispatch,
    "giay-cong-nhan": stamped_certificate,
}
