"""Made-up values for the page of states."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator

from binhyen.kernel.decisions import YES, never, no
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
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
