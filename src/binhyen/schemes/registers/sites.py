"""The register of sites: where a scheme stands, with groups, members and equipment as counts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.amounts import Said
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Reach, Register
from binhyen.registers.rules.facts import Dates, Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, one_of, restated, split
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind
from binhyen.schemes.models import Site
from binhyen.schemes.queries.checking import site_checks
from binhyen.schemes.registers.schemes import KEEPERS
from binhyen.schemes.rules import guessing, judging, kinds

_WHERE = gettext_noop("Where and since when")
_MEMBERS = gettext_noop("Groups and members")
_EQUIPMENT = gettext_noop("Equipment that stands there")
_SPENT = gettext_noop("Spent and bought")


def _amount(name: str, indicator: str, section: str, split_by: dict[str, str], *aliases: str) -> Field:
    """Return the counting field of an indicator, by the catalogue's own name."""
    found = catalogue().indicators[indicator]
    return Field(
        name,
        found.name,
        FieldKind.AMOUNT,
        section=section,
        indicator=indicator,
        split_by=split_by,
        help=found.unit,
        aliases=aliases,
    )


_GROUPS = (
    Field(
        "groups",
        gettext_noop("Groups"),
        FieldKind.INT,
        section=_MEMBERS,
        least=0,
        aliases=("Số tổ", "Số nhóm", "Số tổ, nhóm"),
    ),
    Field(
        "leaders",
        gettext_noop("Leaders among the members"),
        FieldKind.INT,
        section=_MEMBERS,
        least=0,
        aliases=("Ban chủ nhiệm", "Số tổ trưởng, tổ phó"),
    ),
)
_BY_SOURCE = {"source_of_funds": "source"}
STOCKS = (
    _amount("members", "model_members", _MEMBERS, {"org": "org"}, "Số thành viên", "Thành viên", "Số người tham gia"),
    _amount(
        "online_groups",
        "online_groups",
        _MEMBERS,
        {"platform": "platform", "unit_kind": "unit_kind"},
        "Số nhóm Zalo",
        "Nhóm Zalo",
    ),
    _amount("online_members", "online_group_members", _MEMBERS, {"platform": "platform"}, "Thành viên nhóm Zalo"),
    _amount("fire_groups", "fire_interfamily_groups", _MEMBERS, {}, "Tổ liên gia PCCC", "Số tổ liên gia an toàn PCCC"),
    _amount("fire_members", "fire_interfamily_members", _MEMBERS, {}, "Số hộ tham gia tổ liên gia PCCC"),
    _amount(
        "cameras", "security_cameras", _EQUIPMENT, {"source_of_funds": "source"}, "Số camera", "Số mắt camera", "Camera"
    ),
    _amount("camera_sites", "camera_sites", _EQUIPMENT, {}, "Số điểm camera"),
    _amount("lights", "security_lights", _EQUIPMENT, {}, "Số đèn", "Số bóng đèn", "Đèn an ninh"),
    _amount("gongs", "security_gongs", _EQUIPMENT, {}, "Số kẻng", "Kẻng, loa", "Kẻng an ninh"),
    _amount("extinguishers", "fire_extinguishers", _EQUIPMENT, {}, "Số bình chữa cháy", "Bình chữa cháy"),
    _amount("fire_points", "public_fire_points", _EQUIPMENT, {}, "Điểm chữa cháy công cộng"),
)
FLOWS = (
    _amount("model_funding", "model_funding", _SPENT, _BY_SOURCE, "Kinh phí", "Kinh phí xây dựng mô hình"),
    _amount("camera_funding", "camera_funding", _SPENT, _BY_SOURCE, "Kinh phí camera", "Kinh phí lắp camera"),
    _amount("equipment", "equipment", _SPENT, {}, "Trang thiết bị", "Phương tiện, trang thiết bị"),
)
_SOURCE = Field(
    "source",
    gettext_noop("Paid from"),
    FieldKind.CHOICE,
    choices=dims()["source_of_funds"].values,
    section=_SPENT,
    aliases=("Nguồn kinh phí", "Nguồn"),
)
_BOUGHT = Field(
    "what", gettext_noop("What was bought"), longest=200, help=gettext_noop("For example: 20 torches, 15 armbands.")
)
_IDENTITY = (
    Field(
        "scheme",
        gettext_noop("Scheme"),
        FieldKind.RECORD,
        required=True,
        of=kinds.SCHEMES,
        section=_WHERE,
        aliases=("Tên mô hình", "Mô hình"),
    ),
    Field(
        "name",
        gettext_noop("Name of the site"),
        required=True,
        section=_WHERE,
        help=gettext_noop("The village, agency, enterprise or school in which it stands."),
        aliases=("Tên điểm", "Điểm mô hình", "Địa bàn triển khai", "Nơi triển khai", "Tên đơn vị"),
    ),
    Field(
        "unit_kind",
        gettext_noop("Set up in"),
        FieldKind.CHOICE,
        choices=dims()["unit_kind"].values,
        section=_WHERE,
        aliases=("Loại đơn vị", "Loại địa bàn"),
    ),
    Field(
        "org",
        gettext_noop("Led by"),
        FieldKind.CHOICE,
        choices=dims()["org"].values,
        section=_WHERE,
        aliases=("Đơn vị chủ trì", "Chủ trì"),
    ),
    Field(
        "since",
        gettext_noop("Since"),
        FieldKind.DATE,
        required=True,
        section=_WHERE,
        aliases=("Ngày ra mắt", "Từ ngày", "Ngày triển khai", "Thời gian triển khai"),
    ),
    Field(
        "until",
        gettext_noop("Ended on"),
        FieldKind.DATE,
        section=_WHERE,
        help=gettext_noop("The first day on which it stood no more. Empty while it stands."),
        aliases=("Ngày kết thúc", "Đến ngày"),
    ),
    Field(
        "platform",
        gettext_noop("Platform of online groups"),
        FieldKind.CHOICE,
        choices=dims()["platform"].values,
        section=_MEMBERS,
        aliases=("Nền tảng",),
    ),
)
_STATED = (*_GROUPS, *STOCKS)

