"""A plan: its page, its timeline, its targets, the lines that answer tasks from above; an inspection."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.plans.actions.tasks import add_tasks
from binhyen.plans.components.plan import inspection_parts, plan_parts, task_parts
from binhyen.plans.components.targets import targets as set_against
from binhyen.plans.components.tasks import task_rows
from binhyen.plans.components.timeline import timeline as laid_along
from binhyen.plans.forms.board import LineForm
from binhyen.plans.models import YearPlan
from binhyen.plans.permissions import may_report
from binhyen.plans.queries.tasks import asked_from_above, plans_seen_by, tasks_of_plan, tasks_seen_by
from binhyen.plans.registers import INSPECTIONS, PLANS, REMEDIES, TASKS
from binhyen.registers.components.entry import entry_page
from binhyen.registers.permissions import may_add, may_change
from binhyen.registers.queries.declared import Wish
from binhyen.registers.rules.facts import Facts
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def plan(request: Request, plan_id: int) -> HttpResponse:
    """Show a plan: its tasks by state, which task from above each line answers, and what is not answered yet."""
    page = replace(entry_page(PLANS, plan_id, request.actor, request.now), children=())
    found = _plan(request, plan_id)
    may_write = may_add(TASKS, request.actor) and TASKS.allows(
        request.actor, Wish(Facts(found.place_id, {"plan": plan_id}))
    )
    context = {
        "page": page,
        "plan": found,
        "parts": plan_parts(request.actor, found, request.now.date()),
        "tasks": TASKS,
        "may_write": may_write,
        "may_report": may_report(request.actor, found.place_path),
    }
    return render(request, "plans/plan.html", context)


def _plan(request: Request, plan_id: int) -> YearPlan:
    found = plans_seen_by(request.actor).filter(record_id=plan_id).first()
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def task(request: Request, task_id: int) -> HttpResponse:
    """Show a task: when it is due now, how far it has come, and which lines of plans below answer it."""
    page = entry_page(TASKS, task_id, request.actor, request.now)
    found = tasks_seen_by(request.actor).get(record_id=task_id)
    parts = task_parts(request.actor, found, request.now.date())
    return render(request, "plans/task.html", {"page": page, "parts": parts})


@signed_in
@require_safe
def timeline(request: Request, plan_id: int) -> HttpResponse:
    """Show a plan's tasks along its months."""
    found, today = _plan(request, plan_id), request.now.date()
    rows = task_rows(tasks_of_plan(request.actor, plan_id), today)
    line = laid_along(found.since, found.until, rows, today)
    return render(request, "plans/timeline.html", {"plan": found, "line": line})


@signed_in
@require_safe
def targets(request: Request, plan_id: int) -> HttpResponse:
    """Show what a plan's tasks aim at, what is counted, and the gap; each number opens."""
    found = _plan(request, plan_id)
    aims = set_against(found, tasks_of_plan(request.actor, plan_id), request.now.date())
    return render(request, "plans/targets.html", {"plan": found, "targets": aims})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_task(request: Request, plan_id: int, task_id: int) -> HttpResponse:
    """Add a line to an own plan that answers a task from above; it begins with what was asked."""
    found = _plan(request, plan_id)
    may_change(PLANS, request.actor, found.record).require()
    asked = next((one for one in asked_from_above(request.actor, found) if one.task.record_id == task_id), None)
    if asked is None:
        raise Http404
    form = LineForm(request.POST or None, asked, found, request.now.date())
    if form.is_valid():
        issued = max(min(request.now.date(), found.until), min(found.since, found.signed_on))
        try:
            add_tasks(plan_record_id=plan_id, drafts=[form.draft()], issued=issued, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The line was added to the plan."))
            return redirect("plans:plan", plan_id)
    context = {"plan": found, "asked": asked.task, "form": form}
    return render(request, "plans/answer_task.html", context, status=409 if form.errors else 200)


@signed_in
@require_safe
def inspection(request: Request, inspection_id: int) -> HttpResponse:
    """Show an inspection with everything that it asks to be mended, until all of it is."""
    page = replace(entry_page(INSPECTIONS, inspection_id, request.actor, request.now), children=())
    context = {
        "page": page,
        "remedies": REMEDIES,
        "parts": inspection_parts(inspection_id, request.now.date()),
        "may_write": page.may_change and may_add(REMEDIES, request.actor),
    }
    return render(request, "plans/inspection.html", context)
