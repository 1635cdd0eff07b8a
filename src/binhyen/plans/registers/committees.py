"""Registers of steering committees and of the seats on them."""

from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import CommitteeSeat, SteeringCommittee
from binhyen.plans.queries.checks import check_committees, check_seats
from binhyen.plans.queries.needed import committee_needed
from binhyen.plans.registers.directing import COMMITTEE_LEVELS, READERS
from binhyen.plans.rules.committees import (
    COMMITTEE_LIFE,
    LEVELS,
    SEAT_LIFE,
    SEAT_ROLES,
    committee_findings,
    committee_lines,
    seat_lines,
)
from binhyen.registers.queries.declared import Reach, Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

COMMITTEES = Register(
    code="plans.committees",
    slug="ban-chi-dao",
    name=gettext_noop("Steering committees"),
    one=gettext_noop("Steering committee"),
    lead=gettext_noop("By decision: who sat on them when, and what each member looks after."),
    icon="vote",
    model=SteeringCommittee,
    fields=(
        Field("name", gettext_noop("Name of the committee"), required=True, aliases=("Tên Ban Chỉ đạo", "Ban Chỉ đạo")),
        Field(
            "level",
            gettext_noop("Level of the committee"),
            FieldKind.CHOICE,
            required=True,
            choices=LEVELS,
            aliases=("Cấp",),
        ),
        Field(
            "decision",
            gettext_noop("Decision that set it up"),
            required=True,
            help=gettext_noop("Number, day and title."),
            aliases=("Quyết định thành lập", "Quyết định", "Số quyết định"),
        ),
        Field(
            "since",
            gettext_noop("In force from"),
            FieldKind.DATE,
            required=True,
            aliases=("Ngày quyết định", "Từ ngày"),
        ),
        Field(
            "until",
            gettext_noop("Last day in force"),
            FieldKind.DATE,
            help=gettext_noop("Only where it is over. District committees ended on 30/06/2025."),
            aliases=("Đến ngày",),
        ),
        Field(
            "standing_body",
            gettext_noop("Standing body"),
            required=True,
            longest=200,
            help=gettext_noop("The agency that does the committee's daily work, such as the provincial police."),
            aliases=("Cơ quan thường trực",),
        ),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("name"),
    listed=("level", "decision", "since", "standing_body"),
    life=COMMITTEE_LIFE,
    findings=committee_findings,
    lines=committee_lines,
    counts=frozenset({"steering_committees"}),
    checks=check_committees,
    needed=committee_needed,
    alone="plans.committees",
    same=("decision",),
    filters=("level",),
    readers=READERS,
    reach=Reach.ABOVE,
    levels=COMMITTEE_LEVELS,
    page="plans:committee",
    photos=False,
)


def _seat_title(facts: Facts) -> str:
    return f"{SEAT_ROLES.get(facts.text('role'), '')}: {facts.text('position')}".removeprefix(": ")


SEATS = Register(
    code="plans.seats",
    slug="thanh-vien-ban-chi-dao",
    name=gettext_noop("Seats on steering committees"),
    one=gettext_noop("Committee seat"),
    lead=gettext_noop("A new decision closes seats and opens others; none is ever rewritten."),
    icon="user",
    model=CommitteeSeat,
    fields=(
        Field(
            "committee", gettext_noop("The steering committee"), FieldKind.RECORD, required=True, of="plans.committees"
        ),
        Field(
            "role",
            gettext_noop("Role on the committee"),
            FieldKind.CHOICE,
            required=True,
            choices=SEAT_ROLES,
            aliases=("Vai trò", "Chức danh trong Ban Chỉ đạo"),
        ),
        Field("position", gettext_noop("Post held"), required=True, longest=200, aliases=("Chức vụ",)),
        Field(
            "agency",
            gettext_noop("Agency"),
            required=True,
            longest=200,
            aliases=("Cơ quan", "Đơn vị công tác", "Đơn vị"),
        ),
        Field(
            "holder",
            gettext_noop("Holder of the post"),
            longest=100,
            help=gettext_noop("Only where the decision names the person. Seen by those who keep this register."),
            aliases=("Họ và tên", "Họ tên"),
        ),
        Field("area", gettext_noop("Area looked after"), aliases=("Địa bàn phụ trách",)),
        Field("duties", gettext_noop("Field looked after"), aliases=("Lĩnh vực phụ trách", "Nhiệm vụ", "Lĩnh vực")),
        Field("since", gettext_noop("Sits from"), FieldKind.DATE, required=True, aliases=("Từ ngày",)),
        Field("until", gettext_noop("Last day of the seat"), FieldKind.DATE, aliases=("Đến ngày",)),
        Field("decision", gettext_noop("Decision of the seat"), required=True, aliases=("Quyết định", "Số quyết định")),
    ),
    dates=Dates("since", "until"),
    title=_seat_title,
    listed=("role", "position", "agency", "area", "duties", "since"),
    life=SEAT_LIFE,
    lines=seat_lines,
    counts=frozenset({"steering_members"}),
    checks=check_seats,
    alone="plans.committees",
    same=("committee", "role", "position", "since"),
    filters=("role",),
    parent="committee",
    private=frozenset({"holder"}),
    readers=READERS,
    reach=Reach.ABOVE,
    levels=COMMITTEE_LEVELS,
    photos=False,
    listed_alone=False,
)
