"""Figures of a small report, and pages that print them."""

from decimal import Decimal

from binhyen.kernel.amounts import NOTHING, Amount, Bound, exactly, roughly, vaguely
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure

PERIOD = "2026-11"
HASH = "ab" * 32


def figure(
    code: str, amount: Amount, printed: str = "", phrase: str = "", dims: str = "", place: str = "09175"
) -> SignedFigure:
    return SignedFigure(code, dims, amount, place, PERIOD, HASH, printed, phrase)


PHRASES = (
    "Toàn xã có 09 mô hình tự quản, trong đó xây dựng mới 01 mô hình.",
    "Tổ chức 08 buổi tuyên truyền với hơn 400 lượt người dự, phát 1.350 tờ rơi.",
    "Vận động giao nộp 2,5 kg pháo và hàng trăm vật liệu nổ.",
    "Có 194/213 khu dân cư đạt tiêu chuẩn.",
)
FIGURES = (
    figure("models_total", exactly(9), "09", PHRASES[0]),
    figure("models_new", exactly(1), "01", PHRASES[0]),
    figure("propaganda_sessions", exactly(8), "08", PHRASES[1]),
    figure("propaganda_attendance", roughly(400, Bound.OVER), "hơn 400", PHRASES[1]),
    figure("leaflets", exactly(1350), "1.350", PHRASES[1]),
    figure("fireworks_kg", exactly(Decimal("2.5")), "2,5", PHRASES[2]),
    figure("explosives", vaguely("hàng trăm"), "hàng trăm", PHRASES[2]),
    figure("residential_areas_met", exactly(194, 213), "194/213", PHRASES[3]),
    figure("patrol_groups", NOTHING),
    figure("models_total", exactly(3), "", "", "status=new;topic=traffic"),
)
REPORT = ReportFigures("09175", "xã An Phú", PERIOD, "bao-cao-nam", FIGURES)
PAGES = (
    "MẪU – DỮ LIỆU MINH HỌA\nỦY BAN NHÂN DÂN\nXÃ AN PHÚ\nBÁO CÁO\nToàn xã có 09 mô hình tự quản, trong đó xây \ndựng mới 01 mô hình. Tổ chức 08 buổi tuyên truyền với hơn",
    "2\nMẪU – DỮ LIỆU MINH HỌA\n400 lượt người dự, phát 1.350 tờ rơi. Vận động giao nộp 2,5 kg pháo và hàng trăm vật liệu nổ.\nCó 194/213 khu dân cư đạt tiêu chuẩn.",
)
