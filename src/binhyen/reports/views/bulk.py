"""What is done to many reports of a collection at once: what stands in the way first, then one action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions import reviewing, standing
from binhyen.reports.components.words import period_name
from binhyen.reports.forms.bulk import (
    Ask,
    BulkForm,
    LaterForm,
    StandingForm,
    chosen_of,
    confirmed,
    sorted_out,
)
from binhyen.reports.models import Collection
from binhyen.reports.permissions import may_accept, may_close, may_exempt, may_extend
from binhyen.reports.queries.reports import collection_seen_by, reports_seen_by
from binhyen.reports.rules.lifecycle import Standing
from binhyen.ui.http import Request, signed_in

_NAMED = 60


@dataclass(frozen=True, slots=True)
class _Bulk:
    """One thing that is done to many: its page, its form, its right, its action, what is said afterwards."""

    template: str
    form: type[BulkForm]
    ask: Ask
    act: Callable[[Mapping[int, int], BulkForm, Request], int]
    done: str
    look: bool = False


def _accept(seen: Mapping[int, int], _form: BulkForm, request: Request) -> int:
    return len(reviewing.accept_many(report_ids=list(seen), by=request.actor, at=request.now, seen=seen))


def _close(seen: Mapping[int, int], _form: BulkForm, request: Request) -> int:
    return len(reviewing.close_many(report_ids=list(seen), by=request.actor, at=request.now))


def _extend(seen: Mapping[int, int], form: BulkForm, request: Request) -> int:
    held = form.cleaned_data
    done = standing.extend(
        report_ids=list(seen), due_on=held["due_on"], reason=held["reason"], by=request.actor, at=request.now
    )
    return len(done)


def _exempt(seen: Mapping[int, int], form: BulkForm, request: Request) -> int:
    held = form.cleaned_data
    done = standing.set_standing(
        report_ids=list(seen),
        standing=Standing(held["standing"]),
        reason=held["reason"],
        by=request.actor,
        at=request.now,
    )
    return len(done)


_ACCEPT = _Bulk(
    "reports/accept_reports.html",
    BulkForm,
    may_accept,
    _accept,
    gettext_noop("%(count)s reports were accepted."),
    look=True,
)
_CLOSE = _Bulk(
    "reports/close_reports.html", BulkForm, may_close, _close, gettext_noop("%(count)s reports were closed.")
)
_EXTEND = _Bulk(
    "reports/extend_reports.html", LaterForm, may_extend, _extend, gettext_noop("%(count)s reports have a later day.")
)
_EXEMPT = _Bulk(
    "reports/exempt_reports.html",
    StandingForm,
    may_exempt,
    _exempt,
    gettext_noop("It was written down for %(count)s reports whether they are expected."),
)


def _bulk(request: Request, collection_id: int, kind: _Bulk) -> HttpResponse:
    """Sort the chosen reports, ask for what is needed, then do it to all or none of those confirmed."""
    collection = collection_seen_by(request.actor, collection_id, request.now.date())
    form = kind.form(request.POST if "now" in request.POST else None)
    findings: tuple[Finding, ...] = ()
    seen = _confirmed_of(request, collection)
    if seen and form.is_valid():
        try:
            count = kind.act(seen, form, request)
        except Refused as refusal:
            findings = refusal.findings
        else:
            messages.success(request, gettext(kind.done) % {"count": count})
            return _back(request, collection)
    return _preview(request, collection, kind, form, findings)


def _confirmed_of(request: Request, collection: Collection) -> dict[int, int]:
    """Return the confirmed reports; what is not of this collection, or not this person's to see, is not there."""
    if "now" not in request.POST:
        return {}
    seen = confirmed(request.POST)
    mine = reports_seen_by(request.actor, request.now.date()).filter(collection=collection, pk__in=list(seen))
    return {pk: seen[pk] for pk in mine.order_by().values_list("pk", flat=True)}


def _preview(
    request: Request, collection: Collection, kind: _Bulk, form: BulkForm, findings: tuple[Finding, ...]
) -> HttpResponse:
    actor, today = request.actor, request.now.date()
    again = list(confirmed(request.POST)) if "now" in request.POST else []
    if again:
        chosen = list(reports_seen_by(actor, today).filter(collection=collection, pk__in=again).order_by("sort_key"))
    else:
        chosen = chosen_of(actor, collection, request.POST, today)
    context = {
        "collection": collection,
        "period": period_name(collection.period),
        "form": form,
        "findings": findings[:_NAMED],
        "sorted": sorted_out(actor, chosen, kind.ask, today, look=kind.look),
        "named": _NAMED,
        "query": request.POST.get("query", "")[:2000],
    }
    return render(request, kind.template, context, status=409 if findings else 200)


def _back(request: Request, collection: Collection) -> HttpResponse:
    answer = redirect("reports:collection", collection.pk)
    query = request.POST.get("query", "")[:2000]
    if query:
        answer["Location"] += f"?{query}"
    return answer


@signed_in
@require_POST
def accept_reports(request: Request, collection_id: int) -> HttpResponse:
    """Accept many reports as they were looked at."""
    return _bulk(request, collection_id, _ACCEPT)


@signed_in
@require_POST
def close_reports(request: Request, collection_id: int) -> HttpResponse:
    """Close many accepted reports."""
    return _bulk(request, collection_id, _CLOSE)


@signed_in
@require_POST
def extend_reports(request: Request, collection_id: int) -> HttpResponse:
    """Give many reports a later day."""
    return _bulk(request, collection_id, _EXTEND)


@signed_in
@require_POST
def exempt_reports(request: Request, collection_id: int) -> HttpResponse:
    """Say of many reports whether they are expected."""
    return _bulk(request, collection_id, _EXEMPT)
