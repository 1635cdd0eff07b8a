"""Who is there: puts the actor on the request, locks idle sessions, sends people where something is still owed."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from binhyen.accounts.actions.accounts import note_presence
from binhyen.accounts.http.keys import bearer_in
from binhyen.accounts.http.sessions import POST_KEY, SEEN_KEY, factor_shown, is_out_of_place, lock_when_idle
from binhyen.accounts.models import Account
from binhyen.accounts.queries import HeldPost, actor_at, choose_post, posts_held
from binhyen.accounts.rules.presence import Facts, Standing, idle_limit, is_idle, password_is_old, standing
from binhyen.accounts.rules.table import ADMINISTRATOR_ROLES, needs_second_factor
from binhyen.kernel.actors import Actor
from binhyen.ui.http import Next, Request, is_api, ticks

NEXT_STEP = {
    Standing.LOCKED: "accounts:unlock",
    Standing.PASSWORD: "accounts:change_password",
    Standing.SECOND_FACTOR: "mfa_activate_totp",
    Standing.NO_POST: "accounts:no_post",
}


class AccountRequest(Request):
    """A request with what is known of its account before and beside the actor."""

    actor: Actor | None  # type: ignore[assignment]  # views behind `signed_in` have one, those here may not
    standing: Standing
    account: Account | None
    posts: tuple[HeldPost, ...]
    tries_left: int


class ActorMiddleware:
    """Builds the actor: none for visitors, in a locked session, before what is owed at sign-in, without a post.

    Three or four queries for a signed-in account (its posts, and what its place covers), none for a visitor. While a
    session is locked its person counts as a visitor everywhere, to allauth's pages as well; `request.account` still
    tells whose session it is. In the API the key that a request bears is the only thing that counts: its session is
    neither read nor written.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = cast("AccountRequest", request)
        known.actor, known.account, known.posts = None, None, ()
        known.standing = Standing.VISITOR
        if is_api(request):
            _admit_program(known)
        elif isinstance(request.user, Account) and is_out_of_place(request.user):
            request.user = AnonymousUser()
        if isinstance(request.user, Account):
            _admit(known, request.user)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Answer instead of a page that needs an actor where there is none: the way to the next step."""
        known = cast("AccountRequest", request)
        if getattr(view, "needs_actor", False) and known.standing is not Standing.READY:
            return way_in(known)
        return None


def _admit_program(request: AccountRequest) -> None:
    request.user = AnonymousUser()
    bearer = bearer_in(cast("Request", request))
    if bearer is not None:
        request.actor, request.granted = bearer.actor, bearer.scopes


def _admit(request: AccountRequest, account: Account) -> None:
    request.account = account
    request.posts = posts_held(account.pk, request.now.date())
    locked = _locked(request)
    request.standing = standing(
        Facts(
            must_change_password=account.must_change_password or _password_is_old(request, account),
            factor_needed=settings.SECOND_FACTOR_REQUIRED and any(needs_second_factor(p.role) for p in request.posts),
            factor_shown=factor_shown(request),
            has_post=bool(request.posts),
            locked=locked,
        )
    )
    if locked:
        request.user = AnonymousUser()
    if request.standing is Standing.READY:
        request.actor = _at_desk(request, account)


def _is_administrator(request: AccountRequest) -> bool:
    return any(post.role in ADMINISTRATOR_ROLES for post in request.posts)


def _password_is_old(request: AccountRequest, account: Account) -> bool:
    chosen = account.password_set_at
    set_on = chosen.astimezone(request.now.tzinfo).date() if chosen else None
    return password_is_old(set_on, request.now.date(), administrator=_is_administrator(request))


def _locked(request: AccountRequest) -> bool:
    now = ticks()
    limit = idle_limit(settings.IDLE_MINUTES, administrator=_is_administrator(request))
    idle = is_idle(request.session.get(SEEN_KEY, now), now, limit)
    return lock_when_idle(request.session, now, idle=idle)


def _at_desk(request: AccountRequest, account: Account) -> Actor:
    seen = account.last_seen_at
    if seen is None or seen.astimezone(request.now.tzinfo).date() < request.now.date():
        note_presence(account_id=account.pk, at=request.now)
    chosen = choose_post(request.posts, request.session.get(POST_KEY))
    return actor_at(account.pk, chosen, request.now.date())


def way_in(request: AccountRequest) -> HttpResponse:
    """Answer a request that needs an actor: a redirect to the next step, or a fragment that asks in place.

    A fetch of a page that is open (htmx, our own modules) gets 401 and a form: what was typed stays on the page.
    """
    step = resolve_url(NEXT_STEP.get(request.standing, settings.LOGIN_URL))
    if is_fetch(request):
        return session_over(request, step=step)
    return HttpResponseRedirect(f"{step}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")


def session_over(request: AccountRequest, *, step: str = "", wrong: bool = False) -> HttpResponse:
    """Ask in place: for the password of a locked session, else to sign in beside the open page.

    Asked again after a wrong password it answers 200, so that htmx puts the form where the first one stood.
    """
    locked = request.standing is Standing.LOCKED
    context = {"step": step, "wrong": wrong, "locked": locked, "account": request.account}
    return render(request, "accounts/session_over.html", context, status=200 if wrong else 401)


def is_fetch(request: HttpRequest) -> bool:
    """Tell whether a script of an open page asks, not somebody who goes to a page."""
    return request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "fetch"
