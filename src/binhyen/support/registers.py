"""The registers of this storey: support after prison and what was handed in, as counts with their document."""

from collections.abc import Mapping

from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.queries.declared import OFFICERS, Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.support.models import HandoverCount, ReintegrationCount
from binhyen.support.rules.limits import count_findings, loan_findings

KEEPERS = OFFICERS | {Role.ASSOCIATION_OFFICER}
READERS = KEEPERS | {
    Role.COMMUNE_CHAIR,
    Role.DISTRICT_CHAIR,
    Role.PROVINCE_LEADER,
    Role.AUDITOR,
}
_DATES = Dates("since", "until", counted="until")
_SPAN = (
    Field("since", gettext_noop("From"), FieldKind.DATE, required=True, aliases=("Từ ngày", "Ngày")),
    Field("until", gettext_noop("To"), FieldKind.DATE, required=True, aliases=("Đến ngày",)),
    Field(
        "document",
        gettext_noop("Document it rests on"),
        required=True,
        help=gettext_noop("Number, day and title: a report, minutes of the receipt, the bank's list. No names."),
        aliases=("Văn bản", "Biên bản số", "Căn cứ"),
    ),
)
_NO_NAMES = gettext_noop("Numbers only. This register never holds a name, an address or a list of people.")


def _amount(name: str, indicator: str, section: str, split: Mapping[str, str], *aliases: str) -> Field:
    """Return the counting field of an indicator, by the catalogue's own name; offices' headings are `aliases`."""
    found = catalogue().indicators[indicator]
    usable = {code: field for code, field in split.items() if code in found.dims}
    return Field(
        name,
        found.name,
        FieldKind.AMOUNT,
        section=section,
        indicator=indicator,
        split_by=usable,
        help=found.unit,
        aliases=aliases,
    )


_PEOPLE = gettext_noop("People helped")
_LOANS = gettext_noop("Loans (QĐ 22/2023)")
_BY_ORG = {"org": "org"}

REINTEGRATION = Register(
    code="support.reintegration",
    slug="tai-hoa-nhap",
    name=gettext_noop("Support after prison"),
    one=gettext_noop("Count of support"),
    lead=_NO_NAMES,
    icon="hand",
    model=ReintegrationCount,
    fields=(
        *_SPAN,
        Field("org", gettext_noop("Carried out by"), FieldKind.CHOICE, choices=dims()["org"].values),
        _amount(
            "managed", "offenders_managed", _PEOPLE, _BY_ORG, "Số người được quản lý, giáo dục", "Số người cảm hóa"
        ),
        _amount("helped", "offenders_helped", _PEOPLE, _BY_ORG, "Số người được giúp đỡ", "Được giúp đỡ"),
        _amount("progressed", "offenders_progressed", _PEOPLE, {}, "Số người tiến bộ", "Tiến bộ"),
        _amount("removed", "offenders_removed", _PEOPLE, {}, "Số người đưa ra khỏi diện", "Đưa ra khỏi diện"),
        _amount("jobs", "reintegration_jobs", _PEOPLE, {}, "Có việc làm", "Được giới thiệu việc làm"),
        _amount("trainees", "vocational_trainees", _PEOPLE, {}, "Học nghề", "Được đào tạo nghề"),
        _amount("loan_persons", "reintegration_loan_persons", _LOANS, {}, "Số người vay", "Số người được vay vốn"),
        _amount("loan_amount", "reintegration_loan_amount", _LOANS, {}, "Số tiền vay", "Doanh số cho vay"),
        _amount("loan_repaid", "reintegration_loan_repaid", _LOANS, {}, "Số tiền đã trả", "Doanh số thu nợ"),
        Field("unit_projects", gettext_noop("Projects of units lent to"), FieldKind.INT, section=_LOANS, least=0),
        Field("unit_amount", gettext_noop("Lent to units (đồng)"), FieldKind.MONEY, section=_LOANS, least=0),
    ),
    dates=_DATES,
    title=lambda facts: _title("Hỗ trợ tái hòa nhập", facts),
    listed=("since", "until", "document", "managed", "loan_persons", "loan_amount"),
    findings=lambda facts, steps: (*count_findings(facts, steps), *loan_findings(facts, steps)),
    past=lambda facts: facts.day("until"),
    same=("since", "until", "org", "document"),
    filters=("org",),
    keepers=KEEPERS,
    readers=READERS,
    photos=False,
)

