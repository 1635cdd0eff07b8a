"""The table of what is measured: each main page with who opens it and what must stand on it. Add a line for a new page.

A page whose URL name does not exist is reported as missing, never left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from binhyen.kernel.actors import Role
from binhyen.workshop.bench.plan import PROVINCE
from binhyen.workshop.bench.scene import Guest, Scene
from binhyen.workshop.bench.traffic import Call

Words = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one turn asks: path arguments, query, and what must stand on the page."""

    args: Words = field(default_factory=dict)
    query: Words = field(default_factory=dict)
    marks: tuple[str, ...] = ()


Asking = Callable[[Scene, Guest, int], Asked]


@dataclass(frozen=True, slots=True)
class Page:
    """A line of the table. `visitor`: the page is opened without a session; the role only says whose data are asked."""

    name: str
    url_name: str
    role: Role
    asking: Asking
    visitor: bool = False

    def call(self, scene: Scene, turn: int) -> Call:
        """Return the request of one turn. Raises `NoReverseMatch` where the page is not there."""
        guest = scene.guest(self.role)
        asked = self.asking(scene, guest, turn)
        url = reverse(self.url_name, kwargs=dict(asked.args))
        url += f"?{urlencode(asked.query)}" if asked.query else ""
        if self.visitor:
            return Call(url, ("<h1", *asked.marks), headers={"X-Forwarded-For": f"127.0.{turn // 250}.{turn % 250}"})
        return Call(url, ("<h1", *asked.marks), guest.session)

    @property
    def who(self) -> str:
        """Who opens it."""
        return "khách" if self.visitor else _ROLES.get(self.role, self.role)

    def missing(self, scene: Scene) -> str:
        """Say why the page can't be measured; "" when it can."""
        if self.role not in scene.guests:
            return "không có người với vai trò này trong dữ liệu đo"
        try:
            self.call(scene, 0)
        except NoReverseMatch:
            return f"chưa có trang {self.url_name}"
        return ""


_ROLES = {
    Role.PROVINCE_OFFICER: "cán bộ tỉnh",
    Role.PROVINCE_LEADER: "lãnh đạo tỉnh",
    Role.COMMUNE_OFFICER: "cán bộ xã",
    Role.COMMUNE_CHAIR: "chủ tịch xã",
    Role.RESIDENTIAL_HEAD: "trưởng thôn",
    Role.UNIT_REPRESENTATIVE: "đại diện đơn vị",
    Role.AUDITOR: "kiểm tra",
    Role.OPERATOR: "quản trị",
}


def _plain(*marks: str, **query: object) -> Asking:
    return lambda _scene, _guest, _turn: Asked(query=query, marks=marks)


def _here(_scene: Scene, guest: Guest, _turn: int) -> Asked:
    return Asked({"place_id": guest.place.place_id}, marks=(guest.place.name,))


def _of_round(*marks: str, **query: object) -> Asking:
    return lambda scene, _guest, _turn: Asked({"round_id": scene.round.pk}, query, marks)


def _of_dossier(_scene: Scene, guest: Guest, turn: int) -> Asked:
    dossier = guest.dossier(turn)
    return Asked({"dossier_id": dossier.pk}, marks=(dossier.name,))


def _waiting(scene: Scene, _guest: Guest, turn: int) -> Asked:
    dossier = scene.waiting[turn % len(scene.waiting)]
    return Asked({"dossier_id": dossier.pk}, marks=(dossier.name,))


def _decision(scene: Scene, guest: Guest, turn: int) -> Asked:
    own = [one for one in scene.decisions if one.authority_id == guest.place.place_id]
    decision = own[turn % len(own)]
    return Asked({"decision_id": decision.pk}, marks=(decision.document.symbol,))


def _unit(_scene: Scene, guest: Guest, turn: int) -> Asked:
    dossier = guest.dossier(turn)
    return Asked({"unit_id": dossier.unit_id}, marks=(dossier.name,))


def _document(scene: Scene, _guest: Guest, turn: int) -> Asked:
    document = scene.documents[turn % len(scene.documents)]
    return Asked({"document_id": document.pk}, marks=(document.symbol,))


def _paper(scene: Scene, _guest: Guest, turn: int) -> Asked:
    document = scene.documents[turn % len(scene.documents)]
    return Asked({"token": document.token}, marks=(document.symbol,))


def _conference(_scene: Scene, _guest: Guest, _turn: int) -> Asked:
    return Asked(query={"noi": PROVINCE, "ky": "2026"}, marks=("2026",))


def _yardstick(_scene: Scene, guest: Guest, _turn: int) -> Asked:
    return Asked(marks=(guest.place.name,))


