"""The calendar, a month in a place, and the address at which a calendar program reads it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from binhyen.campaigns.actions import feeds as feed_actions
from binhyen.campaigns.components.calendar import calendar_of
from binhyen.campaigns.components.events import lines_of
from binhyen.campaigns.components.ics import MEDIA_TYPE, ics
from binhyen.campaigns.components.months import kind_rows, result_rows
from binhyen.campaigns.forms.calendar import CalendarForm
from binhyen.campaigns.queries import calendar as calendars
from binhyen.campaigns.queries import feeds, months
from binhyen.campaigns.registers.event_results import RESULTS
from binhyen.campaigns.registers.events import EVENTS
from binhyen.campaigns.rules.calendar import month_of
from binhyen.places.queries import label_of, version_on
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.places import places_offered
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def calendar(request: Request) -> HttpResponse:
    """Show a month, one of its weeks in full, and what lasts over days."""
    today = request.now.date()
    form = CalendarForm(request.GET, places_offered(EVENTS, request.actor, today), today)
    seen = calendars.calendar(request.actor, form.wanted, form.month, form.week)
    context = {
        "form": form,
        "calendar": calendar_of(seen, form.month, form.week, today),
        "kept": urlencode(form.narrowing),
        "listed": urlencode(form.as_list),
        "may_add": may_add(EVENTS, request.actor),
        "register": EVENTS,
    }
    return render(request, "campaigns/calendar.html", context)


@signed_in
@require_safe
def this_month(request: Request) -> HttpResponse:
    """Show what a month in the post's place came to, what is to come, what waits for its result."""
    today, actor = request.now.date(), request.actor
    month = CalendarForm(request.GET, (), today).month
    place = version_on(actor.place_id, today)
    now = months.numbers_of(actor.place_id, month.code, EVENTS.indicators)
    before = months.numbers_of(actor.place_id, month.previous.code, EVENTS.indicators)
    silent, below = months.silent(actor.place_id, month.first, min(today, month.last))
    context = {
        "month": month,
        "current": month == month_of(today),
        "place": label_of(place),
        "kinds": kind_rows(now, before),
        "results": result_rows(now, list(dict.fromkeys(one.indicator for one in RESULTS if one.indicator))),
        "coming": lines_of(months.coming(actor, today)),
        "waiting": lines_of(months.waiting(actor, today)),
        "silent": [label_of(one) for one in silent],
        "below": below,
    }
    return render(request, "campaigns/this_month.html", context)


@signed_in
@require_safe
def subscribe(request: Request) -> HttpResponse:
    """Show the secret address of the post's calendar."""
    feed = feeds.feed_of(request.actor)
    path = reverse("campaigns:feed", args=[feeds.token_of(feed)]) if feed else ""
    context = {"feed": feed, "address": request.build_absolute_uri(path) if path else ""}
    return render(request, "campaigns/subscribe.html", context)


@signed_in
@require_POST
def open_feed(request: Request) -> HttpResponse:
    """Open a new address; the one before is worthless."""
    feed_actions.open_feed(by=request.actor, at=request.now)
    messages.success(request, gettext("The address is ready. Give it to your calendar program and to nobody else."))
    return redirect("campaigns:subscribe")


@signed_in
@require_POST
def close_feed(request: Request) -> HttpResponse:
    """Close the address for good."""
    feed_actions.close_feed(by=request.actor, at=request.now)
    messages.success(request, gettext("The address is closed. Calendar programs read nothing there any more."))
    return redirect("campaigns:subscribe")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program with the events of the post to which the address belongs; 404 for any other."""
    now = request.now  # type: ignore[attr-defined]  # the clock is on every request
    actor = feeds.reader_of(token, now.date())
    if actor is None:
        raise Http404
    with override("vi"):
        lines = lines_of(calendars.fed(actor, now.date()))
        content = ics(lines, f"Bình Yên – {actor.title}", request.build_absolute_uri("/").rstrip("/"), now)
    headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