_HANDED = (
    ("guns", "guns", ("Súng", "Súng các loại")),
    ("gun_parts", "gun_parts", ("Linh kiện", "Linh kiện súng")),
    ("ammo_rounds", "ammo_rounds", ("Đạn", "Đạn (viên)")),
    ("ammo_kg", "ammo_kg", ("Đạn (kg)", "Đầu đạn (kg)")),
    ("grenades", "grenades_bombs", ("Lựu đạn, bom, mìn", "Bom, mìn, lựu đạn")),
    ("explosives", "explosives_kg", ("Thuốc nổ", "Thuốc nổ (kg)")),
    ("detonators", "detonators", ("Kíp nổ", "Kíp nổ (cái)")),
    ("fuse", "fuse_m", ("Dây cháy chậm", "Dây cháy chậm (m)")),
    ("melee", "melee_weapons", ("Vũ khí thô sơ", "Dao, kiếm")),
    ("tools", "support_tools", ("Công cụ hỗ trợ", "CCHT")),
    ("fireworks", "fireworks_kg", ("Pháo", "Pháo nổ (kg)")),
    ("firework_items", "fireworks_items", ("Pháo (quả)", "Quả pháo")),
    ("chemicals", "firework_chemicals_kg", ("Hóa chất làm pháo", "Tiền chất (kg)")),
    ("people", "weapon_handover_people", ("Số người giao nộp", "Số người")),
)
_WAY = ("Hình thức", "Cách thu")
_SPLIT = {"way": "way", "gun_kind": "gun_kind", "melee_kind": "melee_kind"}
_WHICH = gettext_noop("Only where the whole entry is of this one kind; write each kind as an entry of its own.")


def _kind(dim: str, label: str) -> Field:
    return Field(dim, label, FieldKind.CHOICE, choices=dims()[dim].values, help=_WHICH)


HANDOVERS = Register(
    code="support.handovers",
    slug="giao-nop-vu-khi",
    name=gettext_noop("Weapons and firecrackers handed in"),
    one=gettext_noop("Count of what was handed in"),
    lead=_NO_NAMES,
    icon="hand2",
    model=HandoverCount,
    fields=(
        *_SPAN,
        Field("way", gettext_noop("How it came in"), FieldKind.CHOICE, choices=dims()["way"].values, aliases=_WAY),
        _kind("gun_kind", gettext_noop("Kind of guns")),
        _kind("melee_kind", gettext_noop("Kind of knives and blades")),
        *(_amount(name, code, gettext_noop("What was handed in"), _SPLIT, *words) for name, code, words in _HANDED),
    ),
    dates=_DATES,
    title=lambda facts: _title("Giao nộp", facts),
    listed=("since", "until", "document", "way", "guns", "melee", "fireworks"),
    findings=count_findings,
    past=lambda facts: facts.day("until"),
    same=("since", "until", "way", "gun_kind", "melee_kind", "document"),
    filters=("way", "gun_kind", "melee_kind"),
    keepers=KEEPERS,
    readers=READERS,
)


def _title(word: str, facts: Facts) -> str:
    """Return what a count is called: the word, and its days."""
    since, until = facts.day("since"), facts.day("until")
    days = [short_date(day) for day in dict.fromkeys((since, until)) if day]
    return f"{word} {' – '.join(days)}".strip()


REGISTERS = (REINTEGRATION, HANDOVERS)
"""The registers of this storey, gathered by `registers` at start-up."""
