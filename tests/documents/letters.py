"""Letters of the town: drafts that pass every check; overrides by meaning."""

from dataclasses import replace
from typing import Any

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Article,
    Certificate,
    Column,
    Issuer,
    Letter,
    LetterKind,
    Signature,
    Table,
)

AN_PHU = Issuer(code="UBND-24-07234", name="Ủy ban nhân dân\nxã An Phú", sign="UBND", place_name="An Phú")
CHAIR = Signature(title="CHỦ TỊCH", name="Nguyễn Thị Mẫu")


def decision(rows: int = 3, **changes: Any) -> Letter:
    names = Table(
        columns=(Column("STT", 8, Align.CENTRE), Column("Khu dân cư", 62), Column("Kết quả", 30, Align.CENTRE)),
        rows=tuple((str(number), f"Thôn Mẫu {number}", "Đạt") for number in range(1, rows + 1)),
    )
    letter = Letter(
        kind=LetterKind.DECISION,
        subject="Về việc công nhận khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026",
        issuer=AN_PHU,
        authority="Chủ tịch Ủy ban nhân dân xã An Phú",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Thông tư số 124/2021/TT-BCA ngày 28 tháng 12 năm 2021 của Bộ trưởng Bộ Công an",
            "Theo đề nghị của Trưởng Công an xã An Phú",
        ),
        blocks=(
            Article(1, f"Công nhận {rows} khu dân cư có tên trong danh sách kèm theo."),
            Article(2, "Quyết định này có hiệu lực kể từ ngày ký. Các khu dân cư có tên chịu trách nhiệm thi hành."),
        ),
        recipients=("Như Điều 2", "Công an xã An Phú"),
        signature=CHAIR,
        annexes=(Annex("Danh sách khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026", (names,)),),
        demonstration=True,
    )
    return replace(letter, **changes)


def certificate(name: str = "Thôn Đông", **changes: Any) -> Letter:
    letter = Letter(
        kind=LetterKind.CERTIFICATE,
        subject=f"Giấy công nhận {name}",
        issuer=AN_PHU,
        signature=CHAIR,
        certificate=Certificate(
            authority="Chủ tịch Ủy ban nhân dân xã An Phú",
            recipient=name,
            place="xã An Phú, tỉnh Bắc Ninh",
            statement="Đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026",
            decision="Quyết định số 07/QĐ-UBND ngày 05 tháng 11 năm 2026 của Chủ tịch Ủy ban nhân dân xã An Phú",
        ),
        demonstration=True,
    )
    return replace(letter, **changes)
