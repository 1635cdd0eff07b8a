"""Lists of dossiers and what is done to many at once: registering, sending, giving a later day."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.kernel.findings import Finding, Refusal
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.registering import register_many
from binhyen.recognition.actions.submitting import extend_deadline, submit_many
from binhyen.recognition.components.overview import dossier_rows, state_chips
from binhyen.recognition.components.words import placed
from binhyen.recognition.components.years import years_of_unit
from binhyen.recognition.forms.lists import (
    MOST,
    BulkForm,
    DossierListForm,
    ExtendForm,
    RegisterForm,
    SubmitForm,
    selection_of,
)
from binhyen.recognition.models import Dossier
from binhyen.recognition.permissions import may_in_bulk
from binhyen.recognition.queries.pages import chosen_of, commune_names, dossiers_listed, round_for, states_of
from binhyen.recognition.rules import addresses
from binhyen.recognition.rules.rights import Ability
from binhyen.ui.http import Request, signed_in, wants_fragment

_ROWS = 30
_NAMED = 30


@signed_in
@require_safe
def dossiers(request: Request) -> HttpResponse:
    """Show the dossiers behind a number, or found by a word."""
    actor, form, today = request.actor, DossierListForm(request.GET), request.now.date()
    opened = round_for(actor, form.asked("round"), form.asked("year"))
    wanted = form.wanted(opened.pk if opened else None)
    rows = dossiers_listed(actor, wanted, opened, today).select_related("round")
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "round": opened,
        "selects": form.selects(commune_names(opened.pk) if opened else {}),
        "page": page,
        "rows": dossier_rows(list(page.object_list), today),
        "chips": state_chips(states_of(dossiers_listed(actor, wanted.without_state(), opened, today))),
        "state": wanted.base.state,
        "registers": may_in_bulk(actor, Ability.REGISTER_LATE),
        "extends": may_in_bulk(actor, Ability.EXTEND),
        "query": request.GET.urlencode(),
    }
    return render(request, "recognition/dossiers.html", context)


@signed_in
@require_safe
def unit_results(request: Request, unit_id: int) -> HttpResponse:
    """Show a unit's dossiers and results over the years; the page of the unit takes the list alone."""
    found = years_of_unit(request.actor, unit_id)
    template = "recognition/parts/years.html" if wants_fragment(request) else "recognition/unit_results.html"
    return render(request, template, {"rows": found.rows, "unit": found.unit})


def _chosen(request: Request) -> list[Dossier]:
    """Return the ticked dossiers, or all of the list that they were ticked in."""
    picked = selection_of(request.POST)
    if not picked.whole:
        return chosen_of(request.actor, picked.ids)
    form = DossierListForm(QueryDict(picked.query))
    opened = round_for(request.actor, form.asked("round"), form.asked("year"))
    rows = dossiers_listed(request.actor, form.wanted(opened.pk if opened else None), opened, request.now.date())
    return list(rows.select_related("round")[:MOST])


@dataclass(frozen=True, slots=True)
class _Bulk:
    """One thing that is done to many: its page, its form, its action, and what is said afterwards."""

    template: str
    form: type[BulkForm]
    act: Callable[[list[int], BulkForm, Request], int]
    done: str


def _register(ids: list[int], form: BulkForm, request: Request) -> int:
    assert isinstance(form, RegisterForm)  # noqa: S101 - chosen together with this function
    return register_many(dossier_ids=ids, registration=form.typed(), by=request.actor, at=request.now)


def _submit(ids: list[int], form: BulkForm, request: Request) -> int:
    assert isinstance(form, SubmitForm)  # noqa: S101 - chosen together with this function
    return submit_many(dossier_ids=ids, submission=form.typed(), by=request.actor, at=request.now)


def _extend(ids: list[int], form: BulkForm, request: Request) -> int:
    assert isinstance(form, ExtendForm)  # noqa: S101 - chosen together with this function
    return extend_deadline(dossier_ids=ids, later=form.typed(), by=request.actor, at=request.now)


_REGISTER = _Bulk(
    "recognition/register_dossiers.html", RegisterForm, _register, gettext_noop("%(count)s units were registered.")
)
_SUBMIT = _Bulk(
    "recognition/submit_dossiers.html", SubmitForm, _submit, gettext_noop("%(count)s dossiers were submitted.")
)
_EXTEND = _Bulk(
    "recognition/extend_dossiers.html", ExtendForm, _extend, gettext_noop("%(count)s dossiers have a later day.")
)


def _bulk(request: Request, kind: _Bulk) -> HttpResponse:
    """Ask for what is needed, then do it to all or none; what stands in the way is named with its unit."""
    rows = _chosen(request)
    form = kind.form(request.POST if "now" in request.POST else None)
    findings: tuple[Finding, ...] = ()
    status = 200
    if rows and form.is_valid():
        try:
            count = kind.act([row.pk for row in rows], form, request)
        except Refusal as refusal:
            findings, status = tuple(map(placed, refusal.findings)), refusal.status
        else:
            messages.success(request, gettext(kind.done) % {"count": count})
            return redirect(f"{addresses.dossiers({})}?{request.POST.get('query', '')}")
    context = {
        "form": form,
        "findings": findings[:_NAMED],
        "rows": rows[:_NAMED],
        "count": len(rows),
        "more": max(0, len(rows) - _NAMED),
        "picked": selection_of(request.POST),
    }
    return render(request, kind.template, context, status=status)


@signed_in
@require_POST
def register_dossiers(request: Request) -> HttpResponse:
    """Register many units from signed papers of one day."""
    return _bulk(request, _REGISTER)


@signed_in
@require_POST
def submit_dossiers(request: Request) -> HttpResponse:
    """Send many dossiers to appraisal."""
    return _bulk(request, _SUBMIT)


@signed_in
@require_POST
def extend_dossiers(request: Request) -> HttpResponse:
    """Give many dossiers a later day."""
    return _bulk(request, _EXTEND)
