"""Decisions: what waits for one, making one over many, the book of awards of one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import deciding
from binhyen.awards.forms.decisions import DecideForm
from binhyen.awards.forms.proposals import ticked
from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.cases import cases_of
from binhyen.awards.queries.decisions import decision_seen_by, decisions_seen_by, to_sign
from binhyen.awards.queries.wording import form_name, source_name
from binhyen.awards.rules.deciding import Case, reward_of
from binhyen.awards.rules.desks import may_work, signed_authorities
from binhyen.awards.rules.money import Reward
from binhyen.awards.rules.shelf import law
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in

_ROWS = 25


@dataclass(frozen=True, slots=True)
class Group:
    """Proposals of one form and authority that wait for a decision together."""

    name: str
    rows: list[AwardProposal]


@signed_in
@require_safe
def decisions(request: Request) -> HttpResponse:
    """Show what waits for a decision here, by form and authority, and the decisions that were made."""
    groups: dict[str, Group] = {}
    for row in to_sign(request.actor):
        name = form_name(row.form, row.authority)
        groups.setdefault(name, Group(name, [])).rows.append(row)
    page = Paginator(decisions_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    made = [(one, form_name(one.form, one.authority)) for one in page.object_list]
    return render(request, "awards/decisions.html", {"groups": list(groups.values()), "page": page, "made": made})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen proposal with its money, and the field of an amount that the law leaves open."""

    case: Case
    reward: Reward
    field: BoundField | None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request) -> HttpResponse:
    """Look at a decision over the ticked proposals before it is made, and make it."""
    may_work(request.actor).require()
    waiting = {row.record_id: row for row in to_sign(request.actor)}
    wanted = [one for one in ticked(request.POST if request.method == "POST" else request.GET) if one in waiting]
    if not wanted:
        return redirect("awards:decisions")
    cases, today = cases_of(wanted), request.now.date()
    rewards = {case.record_id: reward_of(law(), case, today) for case in cases}
    unsettled = [record_id for record_id, one in rewards.items() if one.amount is None or one.at_most]
    signs = cases[0].facts.text("authority") in signed_authorities(request.actor.role)
    form = DecideForm(request.POST or None, today, unsettled, signs=signs, files=request.FILES or None)
    if form.is_valid():
        try:
            made = deciding.decide_many(
                record_ids=wanted,
                ruling=form.ruling(),
                paper=form.paper(request.actor, request.now),
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            text = ngettext("%(count)s award was decided.", "%(count)s awards were decided.", len(wanted))
            messages.success(request, text % {"count": len(wanted)})
            return redirect("awards:decision", made.pk)
    return _decide(request, form, cases, rewards)


def _decide(request: Request, form: DecideForm, cases: list[Case], rewards: dict[int, Reward]) -> HttpResponse:
    fields = form.amount_fields()
    context = {
        "form": form,
        "chosen": [Chosen(case, rewards[case.record_id], fields.get(case.record_id)) for case in cases],
        "total": sum(one.amount or 0 for one in rewards.values()),
        "name": form_name(cases[0].facts.text("form"), cases[0].facts.text("authority")),
    }
    return render(request, "awards/decide.html", context, status=409 if form.errors else 200)


@signed_in
@require_safe
def decision(request: Request, decision_id: int) -> HttpResponse:
    """Show a decision with its awards as they stand in the book."""
    page = decision_seen_by(request.actor, decision_id)
    context = {
        "page": page,
        "name": form_name(page.decision.form, page.decision.authority),
        "source": source_name(page.decision.budget_source),
    }
    return render(request, "awards/decision.html", context)
