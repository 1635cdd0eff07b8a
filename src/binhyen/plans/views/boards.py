"""The board of tasks, and what is asked of a person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.places.queries import label_of, versions_on
from binhyen.plans.components.asked import asked_of
from binhyen.plans.components.board import board as laid_out
from binhyen.plans.forms.board import BoardForm, Choices
from binhyen.plans.permissions import may_write_contents
from binhyen.plans.queries.tasks import (
    is_asked,
    leads_of,
    narrowed_board,
    places_with_tasks,
    plans_seen_by,
    tasks_seen_by,
)
from binhyen.plans.registers import PLANS, TASKS
from binhyen.registers.permissions import may_add
from binhyen.ui.http import Request, signed_in

_PLANS = 100


@signed_in
@require_safe
def board(request: Request) -> HttpResponse:
    """Show tasks by state, narrowed to a place, a plan, a lead."""
    rows = tasks_seen_by(request.actor)
    plans = [(str(row.record_id), row.name) for row in plans_seen_by(request.actor)[:_PLANS]]
    leads = [(lead, lead) for lead in leads_of(rows)]
    form = BoardForm(request.GET, _places(request, places_with_tasks(rows)), plans, leads)
    context = {
        "board": laid_out(narrowed_board(rows, form.wanted()), request.now.date()),
        "form": form,
        "tasks": TASKS,
        "plans": PLANS,
        "may_add": may_add(TASKS, request.actor),
        "may_plan": may_add(PLANS, request.actor),
        "is_asked": is_asked(request.actor),
        "may_write_contents": may_write_contents(request.actor),
    }
    return render(request, "plans/board.html", context)


def _places(request: Request, place_ids: list[int]) -> Choices:
    found = versions_on(place_ids, request.now.date()).values()
    return [(one.path, label_of(one)) for one in sorted(found, key=lambda one: (len(one.path), one.sort_key))]


@signed_in
@require_safe
def asked(request: Request) -> HttpResponse:
    """Show everything that plans ask of this person: tasks, documents to answer, things to mend, results to judge."""
    return render(request, "plans/asked.html", {"asked": asked_of(request.actor, request.now.date())})
