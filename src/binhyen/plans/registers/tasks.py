"""The register of tasks."""

from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import PlanTask
from binhyen.plans.queries.checks import check_tasks
from binhyen.plans.queries.giving import task_allows
from binhyen.plans.queries.needed import task_needed
from binhyen.plans.registers.directing import READERS
from binhyen.plans.rules.emulation import CONTENTS
from binhyen.plans.rules.tasks import LIFE, task_findings
from binhyen.registers.queries.declared import OFFICERS, Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

_AIM = gettext_noop("What is aimed at")
_FROM = gettext_noop("Where it comes from")
_TITLE = 160


def _title(facts: Facts) -> str:
    first = facts.text("content").strip().partition("\n")[0]
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rsplit(' ', 1)[0]}…"


TASKS = Register(
    code="plans.tasks",
    slug="nhiem-vu",
    name=gettext_noop("Tasks"),
    one=gettext_noop("Task"),
    lead=gettext_noop("What was asked of whom by when. The place is the one that is asked."),
    icon="work",
    model=PlanTask,
    fields=(
        Field("plan", gettext_noop("Plan"), FieldKind.RECORD, of="plans.plans", aliases=("Kế hoạch", "Thuộc kế hoạch")),
        Field(
            "content",
            gettext_noop("Content of the task"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            help=gettext_noop(
                "In the words of the plan. A direction about hostile forces may stand here as text alone: no register, "
                "indicator or evidence is kept for it, and nothing classified is written here."
            ),
            aliases=("Nội dung", "Nhiệm vụ", "Nội dung công việc", "Nội dung nhiệm vụ"),
        ),
        Field(
            "lead",
            gettext_noop("Leading agency or post"),
            required=True,
            longest=200,
            aliases=("Chủ trì", "Cơ quan chủ trì", "Đơn vị chủ trì", "Đơn vị thực hiện"),
        ),
        Field(
            "partners", gettext_noop("Partner agencies"), aliases=("Phối hợp", "Cơ quan phối hợp", "Đơn vị phối hợp")
        ),
        Field("issued_on", gettext_noop("Assigned on"), FieldKind.DATE, required=True, aliases=("Ngày giao",)),
        Field(
            "due_on",
            gettext_noop("Due on"),
            FieldKind.DATE,
            required=True,
            help=gettext_noop("Extensions are steps of their own, with their reason; the first day stays as it was."),
            aliases=("Thời hạn", "Hạn hoàn thành", "Thời gian hoàn thành", "Thời gian thực hiện"),
        ),
        Field(
            "expected",
            gettext_noop("Expected result"),
            FieldKind.LONG,
            longest=1000,
            section=_AIM,
            aliases=("Kết quả", "Sản phẩm", "Kết quả dự kiến", "Sản phẩm, kết quả"),
        ),
        Field(
            "indicator",
            gettext_noop("Indicator aimed at"),
            FieldKind.CHOICE,
            choices={code: one.name for code, one in catalogue().indicators.items() if one.scored and one.in_forms},
            section=_AIM,
            aliases=("Chỉ tiêu",),
        ),
        Field(
            "target",
            gettext_noop("Target"),
            FieldKind.INT,
            least=0,
            section=_AIM,
            help=gettext_noop("In the indicator's unit. What was reached is counted from the registers."),
            aliases=("Chỉ tiêu giao", "Số lượng giao"),
        ),
        Field(
            "emulation",
            gettext_noop("Contents of the emulation movement"),
            FieldKind.MANY,
            choices=CONTENTS,
            section=_FROM,
        ),
        Field(
            "answers",
            gettext_noop("Task from above that it answers"),
            FieldKind.RECORD,
            of="plans.tasks",
            section=_FROM,
        ),
    ),
    dates=Dates("issued_on", "due_on"),
    title=_title,
    listed=("lead", "issued_on", "due_on", "expected"),
    life=LIFE,
    findings=task_findings,
    checks=check_tasks,
    allows=task_allows,
    needed=task_needed,
    same=("plan", "content", "due_on"),
    parent="plan",
    keepers=OFFICERS,
    readers=READERS,
    page="plans:task",
)
