"""Quotas of communes, duty and patrols as counts, regular police in communes."""

from binhyen.forces.models import DutyCount, ForceQuota, PolicePost
from binhyen.forces.queries.checks import duty_checks, police_checks, quota_checks
from binhyen.forces.rules import duty, police
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.declared import OFFICERS, Register, Way
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

QUOTAS = Register(
    code="forces.quotas",
    slug="dinh-muc-luc-luong",
    name=gettext_noop("Quotas of the grassroots force"),
    one=gettext_noop("Quota of a commune"),
    lead=gettext_noop("How many teams and members the province fixed for each commune (Law 30/2023, article 14.4)."),
    icon="law",
    model=ForceQuota,
    fields=(
        Field(
            "since", gettext_noop("In force from"), FieldKind.DATE, required=True, aliases=("Từ ngày", "Hiệu lực từ")
        ),
        Field("teams", gettext_noop("Teams"), FieldKind.INT, required=True, least=0, aliases=("Số tổ",)),
        Field(
            "members",
            gettext_noop("Members"),
            FieldKind.INT,
            required=True,
            least=0,
            aliases=("Số thành viên", "Số người"),
        ),
        Field("decision", gettext_noop("Decision of the province"), required=True, aliases=("Quyết định",)),
    ),
    dates=Dates("since"),
    title=lambda facts: f"Định mức {facts.number('teams')} tổ, {facts.number('members')} thành viên",
    listed=("since", "teams", "members", "decision"),
    checks=quota_checks,
    alone="forces.quota",
    ways=(Way("forces:strength", gettext_noop("Strength of the forces"), "board"),),
    same=("since",),
    keepers=frozenset({Role.PROVINCE_OFFICER}),
    levels=(Tier.COMMUNE,),
    photos=False,
)

_DONE = gettext_noop("What was done")


def _done(name: str, *aliases: str) -> Field:
    """Return the counting field of duty, by the catalogue's own name."""
    found = catalogue().indicators[duty.FIGURES[name]]
    return Field(
        name, found.name, FieldKind.AMOUNT, section=_DONE, indicator=found.code, help=found.unit, aliases=aliases
    )


def _duty_title(facts: Facts) -> str:
    days = [short_date(day) for day in dict.fromkeys((facts.day("since"), facts.day("until"))) if day]
    return f"Trực, tuần tra {' – '.join(days)}".strip()


DUTY = Register(
    code="forces.duty",
    slug="so-truc-tuan-tra",
    name=gettext_noop("Duty and patrols"),
    one=gettext_noop("Count of duty and patrols"),
    lead=gettext_noop("Numbers only: no names, and nothing of what was met with."),
    icon="eye",
    model=DutyCount,
    fields=(
        Field("since", gettext_noop("From"), FieldKind.DATE, required=True, aliases=("Từ ngày", "Ngày")),
        Field("until", gettext_noop("To"), FieldKind.DATE, required=True, aliases=("Đến ngày",)),
        Field("group", gettext_noop("Team"), FieldKind.RECORD, of="forces.groups", aliases=("Tổ", "Tên tổ")),
        Field("org", gettext_noop("Carried out by"), FieldKind.CHOICE, choices=dims()["org"].values),
        Field("shifts", gettext_noop("Shifts on duty"), FieldKind.INT, section=_DONE, least=0, aliases=("Số ca trực",)),
        _done("patrols", "Số ca tuần tra", "Số lượt tuần tra"),
        _done("participants", "Lượt người tham gia", "Số lượt người"),
        _done("drills", "Số buổi luyện tập"),
        _done("mediations", "Số vụ hòa giải"),
        _done("settled", "Số vụ hòa giải thành"),
        Field("document", gettext_noop("Log or report"), aliases=("Sổ trực", "Báo cáo số")),
    ),
    dates=Dates("since", "until", counted="until"),
    title=_duty_title,
    listed=("since", "until", "group", "shifts", "patrols", "participants", "drills"),
    findings=duty.duty_findings,
    lines=duty.duty_lines,
    typed=False,
    counts=duty.COUNTS,
    checks=duty_checks,
    alone="forces.duty",
    past=lambda facts: facts.day("until"),
    same=("since", "until", "group", "org"),
    filters=("org",),
    parent="group",
    keepers=OFFICERS | {Role.RESIDENTIAL_HEAD},
)


POLICE = Register(
    code="forces.police_posts",
    slug="cong-an-chinh-quy",
    name=gettext_noop("Regular police in communes"),
    one=gettext_noop("Commune with or without regular police"),
    lead=gettext_noop("Each commune and township once. Those without a day of posting count as not yet held."),
    icon="law",
    model=PolicePost,
    fields=(
        Field("since", gettext_noop("Followed from"), FieldKind.DATE, required=True, aliases=("Từ ngày",)),
        Field(
            "posted",
            gettext_noop("Regular police from"),
            FieldKind.DATE,
            help=gettext_noop("Empty: not yet."),
            aliases=("Ngày bố trí",),
        ),
        Field("until", gettext_noop("Followed until"), FieldKind.DATE, aliases=("Đến ngày",)),
        Field(
            "officers",
            catalogue().indicators["regular_police_officers"].name,
            FieldKind.AMOUNT,
            indicator="regular_police_officers",
            aliases=("Số cán bộ",),
        ),
        Field("document", gettext_noop("Document it rests on"), aliases=("Căn cứ",)),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: "Đã bố trí Công an chính quy" if facts.day("posted") else "Chưa bố trí Công an chính quy",
    listed=("since", "posted", "officers"),
    findings=police.police_findings,
    lines=police.police_lines,
    counts=frozenset({police.COMMUNES}),
    checks=police_checks,
    alone="forces.police",
    same=(),
    levels=(Tier.COMMUNE,),
    photos=False,
)
