"""One's own API keys: list, make, revoke."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.actions.tokens import create_token, revoke_token
from binhyen.accounts.forms.keys import KeyForm, scope_choices
from binhyen.accounts.forms.refusals import add_refusal
from binhyen.accounts.http.lockout import password_is_right
from binhyen.accounts.models import Account
from binhyen.accounts.queries import posts_held
from binhyen.accounts.queries.tokens import keys_of, own_token
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def api_keys(request: Request) -> HttpResponse:
    """Show one's keys: what each may do, until when, and when it was used last."""
    keys = keys_of(request.actor.account_id, request.now.date())
    rows = [(key, [name for _, name in scope_choices(key.scopes)]) for key in keys]
    return render(request, "accounts/api_keys.html", {"rows": rows, "today": request.now.date()})


@sensitive_post_parameters()
@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def create_api_key(request: Request) -> HttpResponse:
    """Make a key; its secret is shown on the page that answers, and never again."""
    posts = posts_held(request.actor.account_id, request.now.date())
    first = {"post": request.actor.post_id}
    form = KeyForm(request.POST or None, posts=posts, today=request.now.date(), initial=first)
    if form.is_valid() and _knows_password(request, form):
        try:
            made = create_token(draft=form.draft(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "accounts/api_key_made.html", {"made": made})
    return render(request, "accounts/create_api_key.html", {"form": form})


def _knows_password(request: Request, form: KeyForm) -> bool:
    """Ask for the password once more: a key outlives the session in which it was made."""
    known = isinstance(request.user, Account) and password_is_right(
        request, request.user, form.cleaned_data["password"]
    )
    if not known:
        form.add_error("password", gettext("The present password is wrong."))
    return known


@signed_in
@require_POST
def revoke_api_key(request: Request, token_id: int) -> HttpResponse:
    """Make a key worthless at once."""
    token = own_token(request.actor.account_id, token_id)
    revoke_token(token_id=token.pk, by=request.actor, at=request.now)
    messages.success(request, gettext("The key “%(name)s” is revoked.") % {"name": token.name})
    return redirect("accounts:api_keys")
