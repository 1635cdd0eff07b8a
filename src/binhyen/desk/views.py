"""Pages of my work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from binhyen.desk.queries import work_of
from binhyen.kernel.vietnamese import number
from binhyen.ui.http import Request, signed_in


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead visitors to the public page, and everybody else (a locked session, too) to their work."""
    known = getattr(request, "account", None) or getattr(request, "actor", None)
    return redirect("desk:my_work" if known else "portal:landing")


@signed_in
@require_safe
def my_work(request: Request) -> HttpResponse:
    """Show what is owed, by when, and why."""
    return render(request, "desk/my_work.html", {"work": work_of(request.actor, request.now), "now": request.now})


@signed_in
@require_safe
@cache_control(private=True, max_age=60)
def duty_count(request: Request) -> HttpResponse:
    """Give the number in the bar; the browser keeps it for a minute."""
    count = work_of(request.actor, request.now).count
    return HttpResponse(number(count) if count else "")
