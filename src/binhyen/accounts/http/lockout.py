"""Wrong passwords: how many tries are left, and the page that says how long the door stays closed."""

from collections.abc import Mapping

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binhyen.accounts.models import Account

_TOO_MANY = 429


def tries_left(request: HttpRequest, credentials: Mapping[str, object]) -> int:
    """Return after how many more wrong passwords the door closes for this name at this address."""
    return max(0, settings.AXES_FAILURE_LIMIT - int(AxesProxyHandler.get_failures(request, credentials)))


def locked_out(request: HttpRequest, _response: HttpResponse, _credentials: object) -> HttpResponse:
    """Answer when the door is closed: how long, and who can help. The same for names that don't exist."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    fragment = request.headers.get("HX-Request") == "true"
    template = "accounts/locked_out_fragment.html" if fragment else "accounts/locked_out.html"
    return render(request, template, context, status=_TOO_MANY)


def forget_failures(request: HttpRequest, username: str) -> None:
    """Forget wrong tries after a right one."""
    reset(username=username, ip=request.META.get("REMOTE_ADDR"))


def password_is_right(request: HttpRequest, account: Account, password: str) -> bool:
    """Tell whether a password is the account's own; a wrong one counts as a try."""
    found = authenticate(request, username=account.username, password=password)
    if found is None or found.pk != account.pk:
        return False
    forget_failures(request, account.username)
    return True
