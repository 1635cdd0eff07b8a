"""Reads of tasks: who sees which, when each is due now, what a place or post is asked, what answers what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from binhyen.accounts.models import Post
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.vietnamese import fold
from binhyen.plans.models import Directive, PlanTask, Remedy, YearPlan
from binhyen.plans.queries.giving import agencies_of, is_named
from binhyen.plans.rules.documents import RECEIVED
from binhyen.plans.rules.inspections import DONE
from binhyen.plans.rules.inspections import WITH_THE_PLACE as TO_MEND
from binhyen.plans.rules.tasks import CANCELLED, EXTEND, NAMED_ROLES, SUBMITTED, WITH_THE_PLACE
from binhyen.registers.models import Record, Step
from binhyen.registers.queries.declared import OFFICERS, registers
from binhyen.registers.queries.entries import fields_of_steps, steps_of, visible
from binhyen.registers.rules.facts import StepFacts

TASKS = "plans.tasks"


@dataclass(frozen=True, slots=True)
class BoardWanted:
    """What a board is narrowed to."""

    place_path: str = ""
    plan: int = 0
    lead: str = ""
    words: str = ""


def tasks_seen_by(actor: Actor) -> QuerySet[PlanTask]:
    """Return the tasks that a person sees, with their plans, as they are said now."""
    rows = PlanTask.objects.filter(superseded_at=None).select_related("record", "plan", "answers")
    return rows if actor is SYSTEM else rows.filter(visible(registers()[TASKS], actor))


def due_text() -> Coalesce:
    """Return the day by which a task is due now, as text: that of its last extension, else its own."""
    extended = (
        Step.objects.filter(record_id=OuterRef("record_id"), superseded_at=None, code=EXTEND)
        .order_by("-on", "-id")
        .annotate(day=KT("data__due_on"))
        .values("day")[:1]
    )
    return Coalesce(Subquery(extended, output_field=CharField()), Cast("due_on", CharField()))


def by_due(rows: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """Order tasks by the day on which they are due now, which each then bears as `due_text`."""
    return rows.annotate(due_text=due_text()).order_by("due_text", "id")


def late(rows: QuerySet[PlanTask], today: date) -> QuerySet[PlanTask]:
    """Keep what is overdue: past its day and still with the place that is asked."""
    dated = rows.filter(state__in=WITH_THE_PLACE).annotate(due_text=due_text())
    return dated.filter(due_text__lt=today.isoformat())


def narrowed_board(rows: QuerySet[PlanTask], wanted: BoardWanted) -> QuerySet[PlanTask]:
    """Narrow tasks as a board asks."""
    if wanted.place_path:
        rows = rows.filter(place_path__under=wanted.place_path)
    if wanted.plan:
        rows = rows.filter(plan_id=wanted.plan)
    if wanted.lead:
        rows = rows.filter(lead=wanted.lead)
    for word in fold(wanted.words).split():
        rows = rows.filter(fold__contains=word)
    return rows


def counts_by_state(rows: QuerySet[PlanTask]) -> dict[str, int]:
    """Count tasks by state, one query."""
    return {row["state"]: row["n"] for row in rows.order_by().values("state").annotate(n=Count("id"))}


def leads_of(rows: QuerySet[PlanTask], *, most: int = 200) -> list[str]:
    """Return the agencies that lead tasks, in their alphabet as far as the database knows it."""
    return list(rows.order_by("lead").values_list("lead", flat=True).distinct()[:most])


def plans_seen_by(actor: Actor) -> QuerySet[YearPlan]:
    """Return the plans that a person sees, newest first."""
    rows = YearPlan.objects.filter(superseded_at=None).select_related("record")
    seen = rows if actor is SYSTEM else rows.filter(visible(registers()["plans.plans"], actor))
    return seen.order_by("-year", "-since", "-id")


def own_plans(actor: Actor) -> QuerySet[YearPlan]:
    """Return the plans of the post's own place."""
    return plans_seen_by(actor).filter(place_path__in=actor.scopes)


def tasks_of_plan(actor: Actor, plan: int) -> list[PlanTask]:
    """Return the tasks of a plan that a person sees, in the order in which they are due."""
    return list(by_due(tasks_seen_by(actor).filter(plan_id=plan)))


def task_steps(rows: Iterable[PlanTask]) -> dict[int, list[StepFacts]]:
    """Return what happened to tasks, by record: one query."""
    register = registers()[TASKS]
    return steps_of([row.record_id for row in rows], fields_of_steps(register))


# ------------------------------------------------------------------ what is asked of me


