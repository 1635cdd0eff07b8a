"""What every page receives: the clock, security headers, refusals turned into answers, the frame's context."""

import functools
import re
import time as time_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from binhyen.database.fields import GREATEST_ID
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refusal
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.ui.components.navigation import Entry, address, entries_for
from binhyen.ui.components.problems import MEDIA_TYPE, Problem

P = ParamSpec("P")
R = TypeVar("R")
Next = Callable[[HttpRequest], HttpResponseBase]
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; "
    "worker-src 'self'"
)
API = "/api/"
"""Below this address programs ask, with keys and without sessions, and every error is a problem (RFC 9457)."""
_LONGEST_WORD = 200
_FIRST_ERROR = 400
_KEPT = ("Allow", "WWW-Authenticate", "Retry-After")
_LOOKING = frozenset({"GET", "HEAD"})
"""Who only looks at a page saved nothing and typed nothing: words of its address are no places on a form."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_NOT_TEXT = Finding(
    "ui.not_text",
    gettext_noop("What was sent holds signs that are no text. Nothing was saved: go back, type it again and send it."),
)


class Request(HttpRequest):
    """A request of a signed-in person: who acts and what time it is are part of it."""

    actor: Actor
    now: datetime
    granted: frozenset[Scope] = frozenset()
    """What the key of a program's request may be used for; nothing for people."""


def clock() -> datetime:
    """Return the time. The only place that asks; in the demonstration the day stands still and the hours run."""
    now = timezone.localtime(timezone.now())  # noqa: TID251 - the one clock
    day = settings.DEMONSTRATION_DAY
    if day is None:
        return now
    return datetime.combine(day, time(now.hour, now.minute, now.second), ZoneInfo(settings.TIME_ZONE))


def ticks() -> int:
    """Return seconds since 1970 as they really pass: for how long a session rested, whatever day it is here."""
    return int(time_module.time())


class ClockMiddleware:
    """Puts the time on the request, so that nothing deeper asks for it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast("Request", request).now = clock()
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """Sends a strict content policy with every answer that has none of its own.

    Pages of people who signed in are not kept by browsers: after signing out, "back" shows nothing on a shared machine.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if getattr(request, "actor", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefusalMiddleware:
    """Turns a refusal that no view showed at its place into a page, or a fragment for htmx, with its status."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("ui/wrong_method.html", request=request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; everything else is a fault and goes on."""
        if not isinstance(exception, Refusal):
            return None
        return _refusal(request, exception.findings, exception.status)


class ProblemMiddleware:
    """Answers every error below the API's address as a problem, whoever found it: 404, 405, a fault of ours."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_api(request) or response.status_code < _FIRST_ERROR or _is_problem(response):
            return response
        answer = problem(request, response.status_code)
        for name in _KEPT:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
        return answer


def is_api(request: HttpRequest) -> bool:
    """Tell whether a program asks."""
    return request.path.startswith(API)


def problem(request: HttpRequest, status: int, findings: Sequence[Finding] = ()) -> HttpResponse:
    """Answer a program that something is wrong: what, where, how to mend."""
    told = Problem(status, tuple(findings), request.path)
    return HttpResponse(told.as_json(), status=status, content_type=MEDIA_TYPE)


def _is_problem(response: HttpResponseBase) -> bool:
    return str(response.headers.get("Content-Type", "")).startswith(MEDIA_TYPE)


class TypedMiddleware:
    """Stops what no record can hold before a view sees it.

    A number in an address that no database has leads nowhere (404). Signs that are neither letters nor spaces (NUL,
    escape, marks that turn the writing direction) never come from a keyboard; PostgreSQL and Word refuse
    them, or they make a name look like another one, so a form with one is answered in words. Fields that a view
    `tidies` itself hold what was pasted from elsewhere, and pass.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, named: Mapping[str, object]
    ) -> HttpResponse | None:
        """Answer instead of the view."""
        sent = (request.GET,) if is_api(request) else (request.GET, request.POST)
        own: frozenset[str] = getattr(view, "tidied", frozenset())
        words = [word for data in sent for name, found in data.lists() if name not in own for word in found]
        if any(_UNWRITABLE.search(word) for word in words):
            return _refusal(request, (_NOT_TEXT,), 400)
        if any(_leads_nowhere(value) for value in named.values()):
            raise Http404
        return None


def tidies(*fields: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark fields in which a view takes signs that are no text, and takes them out itself: texts that are pasted."""

    def marked(view: Callable[P, R]) -> Callable[P, R]:
        view.tidied = frozenset(fields)  # type: ignore[attr-defined]  # TypedMiddleware reads it
        return view

    return marked


def _leads_nowhere(value: object) -> bool:
    if isinstance(value, int):
        return value > GREATEST_ID
    return isinstance(value, str) and (len(value) > _LONGEST_WORD or bool(_UNWRITABLE.search(value)))


def _refusal(request: HttpRequest, findings: Sequence[Finding], status: int) -> HttpResponse:
    if is_api(request):
        return problem(request, status, findings)
    template = "ui/refusal_fragment.html" if wants_fragment(request) else "ui/refusal.html"
    looked = request.method in _LOOKING
    told = [replace(one, where="") for one in findings] if looked else findings
    return render(request, template, {"findings": told, "looked": looked, "back": _page_before(request)}, status=status)


def _page_before(request: HttpRequest) -> str:
    """Return the path of the page that sent the form; the first page when it is not ours."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if referer and ours else "/"


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether a script asks for a part of a page: htmx, or our own autosave."""
    return request.headers.get("HX-Request") == "true"


def signed_in(
    view: Callable[Concatenate[Request, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only people with a post in force through; others are sent to the sign-in page.

    The storey of accounts reads the mark and answers before, with the step that is owed: a locked session, a second
    factor; a script gets 401 and a form for `#session-over`, and what was typed stays on the page.
    """

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return redirect_to_login(request.get_full_path())
        return view(cast("Request", request), *args, **kwargs)

    functools.update_wrapper(guarded, view)
    guarded.needs_actor = True  # type: ignore[attr-defined]  # ActorMiddleware reads it
    return guarded


@dataclass(frozen=True, slots=True)
class Frame:
    """What the bar shows to this person on this page."""

    entries: tuple[Entry, ...] = ()
    more: tuple[Entry, ...] = ()
    """Entries that stand in a menu, where the bar has no room for all."""
    search_href: str = ""
    switch_href: str = ""
    account_href: str = ""
    sign_out_href: str = ""


_BAR = 6
"""As many entries fit into the bar; one alone is not worth a menu."""


def _frame(request: HttpRequest) -> Frame:
    actor = getattr(request, "actor", None)
    if actor is None:
        return Frame()
    match = request.resolver_match
    entries = entries_for(actor.role, match.view_name if match else "")
    shown = len(entries) if len(entries) <= _BAR + 1 else _BAR
    return Frame(
        entries=entries[:shown],
        more=entries[shown:],
        search_href=address("places:search"),
        switch_href=address("accounts:switch_post"),
        account_href=address("accounts:me"),
        sign_out_href=address("account_logout"),
    )


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Give the base page what its frame shows."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "demonstration_day": settings.DEMONSTRATION_DAY,
        "actor": getattr(request, "actor", None),
        "frame": SimpleLazyObject(lambda: _frame(request)),
    }