YARDSTICK = Page("Trang tài khoản (thước đo)", "accounts:me", Role.PROVINCE_OFFICER, _yardstick)
"""The bare page: same frame, same middleware, same sign-in, none of recognition's data."""

PAGES = (
    Page("Việc của tôi", "desk:my_work", Role.PROVINCE_OFFICER, _plain()),
    Page("Việc của tôi", "desk:my_work", Role.COMMUNE_OFFICER, _plain()),
    Page("Việc của tôi", "desk:my_work", Role.COMMUNE_CHAIR, _plain()),
    Page("Việc của tôi", "desk:my_work", Role.UNIT_REPRESENTATIVE, _plain()),
    Page("Việc của tôi", "desk:my_work", Role.RESIDENTIAL_HEAD, _plain()),
    Page("Các đợt", "recognition:rounds", Role.PROVINCE_OFFICER, _plain("2027")),
    Page("Đợt công nhận", "recognition:round", Role.PROVINCE_OFFICER, _of_round("2027")),
    Page("Đợt công nhận", "recognition:round", Role.COMMUNE_OFFICER, _of_round("2027")),
    Page("Danh sách hồ sơ", "recognition:dossiers", Role.PROVINCE_OFFICER, _plain("Số 1")),
    Page("Danh sách hồ sơ", "recognition:dossiers", Role.COMMUNE_OFFICER, _plain("Số 1")),
    Page("Tìm hồ sơ", "recognition:dossiers", Role.PROVINCE_OFFICER, _plain("Số 12", q="so 12")),
    Page("Hồ sơ", "recognition:dossier", Role.COMMUNE_OFFICER, _of_dossier),
    Page("Hồ sơ", "recognition:dossier", Role.UNIT_REPRESENTATIVE, _of_dossier),
    Page("Hồ sơ", "recognition:dossier", Role.RESIDENTIAL_HEAD, _of_dossier),
    Page("Nhật ký hồ sơ", "recognition:dossier_trail", Role.COMMUNE_OFFICER, _of_dossier),
    Page("Bàn thẩm định", "recognition:appraisal", Role.PROVINCE_OFFICER, _plain()),
    Page("Bàn thẩm định", "recognition:appraisal", Role.COMMUNE_OFFICER, _plain()),
    Page("Thẩm định một hồ sơ", "recognition:appraise", Role.COMMUNE_OFFICER, _waiting),
    Page("Các quyết định", "recognition:decisions", Role.PROVINCE_LEADER, _plain()),
    Page("Các quyết định", "recognition:decisions", Role.COMMUNE_CHAIR, _plain()),
    Page("Một quyết định", "recognition:decision", Role.COMMUNE_CHAIR, _decision),
    Page("Đơn vị", "units:units", Role.PROVINCE_OFFICER, _plain("Số 1")),
    Page("Tìm đơn vị", "units:units", Role.PROVINCE_OFFICER, _plain("Số 12", q="so 12")),
    Page("Đơn vị của xã", "units:units", Role.COMMUNE_OFFICER, _plain("Số 1")),
    Page("Một đơn vị", "units:unit", Role.PROVINCE_OFFICER, _unit),
    Page("Phiên họp", "units:meetings", Role.PROVINCE_OFFICER, _plain()),
    Page("Địa bàn của tỉnh", "places:place", Role.PROVINCE_OFFICER, _here),
    Page("Địa bàn của xã", "places:place", Role.COMMUNE_OFFICER, _here),
    Page("Tìm địa bàn", "places:search", Role.PROVINCE_OFFICER, _plain("Số 12", q="so 12")),
    Page("Tài khoản", "accounts:accounts", Role.PROVINCE_OFFICER, _plain("do-tai-")),
    Page("Tìm tài khoản", "accounts:accounts", Role.PROVINCE_OFFICER, _plain("do-tai-77", q="do-tai-77")),
    Page("Vị trí ở tỉnh", "accounts:posts", Role.PROVINCE_OFFICER, _here),
    Page("Vị trí ở xã", "accounts:posts", Role.COMMUNE_OFFICER, _here),
    Page("Sổ văn bản đi", "documents:register", Role.PROVINCE_OFFICER, _plain("/QĐ-UBND")),
    Page("Văn bản", "documents:document", Role.PROVINCE_OFFICER, _document),
    Page("Số liệu hội nghị", "indicators:conference", Role.PROVINCE_OFFICER, _conference),
    Page("Kiểm tra văn bản", "portal:verification", Role.PROVINCE_OFFICER, _paper, visitor=True),
)
