"""What a progress report says of a plan, gathered from its tasks, targets and basis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import exactly
from binhyen.kernel.vietnamese import number
from binhyen.plans.components.targets import TargetRow, targets
from binhyen.plans.components.tasks import TaskRow, task_rows
from binhyen.plans.letters import Progress, ProgressText, TargetLine, TaskLine
from binhyen.plans.models import YearPlan
from binhyen.plans.queries.tasks import record_named, tasks_of_plan
from binhyen.plans.rules.tasks import ACCEPTED, CANCELLED, CLOSED, RETURNED, SUBMITTED
from binhyen.registers.rules.steps import BEGIN


@dataclass(frozen=True, slots=True)
class Added:
    """What a person adds: a line for each."""

    hindrances: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


def progress_text(actor: Actor, plan: YearPlan, added: Added, today: date) -> ProgressText:
    """Gather a plan's progress as this person sees it."""
    tasks = [one for one in tasks_of_plan(actor, plan.record_id) if one.state != CANCELLED]
    rows = task_rows(tasks, today)
    basis = record_named(plan.basis_id) if plan.basis_id else None
    return ProgressText(
        plan=plan.name,
        symbol=plan.number,
        signed_on=plan.signed_on,
        since=plan.since,
        until=plan.until,
        basis=basis.title if basis else "",
        as_of=today,
        progress=_progress(rows),
        targets=tuple(_target(row) for row in _whole(targets(plan, tasks, today).rows)),
        tasks=tuple(_line(row, today) for row in rows),
        hindrances=added.hindrances,
        next_steps=added.next_steps,
        proposals=added.proposals,
    )


def _progress(rows: Sequence[TaskRow]) -> Progress:
    states = [row.task.state for row in rows]
    return Progress(
        total=len(rows),
        closed=states.count(CLOSED),
        submitted=states.count(SUBMITTED),
        under_way=states.count(ACCEPTED) + states.count(RETURNED),
        assigned=states.count(BEGIN),
        late=sum(row.is_late for row in rows),
        extended=sum(row.extended for row in rows),
        places=len({row.task.place_id for row in rows}),
    )


def _whole(rows: Sequence[TargetRow]) -> list[TargetRow]:
    """Keep one row for each indicator: the sum where there is one."""
    summed = {row.indicator for row in rows if row.is_sum}
    return [row for row in rows if row.is_sum or row.indicator not in summed]


def _target(row: TargetRow) -> TargetLine:
    share = f"{number(row.reached * 100 / row.target, 1)} %" if row.target else "–"
    reached = f"{write_amount(exactly(row.reached))}{f' và {row.words}' if row.words else ''}"
    return TargetLine(row.name, reached, number(row.target), row.unit, share)


_STANDING = {
    BEGIN: "Đã giao",
    ACCEPTED: "Đang thực hiện",
    SUBMITTED: "Đã báo cáo kết quả, chờ xác nhận",
    RETURNED: "Phải bổ sung kết quả",
    CLOSED: "Hoàn thành",
}


def _line(row: TaskRow, today: date) -> TaskLine:
    words = [_STANDING[row.task.state]]
    if row.percent is not None and row.task.state in {ACCEPTED, RETURNED}:
        words.append(f"{row.percent} %")
    if row.is_late:
        words.append(f"quá hạn {number((today - row.due).days)} ngày")
    return TaskLine(row.task.content, row.task.lead, row.place, row.due, ", ".join(words))
