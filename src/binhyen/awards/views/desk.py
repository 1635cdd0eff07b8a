"""The desk: what waits for whom, steps for many at once, the submission of many."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import drafting, moving
from binhyen.awards.forms.proposals import MANY, MoveForm, number_in, ticked
from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.cases import at_desk, proposals_seen_by
from binhyen.awards.queries.decisions import budget_of
from binhyen.awards.queries.settings import council_at
from binhyen.awards.queries.waiting import waiting_counts
from binhyen.awards.registers.shared import AUTHORITIES, FORMS
from binhyen.awards.rules.course import OPEN, PROPOSAL
from binhyen.awards.rules.desks import desk_authorities, may_work
from binhyen.kernel.findings import Refusal
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import registers
from binhyen.ui.components.parts import Choice
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in

_ROWS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal as the desk lists it."""

    record_id: int
    recipient: str
    post: str
    form: str
    authority: str
    state_name: str
    look: str


@signed_in
@require_safe
def awards(request: Request) -> HttpResponse:
    """Show what waits at this post's desk by state, and the ways to everything else about awards."""
    return _desk(request, MoveForm(None, request.now.date()))


def _desk(request: Request, form: MoveForm) -> HttpResponse:
    state = request.GET.get("trang_thai", "")
    mine = bool(desk_authorities(request.actor.role))
    rows = at_desk(request.actor, (state,) if state in PROPOSAL.states else OPEN) if mine else _own(request, state)
    page = Paginator(rows.order_by("-proposed_on", "-id"), _ROWS).get_page(request.GET.get("page"))
    counts = waiting_counts(request.actor)
    context = {
        "page": page,
        "lines": [_line(row) for row in page.object_list],
        "states": [
            Choice(code, sentence(one.name, {}), counts.get(code, 0))
            for code, one in PROPOSAL.states.items()
            if counts.get(code)
        ],
        "state": state,
        "form": form,
        "mine": mine,
        "many": MANY,
        "may_propose": may_add(registers()["awards.proposals"], request.actor),
        "registers": [one for one in registers().values() if one.code.startswith("awards.")],
        "budget": budget_of(request.actor, request.now.year),
        "council": council_at(request.actor.place_path),
    }
    return render(request, "awards/awards.html", context, status=409 if form.errors else 200)


def _own(request: Request, state: str) -> QuerySet[AwardProposal]:
    rows = proposals_seen_by(request.actor)
    return rows.filter(state=state) if state in PROPOSAL.states else rows


def _line(row: AwardProposal) -> Line:
    state = PROPOSAL.states.get(row.state)
    return Line(
        row.record_id,
        row.recipient,
        row.recipient_post,
        FORMS.get(row.form, row.form),
        AUTHORITIES.get(row.authority, row.authority),
        state.name if state else "",
        state.look if state else "todo",
    )


@signed_in
@require_POST
def move_proposals(request: Request) -> HttpResponse:
    """Take one step for the ticked proposals, all or none."""
    may_work(request.actor).require()
    form = MoveForm(request.POST, request.now.date())
    if form.is_valid():
        try:
            count = moving.move_many(
                record_ids=ticked(request.POST), step=form.step(), by=request.actor, at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            text = ngettext(
                "The step was taken for %(count)s proposal.", "The step was taken for %(count)s proposals.", count
            )
            messages.success(request, text % {"count": count})
            return redirect("awards:awards")
    return _desk(request, form)


@signed_in
@require_POST
def draft_submission(request: Request) -> HttpResponse:
    """Draft the submission for the ticked proposals, or for one, and open the draft."""
    chosen = ticked(request.POST) or [one for one in [number_in(request.POST, "one")] if one]
    document = drafting.draft_submission(record_ids=chosen, by=request.actor, at=request.now)
    return redirect("documents:document", document.pk)
