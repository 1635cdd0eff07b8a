"""Made-up values for the page of states."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator

from binhyen.kernel.decisions import YES, never, no
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.ui.components.bands import bands_of
from binhyen.ui.components.charts import Chart, Kind, Limit, Mark, Series, Under
from binhyen.ui.components.dots import Dot, Spread
from binhyen.ui.components.maps import Frame, MapDrawing, Tile, Told, tile_map
from binhyen.ui.components.parts import Choice, Knot, Segment, Side
from binhyen.ui.components.states import STATES

_AT = datetime(2026, 11, 5, 8, 42, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_QUORUM = gettext_noop("Cannot be decided yet: %(present)s of %(all)s members are present, less than two thirds.")
_NUMBERS = gettext_noop("“%(typed)s” can be read in two ways.")
_LAST_YEAR = gettext_noop("The figure is the same as last year's.")


def samples() -> dict[str, Any]:
    """Return what the page of states shows."""
    return {
        "all_states": list(STATES.values()),
        "as_of": _AT,
        "findings": _findings(),
        "yes": YES,
        "not_now": no("sample.quorum", _QUORUM, source="Quy chế, Điều 6", present=5, all=9),
        "never": never("sample.never", _LAST_YEAR),
        "knots": _knots(),
        "segments": _segments(),
        "theirs": Side("214 hộ đã đăng ký", "Trưởng thôn Đông", _AT),
        "yours": Side("215 hộ đã đăng ký", "Cán bộ phong trào · xã An Phú"),
        "rows": Paginator(range(1, 1728), 50).page(7),
        "line": _line(),
        "bars": _bars(),
        "spread": _spread(),
        "map": _map(),
        "choices": [Choice("", "Tất cả", 26), Choice("sent", "Đã nộp", 11), Choice("late", "Quá hạn", 1)],
    }


def _findings() -> list[Finding]:
    return [
        Finding("sample.quorum", _QUORUM, params={"present": 5, "all": 9}, source="Quy chế, Điều 6"),
        Finding("sample.two_readings", _NUMBERS, params={"typed": "1,234.5"}, where="Số hộ đăng ký"),
        Finding("sample.same", _LAST_YEAR, severity=Severity.WARNING),
        Finding("sample.same", _LAST_YEAR, severity=Severity.INFO),
    ]


def _knots() -> list[Knot]:
    return [
        Knot("ký Quyết định công nhận 3 khu dân cư", "Chủ tịch UBND xã", _AT, "done", link="#"),
        Knot("trả lại 2 tiêu chí", "Cán bộ phong trào xã", _AT, "now", "Bổ sung biên bản họp khu dân cư.", "must"),
        Knot("trao đổi nội bộ", "Cán bộ phong trào tỉnh", _AT, "done", "Đơn vị không thấy lời này.", "internal"),
        Knot("Hội đồng họp", look="todo"),
    ]


def _segments() -> list[Segment]:
    return [
        Segment("met", 12, "Đạt"),
        Segment("not", 3, "Chưa đạt"),
        Segment("unknown", 2, "Chưa đủ căn cứ"),
        Segment("doing", 6, "Đang làm"),
        Segment("none", 3, "Chưa đăng ký"),
    ]


_UNDER = Under("Nguồn: số mẫu", "Số liệu đến 08:42, 05/11/2026")


def _mark(value: str) -> Mark:
    return Mark(value.replace(".", ","), Decimal(value), "#")


def _line() -> Chart:
    told = {"Họp dân": "12 18 15 22 30 41", "Tuyên truyền": "4 9 9 14 20 18", "Tập huấn": "1 0 2 2 3 5"}
    series = tuple(Series(name, tuple(_mark(word) for word in words.split())) for name, words in told.items())
    months = tuple(f"Tháng {month}" for month in range(1, 7))
    return Chart(
        "mau-duong", Kind.LINE, "Các cuộc vận động trong nửa đầu năm", months, series, "cuộc", "Tháng", under=_UNDER
    )


def _bars() -> Chart:
    told = {"Khu dân cư": "97.6", "Xã, phường": "95.5", "Cơ quan": "97.5", "Doanh nghiệp": "77.2", "Trường học": "98.3"}
    series = (Series("Đạt", tuple(_mark(word) for word in told.values())),)
    limit = Limit("70 %", Decimal(70))
    return Chart("mau-cot", Kind.BAR, "Tỷ lệ được công nhận", tuple(told), series, "%", "Loại", limit, _UNDER)


def _spread() -> Spread:
    shares = [Decimal(word) for word in ["96.5", "97.1", "97.1", "97.4", "98", "98.2", "99", "92", "61", "88", "97.2"]]
    dots = tuple(Dot(share, f"{share} %", "#", own=share == Decimal(92)) for share in shares)
    return Spread("Khu dân cư", "1.686/1.727", "#", dots, Decimal("97.6"), Decimal(70))


def _map() -> MapDrawing:
    words = {"20": ("Lạng Sơn", "LS", 1, 0), "24": ("Bắc Ninh", "BN", 0, 1), "22": ("Quảng Ninh", "QN", 1, 1)}
    shares = {"20": Decimal("97.6"), "24": Decimal("90.5")}
    told = {
        code: Told(code, name, Mark("–") if code not in shares else _mark(str(shares[code])), short, own=code == "20")
        for code, (name, short, _, _) in words.items()
    }
    tiles = [Tile(code, column, row) for code, (_, _, column, row) in words.items()]
    frame = Frame("mau-ban-do", "Tỷ lệ được công nhận", bands_of(shares.values(), "%"), "", "Nơi", "%", _UNDER)
    return tile_map(frame, tiles, told)
