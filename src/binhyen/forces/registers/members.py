"""Members of public forces, and the service that they had before."""

from binhyen.forces.models import ForceMember, ServiceSpan
from binhyen.forces.queries.checks import member_checks, member_needed
from binhyen.forces.rules import members
from binhyen.forces.rules.kinds import KINDS, LISTED, LISTED_NAMES
from binhyen.forces.rules.service_spans import span_findings
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.queries.declared import OFFICERS, Register, Way
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, StepKind

KEEPERS = OFFICERS | {Role.COMMUNE_CHAIR}
"""Who keeps the list of members: names are seen by nobody else."""
_LASTING = Dates("since", "until")
_END = gettext_noop("End of service")
_EQUIPMENT = {
    "uniform": gettext_noop("Uniform"),
    "badge": gettext_noop("Badge and name plate"),
    "support_tools": gettext_noop("Support tools"),
    "torch": gettext_noop("Torch, whistle"),
    "raincoat": gettext_noop("Raincoat, boots"),
    "fire": gettext_noop("Fire-fighting and rescue equipment"),
    "radio": gettext_noop("Walkie-talkie"),
}
_TRAINING = {
    "initial": gettext_noop("On joining"),
    "yearly": gettext_noop("Yearly"),
    "fire": gettext_noop("Fire prevention, fire fighting and rescue"),
    "tools": gettext_noop("Use of support tools"),
    "other": gettext_noop("Other training"),
}
_ROLES = {
    members.LEADER: gettext_noop("Team leader"),
    members.DEPUTY: gettext_noop("Deputy team leader"),
    members.MEMBER: gettext_noop("Team member"),
}


def _member_title(facts: Facts) -> str:
    """Return what a member's entry is called wherever others may read it: never by name."""
    since = facts.day("since")
    word = members.ROLE_WORDS.get(facts.text("role"), "Thành viên")
    return f"{word}, từ {short_date(since)}" if since else word


MEMBERS = Register(
    code="forces.members",
    slug="thanh-vien",
    name=gettext_noop("Members of public forces"),
    one=gettext_noop("Member"),
    lead=gettext_noop("Name, role and service; nothing else of a person. Only those who keep this register see it."),
    icon="user",
    model=ForceMember,
    fields=(
        Field(
            "force",
            gettext_noop("Force"),
            FieldKind.CHOICE,
            required=True,
            choices=LISTED_NAMES,
            aliases=("Lực lượng",),
        ),
        Field(
            "group",
            gettext_noop("Team"),
            FieldKind.RECORD,
            required=True,
            of="forces.groups",
            aliases=("Tổ", "Tên tổ", "Thuộc tổ"),
        ),
        Field("name", gettext_noop("Full name"), required=True, longest=120, aliases=("Họ tên", "Họ và tên")),
        Field(
            "role",
            gettext_noop("Role in the team"),
            FieldKind.CHOICE,
            required=True,
            choices=_ROLES,
            aliases=("Chức danh", "Chức vụ"),
        ),
        Field(
            "since",
            gettext_noop("Serves from"),
            FieldKind.DATE,
            required=True,
            aliases=("Từ ngày", "Ngày tham gia", "Ngày công nhận"),
        ),
        Field("decision", gettext_noop("Recognised by"), aliases=("Quyết định công nhận", "Số quyết định")),
        Field("certificate", gettext_noop("Certificate number"), longest=60, aliases=("Số giấy chứng nhận", "Số GCN")),
        Field("equipment", gettext_noop("Equipment issued"), FieldKind.MANY, choices=_EQUIPMENT),
        Field(
            "allowance",
            gettext_noop("Monthly support (đồng)"),
            FieldKind.MONEY,
            least=0,
            most=50_000_000,
            aliases=("Mức hỗ trợ", "Phụ cấp"),
        ),
        Field(
            "until",
            gettext_noop("Left on"),
            FieldKind.DATE,
            section=_END,
            help=gettext_noop("The first day on which the service is over."),
            aliases=("Đến ngày", "Ngày thôi"),
        ),
        Field("ended_by", gettext_noop("Decision that ends the service"), section=_END, aliases=("Quyết định thôi",)),
    ),
    dates=_LASTING,
    title=_member_title,
    listed=("name", "role", "group", "since", "until", "certificate"),
    life=Life(
        {},
        (
            StepKind(
                members.TRAINED,
                gettext_noop("Trained"),
                frozenset({BEGIN}),
                fields=(
                    Field("topic", gettext_noop("Training"), FieldKind.CHOICE, required=True, choices=_TRAINING),
                    Field("days", gettext_noop("Days of training"), FieldKind.INT, least=1, most=90),
                ),
            ),
        ),
    ),
    findings=members.member_findings,
    lines=members.member_lines,
    typed=False,
    counts=frozenset(KINDS[code].members for code in LISTED),
    checks=member_checks,
    needed=member_needed,
    alone="forces.teams",
    same=("group", "name", "since"),
    filters=("force", "role"),
    chosen_by="force",
    parent="group",
    page="forces:member",
    ways=(
        Way("forces:strength", gettext_noop("Strength of the forces"), "board"),
        Way("forces:ratings", gettext_noop("Yearly ratings"), "appraise"),
    ),
    keepers=KEEPERS,
    readers=KEEPERS,
    private=frozenset({"name"}),
    photos=False,
)


_AREAS = {"normal": gettext_noop("Ordinary area"), "hard": gettext_noop("Specially difficult area (counts twice)")}


def _span_title(facts: Facts) -> str:
    days = [short_date(day) for day in (facts.day("since"), facts.day("until")) if day]
    return f"Thời gian công tác {' – '.join(days)}".strip()


SERVICE = Register(
    code="forces.service",
    slug="thoi-gian-cong-tac",
    name=gettext_noop("Earlier service of members"),
    one=gettext_noop("Span of service"),
    lead=gettext_noop("Service before, and time in specially difficult areas: months for awards follow from it."),
    icon="history",
    model=ServiceSpan,
    fields=(
        Field(
            "member",
            gettext_noop("Member"),
            FieldKind.RECORD,
            required=True,
            of="forces.members",
        ),
        Field("force", gettext_noop("Served in"), FieldKind.CHOICE, required=True, choices=LISTED_NAMES),
        Field("area", gettext_noop("Kind of place served in"), FieldKind.CHOICE, required=True, choices=_AREAS),
        Field("since", gettext_noop("Served from"), FieldKind.DATE, required=True, aliases=("Từ ngày",)),
        Field(
            "until",
            gettext_noop("Served until"),
            FieldKind.DATE,
            help=gettext_noop("The first day on which the service is over."),
            aliases=("Đến ngày",),
        ),
        Field("document", gettext_noop("Document it rests on"), required=True, aliases=("Căn cứ",)),
    ),
    dates=_LASTING,
    title=_span_title,
    listed=("force", "area", "since", "until"),
    findings=span_findings,
    same=("member", "force", "since"),
    parent="member",
    keepers=KEEPERS,
    readers=KEEPERS,
    photos=False,
    listed_alone=False,
)
