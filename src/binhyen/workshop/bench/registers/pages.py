"""The pages that are measured: lists, filters, search, a month of the calendar, the lines behind a number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.queries.declared import Register
from binhyen.schemes.registers.schemes import SCHEMES
from binhyen.workshop.bench.measuring import measure_calls
from binhyen.workshop.bench.registers.ground import Ground
from binhyen.workshop.bench.registers.plan import MONTH, YEAR, RegistersPlan
from binhyen.workshop.bench.results import Measured
from binhyen.workshop.bench.traffic import Call, WrongAnswerError, ask_often

_WARM = 4
Words = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: where it is and what must stand on it; `query` gives the words of one turn."""

    name: str
    path: Callable[[Ground], str]
    query: Callable[[Ground, int], Words] = field(default=lambda _ground, _turn: {})
    marks: tuple[str, ...] = ()
    local: bool = False

    def call(self, ground: Ground, turn: int) -> Call:
        """Return the request of one turn."""
        words = urlencode(self.query(ground, turn))
        session = ground.local_session if self.local else ground.session
        return Call(self.path(ground) + (f"?{words}" if words else ""), ("<h1", *self.marks), session)


def _list(register: Register) -> Callable[[Ground], str]:
    return lambda _ground: reverse("registers:entries", args=[register.slug])


def _at(name: str, *args: object) -> Callable[[Ground], str]:
    return lambda _ground: reverse(name, args=args)


def _lines(indicator: str) -> Callable[[Ground, int], Words]:
    return lambda ground, _turn: {"chi_tieu": indicator, "noi": ground.province.place_id, "ky": YEAR}


def _commune(ground: Ground, turn: int) -> str:
    return ground.communes[turn % len(ground.communes)].path


PAGES = (
    Asked("Sổ hoạt động, cả tỉnh", _list(EVENTS), marks=("buổi",)),
    Asked("Sổ hoạt động của một xã", _list(EVENTS), marks=("buổi",), local=True),
    Asked("Lọc theo xã và năm", _list(EVENTS), lambda ground, turn: {"noi": _commune(ground, turn), "ky": YEAR}),
    Asked("Lọc theo loại và tháng", _list(EVENTS), lambda _ground, _turn: {"kind": "launch", "ky": MONTH}),
    Asked("Trang 200 của sổ", _list(EVENTS), lambda _ground, turn: {"page": 200 + turn}),
    Asked("Tìm trong sổ hoạt động", _list(EVENTS), lambda _ground, turn: {"q": f"buoi {1000 + turn * 37}"}),
    Asked("Hoạt động theo địa bàn", _at("registers:by_place", EVENTS.slug), lambda _g, _t: {"ky": YEAR}),
    Asked("Lịch một tháng, cả tỉnh", _at("campaigns:calendar"), lambda _ground, _turn: {"thang": MONTH}),
    Asked("Lịch một tháng, một xã", _at("campaigns:calendar"), lambda _g, _t: {"thang": MONTH}, local=True),
    Asked("Sổ mô hình, cả tỉnh", _list(SCHEMES), marks=("Camera",)),
    Asked("Tìm mô hình", _list(SCHEMES), lambda _ground, turn: {"q": f"thon so {500 + turn * 11}"}),
    Asked("Lọc mô hình theo xã", _list(SCHEMES), lambda ground, turn: {"noi": _commune(ground, turn)}),
    Asked("Kho mô hình hay", _at("schemes:gallery")),
    Asked("Các sổ", _at("registers:registers")),
    Asked("Sau con số: buổi tuyên truyền, năm", _at("registers:lines"), _lines("propaganda_sessions")),
    Asked("Sau con số: tổng số mô hình, năm", _at("registers:lines"), _lines("models_total")),
)
_BARE = "accounts:me"
YARDSTICK = "Trang tài khoản"


def measure_pages(port: int, ground: Ground, plan: RegistersPlan, say: Callable[[str], None]) -> list[Measured]:
    """Measure every page beside the bare page of the account."""
    found = []
    for page in PAGES:
        say(page.name)
        found.append(_measured(port, page, ground, plan))
    return found


def _measured(port: int, page: Asked, ground: Ground, plan: RegistersPlan) -> Measured:
    who = "cán bộ xã" if page.local else "cán bộ tỉnh"
    named = Measured(page.name, who, url=page.path(ground))
    calls = [page.call(ground, turn) for turn in range(plan.requests)]
    session = ground.local_session if page.local else ground.session
    bare: Sequence[Call] = [Call(reverse(_BARE), ("<h1",), session)] * plan.requests
    try:
        ask_often(port, calls[:_WARM], 1)
        return measure_calls(port, named, calls, bare, plan.clients)
    except WrongAnswerError as wrong:
        return Measured(page.name, who, url=named.url, failed=str(wrong)[:400])
