"""The own account: what is owed before the desk opens, the password, the second factor, the posts."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from binhyen.accounts.actions.accounts import change_own_password
from binhyen.accounts.forms.own import ChangePasswordForm, SwitchPostForm, UnlockForm
from binhyen.accounts.forms.refusals import add_refusal
from binhyen.accounts.http.lockout import password_is_right, tries_left
from binhyen.accounts.http.middleware import AccountRequest, is_fetch, session_over, way_in
from binhyen.accounts.http.sessions import POST_KEY
from binhyen.accounts.http.sessions import unlock as open_session
from binhyen.accounts.models import Account
from binhyen.accounts.queries import has_second_factor, without_post
from binhyen.accounts.rules.presence import Standing
from binhyen.accounts.rules.table import needs_second_factor
from binhyen.kernel.findings import Refusal

OwnView = Callable[[AccountRequest, Account], HttpResponse]


def for_account(view: OwnView) -> Callable[[AccountRequest], HttpResponse]:
    """Let an account through that is signed in and not locked, whether it has a desk or not."""

    @wraps(view)
    def guarded(request: AccountRequest) -> HttpResponse:
        if request.account is None or request.standing is Standing.LOCKED:
            return way_in(request)
        return view(request, request.account)

    return guarded


@sensitive_post_parameters()
@for_account
def change_password(request: AccountRequest, account: Account) -> HttpResponse:
    """Change the own password."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        by = request.actor or without_post(account.pk)
        try:
            old, new = form.cleaned_data["old"], form.cleaned_data["new"]
            change_own_password(account=account, old=old, new=new, by=by, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            update_session_auth_hash(request, account)
            return redirect(_next(request))
    context = {
        "form": form,
        "owed": account.must_change_password,
        "old": request.standing is Standing.PASSWORD,
        "with_factor": has_second_factor(account.pk),
    }
    return render(request, "accounts/change_password.html", context)


@sensitive_post_parameters()
def unlock(request: AccountRequest) -> HttpResponse:
    """Open a session that rested too long: the password is asked again, nothing typed is lost."""
    if request.account is None or request.standing is not Standing.LOCKED:
        return redirect(_next(request))
    form = UnlockForm(request.POST or None)
    if form.is_valid() and _password_is_right(request, request.account, form.cleaned_data["password"]):
        open_session(request.session)
        return render(request, "accounts/session_open.html") if is_fetch(request) else redirect(_next(request))
    if is_fetch(request):
        return session_over(request, wrong=form.is_bound)
    context = {"form": form, "account": request.account, "next": _next(request), "wrong": form.is_bound}
    return render(request, "accounts/unlock.html", context)


@for_account
def no_post(request: AccountRequest, account: Account) -> HttpResponse:
    """Say that no post is in force today, and who can change that."""
    if request.standing is Standing.READY:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/no_post.html", {"account": account})


@for_account
def me(request: AccountRequest, account: Account) -> HttpResponse:
    """The own account: posts, password, second factor."""
    context = {
        "account": account,
        "posts": request.posts,
        "has_factor": has_second_factor(account.pk),
        "factor_owed": any(needs_second_factor(post.role) for post in request.posts),
    }
    return render(request, "accounts/me.html", context)


@for_account
def switch_post(request: AccountRequest, _account: Account) -> HttpResponse:
    """Choose the desk to sit at, where an account holds several posts."""
    form = SwitchPostForm(request.POST or None)
    if form.is_valid() and any(post.post_id == form.cleaned_data["post"] for post in request.posts):
        request.session[POST_KEY] = form.cleaned_data["post"]
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/switch_post.html", {"posts": request.posts})


def _password_is_right(request: AccountRequest, account: Account, password: str) -> bool:
    if password_is_right(request, account, password):
        return True
    request.tries_left = tries_left(request, {"username": account.username, "password": password})
    return False


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else settings.LOGIN_REDIRECT_URL