LIFE = Life(
    states={BEGIN: State(gettext_noop("Kept track of"), "met")},
    kinds=(
        StepKind("counted", gettext_noop("Counted anew"), frozenset({BEGIN}), fields=_STATED),
        StepKind("bought", gettext_noop("Spent and bought"), frozenset({BEGIN}), fields=(_SOURCE, *FLOWS, _BOUGHT)),
    ),
)


def lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Return what a site counts: itself, its stocks as they were last counted, what was spent on its day."""
    since, until = facts.day("since"), facts.day("until")
    if since is None:
        return
    if until is None or since < until:
        yield one_of("model_sites", since, until, unit_kind=facts.text("unit_kind"))
        anew = [step for step in steps if step.code == "counted"]
        yield from restated(STOCKS, _with_one_source(facts, steps), anew, since, until)
    yield from _spent(facts, StepFacts("bought", since, facts.values, facts.amounts))
    for step in steps:
        if step.code == "bought":
            yield from _spent(facts, step)


def _with_one_source(facts: Facts, steps: Sequence[StepFacts]) -> Facts:
    """Return facts that name a source of funds only where everything spent on cameras came from that one."""
    bought = {step.text("source") for step in steps if step.code == "bought" and "camera_funding" in step.amounts}
    sources = (bought | {facts.text("source")}) - {""}
    return replace(facts, values={**facts.values, "source": sources.pop() if len(sources) == 1 else ""})


def _spent(facts: Facts, step: StepFacts) -> Iterable[Line]:
    said = Facts(facts.place_id, step.values, step.amounts)
    for one in FLOWS:
        amount = said.amount(one.name)
        if amount.said is not Said.EMPTY:
            yield Line(one.indicator, amount, step.on, None, split(one, said))


SITES = Register(
    code=kinds.SITES,
    slug="diem-mo-hinh",
    name=gettext_noop("Sites of schemes"),
    one=gettext_noop("Site of a scheme"),
    lead=gettext_noop(
        "Each place or unit in which a scheme stands is a site; groups and members are numbers, never lists of people."
    ),
    icon="map",
    model=Site,
    fields=(*_IDENTITY, *_GROUPS, *STOCKS, _SOURCE, *FLOWS),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("name"),
    listed=("scheme", "unit_kind", "since", "until", "groups", "members", "cameras"),
    life=LIFE,
    findings=judging.site_findings,
    lines=lines,
    typed=False,
    counts=frozenset({"model_sites"}),
    past=lambda facts: facts.day("since"),
    checks=site_checks,
    same=("scheme", "name"),
    guess=guessing.site_guess,
    guesses=frozenset({"unit_kind"}),
    filters=("unit_kind", "org"),
    parent="scheme",
    keepers=KEEPERS,
    reach=Reach.PROVINCE,
    place_as_now=True,
)
