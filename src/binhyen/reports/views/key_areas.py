"""Key areas: counts by commune for offices, a commune's record, its history. Never public, on no map, without names."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.database.lookups import under_any
from binhyen.kernel.findings import Refused
from binhyen.places.queries import scopes_of
from binhyen.reports.actions.key_areas import record_key_areas as write_down
from binhyen.reports.components import key_areas as parts
from binhyen.reports.forms.key_areas import KeyAreaForm, as_of_of, asked_of, period_of
from binhyen.reports.forms.overview import whole
from binhyen.reports.permissions import may_keep_key_areas
from binhyen.reports.queries.key_areas import communes_to_record, key_areas_seen_by, of_plan, plans
from binhyen.reports.rules.key_areas import TAKEN_OFF, is_of
from binhyen.ui.components.parts import Choice
from binhyen.ui.http import Request, signed_in

_ROWS = 40


@signed_in
@require_safe
def key_areas(request: Request) -> HttpResponse:
    """Show how many key areas communes have, or what a count of them was made of."""
    today = request.now.date()
    asked, period = asked_of(request.GET, today), period_of(request.GET)
    seen = key_areas_seen_by(request.actor)
    place_id = whole(request.GET.get("noi"))
    if place_id is not None:
        seen = seen.filter(under_any("place_path", scopes_of(place_id, asked.last)))
    kind = request.GET.get("loai", "")
    rows = parts.plan_rows(plans(seen, as_of_of(request.GET)), asked, today)
    shown = [row for row in rows if is_of(row.plan.newest.unit_kind, kind)]
    counted = [row for row in shown if row.counted] if period else shown
    page = Paginator(counted, _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": page.object_list,
        "total": sum(row.counted for row in counted),
        "asked": asked,
        "period": period,
        "kinds": _kinds(rows),
        "kind": kind,
        "late": sum(row.wants_result for row in rows),
        "taken_off": TAKEN_OFF,
        "may_record": may_keep_key_areas(request.actor, request.actor.place_path),
    }
    return render(request, "reports/key_areas.html", context)


def _kinds(rows: list[parts.PlanRow]) -> list[Choice]:
    there = {row.plan.newest.unit_kind for row in rows}
    return [
        Choice("", gettext("All")),
        *(Choice(kind, parts.kind_name(kind)) for kind in parts.KIND_NAMES if kind in there),
    ]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record_key_areas(request: Request) -> HttpResponse:
    """Write down how many key areas a commune has under a plan, or what came of one."""
    actor, today = request.actor, request.now.date()
    may_keep_key_areas(actor, actor.place_path).require()
    before = whole(request.GET.get("tu"))
    row = of_plan(actor, before).newest if before is not None else None
    form = KeyAreaForm(request.POST or None, communes_to_record(actor, today), row)
    if form.is_valid():
        try:
            made = write_down(areas=form.areas(), by=actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Written down. What stood there before stays in the history."))
            return redirect("reports:key_area_history", made.pk)
    return render(
        request, "reports/record_key_areas.html", {"form": form, "row": row}, status=409 if form.errors else 200
    )


@signed_in
@require_safe
def key_area_history(request: Request, record_id: int) -> HttpResponse:
    """Show what was written down of one plan, when and by which post."""
    today = request.now.date()
    plan = of_plan(request.actor, record_id)
    (row,) = parts.plan_rows([plan], asked_of({}, today), today)
    context = {
        "row": row,
        "knots": parts.history_knots(plan),
        "may_record": may_keep_key_areas(request.actor, plan.newest.place_path),
    }
    return render(request, "reports/key_area_history.html", context)
