"""How often the public may ask: enough for people, too little for guessing addresses."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
A_MINUTE = 60
ASKS_A_MINUTE = 30


def unhurried(view: View[P]) -> View[P]:
    """Answer 429 after 30 questions a minute from one address. The address is kept for that minute, as a hash."""

    @functools.wraps(view)
    def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = f"portal:{salted_hmac('portal', _asker(request)).hexdigest()}"
        cache.add(key, 0, A_MINUTE)
        if cache.incr(key) > ASKS_A_MINUTE:
            answer = render(request, "portal/too_often.html", status=429)
            answer.headers["Retry-After"] = str(A_MINUTE)
            return answer
        return view(request, *args, **kwargs)

    return counted


def _asker(request: HttpRequest) -> str:
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))
