"""Honest reports as plain values: what communes count, when they type it, and what they say, by seed.

Counts vary as counts do, stocks stay as they are until something changes, money is round because it is told so, half
of the officers type near the last day, and sentences have the commune's own places and doings in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.periods import Period
from binhyen.places.rules.kinds import PlaceKind
from binhyen.workshop.rules.simulating.chance import chosen, mixed, number
from binhyen.workshop.rules.simulating.fates import fate_of
from binhyen.workshop.rules.simulating.profiles import profile_of, value_of
from binhyen.workshop.rules.simulating.sizes import people_of

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DUE_DAYS = 3
_MOST_MINUTES = 240
_IMPORTED = 8
"""Of 100 reports, how many are taken in from a workbook."""


@dataclass(frozen=True, slots=True)
class Written:
    """One cell of an honest report; `denominator` of a share. `entered_at` is when it was typed."""

    value: Decimal
    denominator: Decimal | None
    entered_at: datetime
    stock: bool


@dataclass(frozen=True, slots=True)
class HonestReport:
    """One commune's report of one period."""

    commune: int
    people: int
    period: Period
    cells: Mapping[CellKey, Written]
    due: datetime
    sent: datetime
    imported: bool
    text: str


@dataclass(frozen=True, slots=True)
class HonestNation:
    """What honest reports are made of."""

    seed: int
    catalogue: Catalogue
    cells: Sequence[CellKey]

    def reports(self, communes: int, months: Sequence[Period]) -> list[HonestReport]:
        """Return what comes from communes, by commune and month; some reports never come."""
        found = (self._report(one, month) for one in range(communes) for month in months)
        return [one for one in found if one is not None]

    def _report(self, commune: int, period: Period) -> HonestReport | None:
        place, when = number(self.seed, "commune", commune), number(self.seed, "period", period.code)
        fate = fate_of(place, number(self.seed, "form", "honest"), when)
        if not fate.comes:
            return None
        people = people_of(self.seed, str(commune), PlaceKind.COMMUNE, before=False)
        due = datetime.combine(period.end + timedelta(days=_DUE_DAYS), time(17), _ZONE)
        sent = due + timedelta(minutes=fate.minutes)
        imported = mixed(place, 7) % 100 < _IMPORTED
        cells = {cell: self._cell(cell, (place, people, period), sent, at) for at, cell in enumerate(self.cells)}
        return HonestReport(commune, people, period, cells, due, sent, imported, _text(place, when, commune))

    def _cell(self, cell: CellKey, where: tuple[int, int, Period], sent: datetime, at: int) -> Written:
        place, people, period = where
        profile = profile_of(self.seed, self.catalogue.indicators[cell.indicator], cell)
        value, whole = value_of(profile, place, people, period, self.seed)
        entered = sent - timedelta(minutes=5 + _pace(place, number(self.seed, "period", period.code)) * at // 10)
        return Written(Decimal(value), None if whole is None else Decimal(whole), entered, profile.stock)


def honest_reports(
    seed: int, communes: int, months: Sequence[Period], catalogue: Catalogue, cells: Sequence[CellKey]
) -> list[HonestReport]:
    """Return the honest reports of so many communes in the given periods."""
    return HonestNation(seed, catalogue, cells).reports(communes, months)


def _pace(place: int, when: int) -> int:
    """Return how long a commune takes for ten cells, in minutes: most sit down once, some come back for days."""
    return 3 + mixed(place, when, 11) % _MOST_MINUTES


_DOINGS = (
    "tổ chức tuyên truyền pháp luật", "phát động phong trào", "củng cố tổ hòa giải", "ra mắt mô hình camera an ninh",
    "tuần tra ban đêm", "gặp gỡ người có uy tín", "vận động giao nộp vũ khí, vật liệu nổ",
    "ký cam kết với các hộ kinh doanh",
    "tập huấn tổ bảo vệ an ninh, trật tự cơ sở", "thăm hỏi gia đình người mãn hạn tù",
    "sinh hoạt dưới cờ tại trường học",
)  # fmt: skip
_WITH = (
    "Ban công tác Mặt trận",
    "Hội Phụ nữ",
    "Đoàn Thanh niên",
    "Hội Cựu chiến binh",
    "Công an xã",
    "trường học",
    "Hội Nông dân",
)
_WHERE = (
    "Trung Tâm",
    "Đồng Tiến",
    "Nà Lầu",
    "Bản Mới",
    "Cầu Ngà",
    "Xóm Đình",
    "Phú Hòa",
    "Đông Sơn",
    "Tân Lập",
    "Khuổi Nặm",
)
_ENDS = (
    "được nhân dân hưởng ứng", "còn ít người dự vì mưa lớn", "thu hút đông đảo bà con", "kết hợp với họp thôn",
    "sẽ nhân ra các thôn khác", "cần thêm kinh phí loa truyền thanh",
)  # fmt: skip


def _text(place: int, when: int, commune: int) -> str:
    """Return what an honest officer writes: two to four doings, each at a place of the commune's own."""
    count = 2 + mixed(place, when, 13) % 3
    return " ".join(_sentence(place, mixed(when, at + 17), commune) for at in range(count))


def _sentence(place: int, turn: int, commune: int) -> str:
    doing, fellow = chosen(_DOINGS, place, turn, 1), chosen(_WITH, place, turn, 2)
    where, end = chosen(_WHERE, place, turn, 3), chosen(_ENDS, place, turn, 4)
    day, guests = 1 + mixed(place, turn, 5) % 28, 20 + mixed(place, turn, 6) % 180
    return f"Ngày {day}, phối hợp {fellow} {doing} tại thôn {where} {commune % 9 + 1} với {guests} người dự, {end}."
