"""Packs: the shelf, one version with its changes and effect, a province's drafts, separate results."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions import packs as writes
from binhyen.recognition.actions.recording import record_other_result
from binhyen.recognition.components.packs import criterion_rows, effect_rows
from binhyen.recognition.forms.appraisal import whole
from binhyen.recognition.forms.packs import CriterionForm, ResultForm, WordingForm
from binhyen.recognition.models import PackVersion
from binhyen.recognition.permissions import may, may_edit_packs
from binhyen.recognition.queries.dossiers import dossier_seen_by
from binhyen.recognition.queries.pack_pages import (
    changes_of,
    disabled_packs,
    other_results_seen_by,
    pack_seen_by,
    province_of,
    separate_packs,
    shelf_seen_by,
)
from binhyen.recognition.queries.packs import effect_of, pack_of
from binhyen.recognition.rules.facts import fact_specs
from binhyen.recognition.rules.lifecycle import PackState
from binhyen.recognition.rules.rights import Ability
from binhyen.ui.http import Request, signed_in

_ROWS = 40


@signed_in
@require_safe
def packs(request: Request) -> HttpResponse:
    """Show the packs: which are in use, which versions a province made, which are disabled and why."""
    return render(request, "recognition/packs.html", {"rows": shelf_seen_by(request.actor)})


@signed_in
@require_safe
def pack(request: Request, version_id: int) -> HttpResponse:
    """Show one version: criteria with their marks, what it changed, what putting it in use would do."""
    version = pack_seen_by(request.actor, version_id)
    rules = pack_of(version)
    context = {
        "version": version,
        "pack": rules,
        "rows": criterion_rows(rules),
        "changes": changes_of(version),
        "effect": effect_rows(effect_of(version)) if version.state == PackState.DRAFT else None,
        "may_edit": may_edit_packs(request.actor, request.actor.place_path),
        "own": version.province_id == request.actor.place_id,
    }
    return render(request, "recognition/pack.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit_pack(request: Request, version_id: int) -> HttpResponse:
    """Enter a pending criterion's wording, or a criterion of the province's own, into a draft."""
    version, province = pack_seen_by(request.actor, version_id), province_of(request.actor)
    if province is None:
        raise Http404
    may_edit_packs(request.actor, request.actor.place_path).require()
    rules = pack_of(version)
    adds = "add" in request.POST
    word = WordingForm(request.POST if request.method == "POST" and not adds else None, rules)
    added = CriterionForm(request.POST if adds else None, rules)
    form = added if adds else word
    if form.is_valid():
        try:
            draft = _entered(request, version, province.pk, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Kept in a draft. Look at its effect, then put it in use."))
            return redirect("recognition:pack", draft.pk)
    context = {"version": version, "word": word, "added": added, "pack": rules}
    return render(request, "recognition/edit_pack.html", context, status=409 if form.errors else 200)


def _entered(
    request: Request, version: PackVersion, province_id: int, form: WordingForm | CriterionForm
) -> PackVersion:
    if isinstance(form, WordingForm):
        return writes.complete_criterion(
            version_id=version.pk, province_id=province_id, wording=form.entered(), by=request.actor, at=request.now
        )
    return writes.add_criterion(
        version_id=version.pk, province_id=province_id, criterion=form.entered(), by=request.actor, at=request.now
    )


@signed_in
@require_POST
def activate_pack(request: Request, version_id: int) -> HttpResponse:
    """Put a draft in use."""
    version = pack_seen_by(request.actor, version_id)
    moved = writes.activate_pack_version(version_id=version.pk, by=request.actor, at=request.now)
    messages.success(request, gettext("In use. %(count)s dossiers moved onto it.") % {"count": moved})
    return redirect("recognition:pack", version.pk)


@signed_in
@require_safe
def other_results(request: Request) -> HttpResponse:
    """Show separate results that take recognition as evidence, and the packs that are disabled with their reasons."""
    rows = other_results_seen_by(request.actor, whole(request.GET.get("year", "")))
    context = {
        "page": Paginator(rows, _ROWS).get_page(request.GET.get("page")),
        "disabled": disabled_packs(),
        "separate": separate_packs(),
    }
    return render(request, "recognition/other_results.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def other_result(request: Request, dossier_id: int, version_id: int) -> HttpResponse:
    """Conclude a separate result of a unit's year from its facts, with its recognition as one of them."""
    dossier, version = dossier_seen_by(request.actor, dossier_id), pack_seen_by(request.actor, version_id)
    may(request.actor, Ability.RECORD_RESULT, dossier).require()
    rules = pack_of(version)
    if rules.kind(dossier.kind) is None:
        raise Http404
    specs = [one for one in fact_specs(rules, dossier.kind) if one.name != "recognition_decision_date"]
    form = ResultForm(request.POST if request.method == "POST" else None, specs)
    if form.is_valid():
        try:
            record_other_result(
                dossier_id=dossier.pk, version_id=version.pk, facts=form.facts(), by=request.actor, at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:other_results")
    context = {"form": form, "dossier": dossier, "pack": rules}
    return render(request, "recognition/other_result.html", context, status=409 if form.errors else 200)
