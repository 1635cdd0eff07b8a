"""Difficulties and proposals: the list of a post, raising one, answering, confirming that it is solved."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refused
from binhyen.reports.actions import talking
from binhyen.reports.components.words import difficulty_chip, kind_word, period_name
from binhyen.reports.forms.difficulties import DifficultyForm, difficulty_filter, entries_of, panel_of
from binhyen.reports.models import Report
from binhyen.reports.permissions import may
from binhyen.reports.queries.difficulties import (
    ALL,
    HERE,
    LATE,
    MINE,
    difficulties_listed,
    difficulties_seen_by,
    difficulty_seen_by,
)
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.rules import addresses
from binhyen.reports.rules.rights import Ability
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState
from binhyen.ui.components.parts import Choice
from binhyen.ui.http import Request, signed_in

_ROWS = 25
_LIST = f"{addresses.ROOT}kho-khan/"


@signed_in
@require_safe
def difficulties(request: Request) -> HttpResponse:
    """Show what was put to this post's place, what it raised, and what it sees besides."""
    actor, today = request.actor, request.now.date()
    wanted = difficulty_filter(request.GET)
    page = Paginator(difficulties_listed(actor, today, wanted), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": entries_of(actor, list(page.object_list), today),
        "wanted": wanted,
        "sides": _sides(),
        "side": "" if wanted.side == ALL else wanted.side,
        "states": _states(request),
        "kinds": _kinds(),
        "any": difficulties_seen_by(actor, today).exists(),
    }
    return render(request, "reports/difficulties.html", context)


def _sides() -> list[Choice]:
    words = {"": gettext("All"), HERE: gettext("Put to my place"), MINE: gettext("Raised by me")}
    return [Choice(value, word) for value, word in words.items()]


def _kinds() -> list[Choice]:
    return [Choice("", gettext("Both kinds")), *(Choice(kind.value, kind_word(kind)) for kind in DifficultyKind)]


def _states(request: Request) -> list[Choice]:
    today = request.now.date()
    words = [Choice("", gettext("All states")), Choice(LATE, gettext("No answer in time"))]
    return words + [Choice(state.value, difficulty_chip(state, None, today).word) for state in DifficultyState]


@signed_in
@require_POST
def raise_difficulty(request: Request, report_id: int) -> HttpResponse:
    """Put a difficulty or proposal of a report to a place above."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    _writes(request, report)
    form = DifficultyForm(request.POST, report)
    if form.is_valid():
        try:
            talking.raise_difficulty(report_id=report.pk, raised=form.raised(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Written down. You see the answer here."))
            return _back(request, addresses.report(report.pk))
    context = {
        "report": report,
        "period": period_name(report.collection.period),
        "panel": panel_of(request.actor, report, request.now.date(), form),
    }
    return render(request, "reports/raise_difficulty.html", context, status=409)


def _writes(request: Request, report: Report) -> None:
    own = may(request.actor, Ability.ENTER, report) or may(request.actor, Ability.ENTER_FOR, report)
    own.require()


@signed_in
@require_POST
def answer_difficulty(request: Request, difficulty_id: int) -> HttpResponse:
    """Answer what was put to this post's place."""
    found = difficulty_seen_by(request.actor, difficulty_id, request.now.date())
    answer = request.POST.get("answer", "")
    talking.answer_difficulty(difficulty_id=found.pk, answer=answer, by=request.actor, at=request.now)
    messages.success(request, gettext("Answered. Its asker says whether it is solved."))
    return _back(request, _LIST)


@signed_in
@require_POST
def confirm_difficulty(request: Request, difficulty_id: int) -> HttpResponse:
    """Say as its asker whether an answered difficulty is solved."""
    found = difficulty_seen_by(request.actor, difficulty_id, request.now.date())
    solved = request.POST.get("solved") == "1"
    talking.confirm_difficulty(difficulty_id=found.pk, solved=solved, by=request.actor, at=request.now)
    messages.success(request, gettext("Solved.") if solved else gettext("It is open again."))
    return _back(request, _LIST)


def _back(request: Request, otherwise: str) -> HttpResponse:
    """Go back to the page that sent the form, if it is ours."""
    wanted = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if wanted and ours else otherwise)
