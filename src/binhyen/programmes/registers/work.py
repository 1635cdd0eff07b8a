"""What is done in a programme's name: plans of the years, and activities."""

from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import Activity, JointPlan
from binhyen.programmes.queries.records import activity_checks, plan_checks
from binhyen.programmes.registers.shared import KEEPERS, LEVELS, OF_PROGRAMME, ORGS, READERS, SIGNED_WORDS
from binhyen.programmes.rules.agreed import (
    activity_findings,
    activity_lines,
    plan_findings,
)
from binhyen.registers.queries.declared import Reach, Register
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind

PLANS = Register(
    code="programmes.plans",
    slug="ke-hoach-phoi-hop",
    name=gettext_noop("Yearly joint plans"),
    one=gettext_noop("Yearly joint plan"),
    icon="cal",
    model=JointPlan,
    fields=(
        OF_PROGRAMME,
        Field("year", gettext_noop("Year"), FieldKind.INT, required=True, least=1990, most=2100, aliases=("Năm",)),
        Field("number", gettext_noop("Number and symbol"), required=True, longest=60, aliases=("Số, ký hiệu", "Số")),
        Field("signed_on", gettext_noop("Signed on"), FieldKind.DATE, required=True, aliases=SIGNED_WORDS),
        Field(
            "tasks",
            gettext_noop("Tasks"),
            FieldKind.LONG,
            longest=8000,
            help=gettext_noop("One task on each line."),
            aliases=("Nhiệm vụ", "Nội dung"),
        ),
    ),
    dates=Dates("signed_on"),
    title=lambda facts: f"Kế hoạch phối hợp năm {facts.number('year')} ({facts.text('number')})",
    listed=("year", "number", "signed_on"),
    findings=plan_findings,
    checks=plan_checks,
    same=("programme", "year"),
    keepers=KEEPERS,
    readers=READERS,
    reach=Reach.ABOVE,
    levels=LEVELS,
    parent="programme",
    listed_alone=False,
    photos=False,
)

ACTIVITIES = Register(
    code="programmes.activities",
    slug="hoat-dong-phoi-hop",
    name=gettext_noop("Joint activities"),
    one=gettext_noop("Joint activity"),
    lead=gettext_noop("What parties did together in a programme's name, chosen from the registers where it stands."),
    icon="hand2",
    model=Activity,
    fields=(
        OF_PROGRAMME,
        Field("on", gettext_noop("Day"), FieldKind.DATE, required=True, aliases=("Ngày", "Thời gian")),
        Field("name", gettext_noop("What was done"), required=True, aliases=("Hoạt động", "Nội dung")),
        Field("lead", gettext_noop("Led by"), FieldKind.CHOICE, required=True, choices=ORGS, aliases=("Chủ trì",)),
        Field("partners", gettext_noop("Together with"), FieldKind.MANY, choices=ORGS, aliases=("Phối hợp",)),
    ),
    dates=Dates("on"),
    title=lambda facts: facts.text("name"),
    listed=("on", "name", "lead", "partners"),
    findings=activity_findings,
    lines=activity_lines,
    counts=frozenset({"joint_activities"}),
    checks=activity_checks,
    same=("programme", "on", "name"),
    filters=("lead",),
    keepers=KEEPERS,
    readers=READERS,
    parent="programme",
)