def asked_tasks(actor: Actor) -> QuerySet[PlanTask]:
    """Return the tasks that lie with a post: those of its own place, or for departments those that name it."""
    rows = tasks_seen_by(actor).filter(state__in=WITH_THE_PLACE)
    mine = _naming(actor) if actor.role in NAMED_ROLES else Q(place_path__in=actor.scopes)
    return by_due(rows.filter(mine))


def _naming(actor: Actor) -> Q:
    open_tasks = PlanTask.objects.filter(under_any("place_path", actor.scopes), superseded_at=None)
    pairs = open_tasks.filter(state__in=WITH_THE_PLACE).values_list("lead", "partners").distinct()
    agencies = agencies_of(actor)
    leads = {lead for lead, _ in pairs if is_named(agencies, lead)}
    partners = {partner for _, partner in pairs if partner and is_named(agencies, partner)}
    return Q(lead__in=leads) | Q(partners__in=partners)


def waiting_tasks(actor: Actor) -> QuerySet[PlanTask]:
    """Return the tasks whose result waits for the office that asked: of its own plans, or given without one."""
    own = Q(plan__place_path__in=actor.scopes) | Q(plan=None, record__by_post=actor.post_id)
    return by_due(tasks_seen_by(actor).filter(own, state=SUBMITTED))


def documents_to_answer(actor: Actor) -> QuerySet[Directive]:
    """Return the documents that a post's own place received and still has to answer."""
    rows = Directive.objects.filter(superseded_at=None, way=RECEIVED, state="").select_related("record")
    return rows.filter(place_path__in=actor.scopes, answer_by__isnull=False).order_by("answer_by", "id")


def remedies_to_do(actor: Actor) -> QuerySet[Remedy]:
    """Return what inspections ask a post's own place to mend."""
    rows = Remedy.objects.filter(superseded_at=None, place_path__in=actor.scopes, state__in=TO_MEND)
    return rows.select_related("record", "inspection").order_by("due_on", "id")


def remedies_to_confirm(actor: Actor) -> QuerySet[Remedy]:
    """Return what was mended after inspections of a post's own place, and waits to be confirmed."""
    rows = Remedy.objects.filter(superseded_at=None, inspection__place_path__in=actor.scopes, state=DONE)
    return rows.select_related("record", "inspection").order_by("due_on", "id")


def is_asked(actor: Actor) -> bool:
    """Tell whether a post can be asked anything by a plan."""
    return actor.role in OFFICERS | NAMED_ROLES or actor.role == "residential_head"


# ------------------------------------------------------------------ what answers what


@dataclass(frozen=True, slots=True)
class Answered:
    """A task that an office above asked of a place, and the lines of the place's own plans that answer it."""

    task: PlanTask
    due: date
    """By when it is due now."""
    lines: Sequence[PlanTask]


def asked_from_above(actor: Actor, plan: YearPlan) -> list[Answered]:
    """Return the tasks from above that were asked of a plan's place within its span, each with what answers it.

    Two queries. Tasks that were withdrawn ask nothing any more.
    """
    asked = tasks_seen_by(actor).filter(place_id=plan.place_id, due_on__gte=plan.since, issued_on__lte=plan.until)
    rows = asked.exclude(state=CANCELLED).exclude(plan__place_path=plan.place_path)
    own_posts = Post.objects.filter(place_id=plan.place_id).values("pk")
    above = list(by_due(rows.exclude(plan=None, record__by_post__in=own_posts)))
    wanted = [row.record_id for row in above]
    lines: dict[int, list[PlanTask]] = {}
    for line in lines_answering(actor, wanted):
        lines.setdefault(line.answers_id or 0, []).append(line)
    return [Answered(row, _due(row), lines.get(row.record_id, [])) for row in above]


def _due(row: PlanTask) -> date:
    return date.fromisoformat(row.due_text)  # type: ignore[attr-defined]  # annotated by the query


def lines_answering(actor: Actor, records: Iterable[int]) -> list[PlanTask]:
    """Return the lines of plans that answer tasks; withdrawn ones answer nothing any more."""
    rows = tasks_seen_by(actor).filter(answers_id__in=list(records)).exclude(state=CANCELLED)
    return list(rows.order_by("id"))


def places_with_tasks(rows: QuerySet[PlanTask]) -> list[int]:
    """Return the places of tasks."""
    return list(rows.order_by().values_list("place_id", flat=True).distinct()[:400])


def remedies_of(inspection: int) -> list[Remedy]:
    """Return what an inspection asks to be mended, by its day."""
    rows = Remedy.objects.filter(inspection_id=inspection, superseded_at=None).select_related("record")
    return list(rows.order_by("due_on", "id"))


def record_named(record_id: int) -> Record | None:
    """Return a record that is there."""
    return Record.objects.filter(pk=record_id, removed_at=None).first()
