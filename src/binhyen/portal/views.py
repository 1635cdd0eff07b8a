"""Pages for everybody: what this is, and whether a paper is real. Nobody signs in here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from binhyen.portal.forms import CheckForm
from binhyen.portal.http import unhurried
from binhyen.portal.queries import paper_of


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what Bình Yên is, what it never does, where to sign in and where to check a paper."""
    return render(request, "portal/landing.html", {"form": CheckForm()})


@require_safe
@unhurried
def check(request: HttpRequest) -> HttpResponse:
    """Take a code and lead to its page."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("portal:verification", token=form.cleaned_data["code"])
    return render(request, "portal/check.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@unhurried
def verification(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether a paper is in the register, and whether it is still valid."""
    paper = paper_of(token)
    context = {"paper": paper, "now": request.now}  # type: ignore[attr-defined]  # the clock is on every request
    return render(request, "portal/verification.html", context, status=200 if paper else 404)
