"""Signals: what is asked of one's own reports, the province's review list, one report's signals, answers and notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.analytics.actions import signals as acting
from binhyen.analytics.components.signals import groups_of, signals_shown
from binhyen.analytics.forms.signals import chosen_collection
from binhyen.analytics.permissions.signals import (
    may_answer_signal,
    may_look_for_signals,
    may_note_signal,
    may_see_review_list,
    may_see_spot_checks,
)
from binhyen.analytics.queries.signals import (
    collection_to_look_at,
    collections_looked_at,
    collections_to_look_at,
    last_look,
    own_signals,
    review_list,
    reviewed,
    signal_seen_by,
    signals_at,
    waiting_hidden,
)
from binhyen.analytics.rules.signals.addresses import ROOT, at_report
from binhyen.analytics.rules.signals.rights import REPORTERS
from binhyen.reports.components.words import period_name
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def signals(request: Request) -> HttpResponse:
    """Show the signals at one's own reports, and to the province the list of reports worth a second look."""
    own = list(own_signals(request.actor))
    context: dict[str, object] = {
        "own": [(one, period_name(one.report.collection.period)) for one in reviewed(own)],
        "open": sum(one.answered_at is None for one in own),
        "reports": request.actor.role in REPORTERS,
        "sees_checks": may_see_spot_checks(request.actor, request.actor.place_path),
        "sees_list": may_see_review_list(request.actor, request.actor.place_path),
    }
    if context["sees_list"]:
        context |= _list(request)
    return render(request, "analytics/signals.html", context)


def _list(request: Request) -> dict[str, object]:
    day = request.now.date()
    listed = collections_looked_at(request.actor)
    chosen = chosen_collection(request.GET, listed)
    looks = may_look_for_signals(request.actor, request.actor.place_path)
    found: dict[str, object] = {
        "collections": [(one.pk, _named(one.period, one.version.title)) for one in listed],
        "chosen": chosen,
        "to_look_at": [(one, _named(one.period, one.version.title)) for one in collections_to_look_at(request.actor)]
        if looks
        else [],
        "looks": looks,
    }
    if chosen is not None:
        found["groups"] = groups_of(review_list(request.actor, chosen, day))
        found["look"] = last_look(chosen)
        found["hidden"] = waiting_hidden(chosen, day)
    return found


def _named(period: str, title: str) -> str:
    name = period_name(period)
    return f"{name[:1].upper()}{name[1:]} · {title}"


@signed_in
@require_safe
def report_signals(request: Request, report_id: int) -> HttpResponse:
    """Show the signals of one report with their evidence, and where they are answered."""
    found = signals_at(request.actor, report_id, request.now.date())
    report = found[0].report
    own = may_answer_signal(request.actor, report)
    notes = may_note_signal(request.actor, report.collection.province_path)
    shown = signals_shown(found, answers=bool(own), notes=bool(notes))
    context = {
        "report": report,
        "period": period_name(report.collection.period),
        "standing": [one for one in shown if one.signal.ended_at is None],
        "ended": [one for one in shown if one.signal.ended_at is not None],
        "sees_list": may_see_review_list(request.actor, report.collection.province_path),
        "back": at_report(report.pk),
    }
    return render(request, "analytics/report_signals.html", context)


@signed_in
@require_POST
def look_again(request: Request, collection_id: int) -> HttpResponse:
    """Look for signals in all sent reports of a collection."""
    found = collection_to_look_at(request.actor, collection_id)
    made = acting.look_for_signals(collection_id=found.pk, by=request.actor, at=request.now)
    said = gettext("Reports looked at: %(reports)s. Signals that stand: %(found)s. Reporters see theirs first.")
    messages.success(request, said % {"reports": made.reports, "found": made.found})
    return redirect(f"{ROOT}?dot={collection_id}")


@signed_in
@require_POST
def answer_signal(request: Request, signal_id: int) -> HttpResponse:
    """Say as the reporter what was looked into."""
    found = signal_seen_by(request.actor, signal_id, request.now.date())
    answer = request.POST.get("answer", "")
    acting.answer_signal(signal_id=found.pk, answer=answer, by=request.actor, at=request.now)
    messages.success(request, gettext("Answered. The answer stands beside the signal wherever it is shown."))
    return redirect(at_report(found.report_id))


@signed_in
@require_POST
def note_signal(request: Request, signal_id: int) -> HttpResponse:
    """Say for the province what came of a signal."""
    found = signal_seen_by(request.actor, signal_id, request.now.date())
    note = request.POST.get("note", "")
    acting.note_signal(signal_id=found.pk, note=note, by=request.actor, at=request.now)
    messages.success(request, gettext("Noted. The reporter sees the note."))
    return redirect(at_report(found.report_id))
