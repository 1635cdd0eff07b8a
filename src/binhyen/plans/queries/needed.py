"""What stands against taking entries back: others that rest on them. One query each."""

from collections.abc import Iterable, Sequence

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import CommitteeSeat, PlanTask, Remedy


def plan_needed(record_ids: Sequence[int]) -> Iterable[Finding]:
    """Refuse to take a plan back that has tasks."""
    tasks = PlanTask.objects.filter(plan_id__in=record_ids, superseded_at=None).count()
    if tasks:
        message = gettext_noop("%(count)s tasks belong to this plan. Take them back first, or keep it.")
        yield Finding("plans.has_tasks", message, params={"count": tasks})


def task_needed(record_ids: Sequence[int]) -> Iterable[Finding]:
    """Refuse to take a task back that lines of other plans answer: it is withdrawn instead, which they see."""
    others = PlanTask.objects.filter(answers_id__in=record_ids, superseded_at=None)
    lines = others.exclude(record_id__in=record_ids).count()
    if lines:
        message = gettext_noop("%(count)s lines of other plans answer this task. Withdraw it by its step instead.")
        yield Finding("plans.is_answered", message, params={"count": lines})


def inspection_needed(record_ids: Sequence[int]) -> Iterable[Finding]:
    """Refuse to take an inspection back that asks for something to be mended."""
    asked = Remedy.objects.filter(inspection_id__in=record_ids, superseded_at=None).count()
    if asked:
        message = gettext_noop("This inspection asks for %(count)s things to be mended. Take them back first.")
        yield Finding("plans.has_remedies", message, params={"count": asked})


def committee_needed(record_ids: Sequence[int]) -> Iterable[Finding]:
    """Refuse to take a committee back that has seats: it is dissolved by a decision, or its seats go first."""
    seats = CommitteeSeat.objects.filter(committee_id__in=record_ids, superseded_at=None).count()
    if seats:
        message = gettext_noop("%(count)s seats belong to this committee. Take them back first, or dissolve it.")
        yield Finding("plans.has_seats", message, params={"count": seats})
