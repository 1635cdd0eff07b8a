"""Choices and fields that awards and proposals share."""

from collections.abc import Mapping

from binhyen.awards.rules.awarded import NAMED, PUBLISHED
from binhyen.awards.rules.model import UNSPLIT
from binhyen.awards.rules.shelf import law
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS
from binhyen.registers.rules.fields import Field, FieldKind

ALONE = "awards.honours"
"""Writers of awards and of proposals wait for each other: one achievement is awarded once (A1)."""
KEEPERS = OFFICERS | {Role.ASSOCIATION_OFFICER}
PROPOSERS = KEEPERS | {Role.DEPARTMENT_OFFICER, Role.UNIT_REPRESENTATIVE, Role.RESIDENTIAL_HEAD}
READERS = PROPOSERS | {
    Role.COMMUNE_CHAIR,
    Role.DISTRICT_CHAIR,
    Role.PROVINCE_LEADER,
    Role.COUNCIL_MEMBER,
    Role.AUDITOR,
}

FORMS: Mapping[str, str] = {code: form.name for code, form in law().forms.items()} | {
    UNSPLIT: dims()["award_kind"].values[UNSPLIT]
}
AUTHORITIES: Mapping[str, str] = dims()["awarded_by"].values
RECIPIENTS: Mapping[str, str] = dims()["kind_of_recipient"].values
ACHIEVEMENTS: Mapping[str, str] = {
    "merit": gettext_noop("merit (công trạng)"),
    "sudden": gettext_noop("sudden achievement (đột xuất)"),
    "movement": gettext_noop("emulation movement (phong trào thi đua)"),
    "thematic": gettext_noop("thematic (theo chuyên đề)"),
    "devotion": gettext_noop("devotion (quá trình cống hiến)"),
    "seniority": gettext_noop("seniority (niên hạn)"),
    "external": gettext_noop("external relations (đối ngoại)"),
}
SOURCES: Mapping[str, str] = {
    "province_fund": gettext_noop("emulation fund of the province"),
    "commune_fund": gettext_noop("emulation fund of the commune"),
    "police": gettext_noop("funds of the police"),
    "association": gettext_noop("funds of the association"),
    "unit": gettext_noop("funds of the unit"),
    "socialised": gettext_noop("contributions"),
    "other": gettext_noop("other source"),
}
PUBLISH: Mapping[str, str] = {"yes": gettext_noop("may be published"), "no": gettext_noop("not to be published")}

WHO = gettext_noop("Who is awarded")
WHAT = gettext_noop("For what")
PUBLIC = gettext_noop("Roll of honour")
MONEY = gettext_noop("Decision and money")
NUMBERS = gettext_noop("Published total")
WHEN_NAMED = ("recipient_kind", NAMED)
WHEN_TOTAL = ("recipient_kind", frozenset({PUBLISHED}))


def total(name: str, indicator: str) -> Field:
    """Return the field of one number of a published total."""
    found = catalogue().indicators[indicator]
    return Field(
        name, found.name, FieldKind.AMOUNT, section=NUMBERS, indicator=indicator, help=found.unit, when=WHEN_TOTAL
    )


FORM = Field(
    "form",
    gettext_noop("Form of award"),
    FieldKind.CHOICE,
    required=True,
    choices=FORMS,
    aliases=("Hình thức khen thưởng", "Hình thức khen", "Danh hiệu, hình thức", "Hình thức"),
)
AUTHORITY = Field(
    "authority",
    gettext_noop("Awarded by"),
    FieldKind.CHOICE,
    required=True,
    choices=AUTHORITIES,
    aliases=("Cấp khen thưởng", "Cấp khen", "Cấp quyết định", "Người quyết định", "Cơ quan khen thưởng"),
)
POST = Field(
    "recipient_post",
    gettext_noop("Post, unit or address"),
    aliases=("Chức vụ, đơn vị", "Chức vụ", "Đơn vị", "Chức vụ, đơn vị công tác", "Đơn vị công tác"),
    section=WHO,
    when=WHEN_NAMED,
)
POSTHUMOUS = Field("posthumous", gettext_noop("Given posthumously"), FieldKind.FLAG, section=WHO, when=WHEN_NAMED)
EVENT = Field(
    "event",
    gettext_noop("Occasion"),
    section=WHAT,
    help=gettext_noop("The yearly summary, ten years of a decree, a feat of one day … The same words for all of it."),
    aliases=("Dịp khen", "Đợt khen", "Chuyên đề", "Dịp khen thưởng"),
)
CRIME = Field(
    "against_crime",
    gettext_noop("For help against crime"),
    FieldKind.FLAG,
    section=PUBLIC,
    help=gettext_noop("Not published unless whoever got it agreed in writing."),
)
PUBLICATION = Field(
    "publish",
    gettext_noop("Publication"),
    FieldKind.CHOICE,
    choices=PUBLISH,
    section=PUBLIC,
    help=gettext_noop("Left open: collectives stand on the roll of honour, persons and households do not."),
    when=WHEN_NAMED,
)
CONSENT = Field(
    "consent", gettext_noop("Paper of consent"), section=PUBLIC, help=gettext_noop("Number and day."), when=WHEN_NAMED
)
APART = Field(
    "apart",
    gettext_noop("Why this is another achievement"),
    FieldKind.LONG,
    section=WHAT,
    longest=1000,
    help=gettext_noop("Only where an award seems to have been given for it already."),
)
SOURCE = Field(
    "budget_source",
    gettext_noop("Source of the money"),
    FieldKind.CHOICE,
    choices=SOURCES,
    section=MONEY,
    aliases=("Nguồn kinh phí", "Nguồn"),
)


def achievement_type(*, required: bool) -> Field:
    """Return the field that says of which type an achievement is."""
    return Field(
        "achievement_type",
        gettext_noop("Type of achievement"),
        FieldKind.CHOICE,
        required=required,
        choices=ACHIEVEMENTS,
        section=WHAT,
        aliases=("Loại hình khen thưởng", "Loại khen thưởng", "Loại hình"),
    )


def achieved(*, required: bool) -> tuple[Field, Field]:
    """Return the two days of an achievement."""
    since = Field(
        "achieved_since",
        gettext_noop("Achieved from"),
        FieldKind.DATE,
        required=required,
        section=WHAT,
        aliases=("Thành tích từ ngày", "Từ ngày"),
    )
    until = Field(
        "achieved_until",
        gettext_noop("Achieved to"),
        FieldKind.DATE,
        required=required,
        section=WHAT,
        aliases=("Thành tích đến ngày", "Đến ngày"),
    )
    return since, until


def name_field(*, aliases: tuple[str, ...]) -> Field:
    """Return the field of the recipient's name."""
    return Field(
        "recipient",
        gettext_noop("Name"),
        required=True,
        section=WHO,
        help=gettext_noop("Of the collective, the person or the head of the household. No numbers of identity papers."),
        aliases=aliases,
        when=WHEN_NAMED,
    )


NAMES = ("Họ và tên", "Họ tên", "Tên tập thể", "Tên tập thể, cá nhân", "Tập thể, cá nhân", "Tên đơn vị, cá nhân")
