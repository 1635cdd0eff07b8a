"""Looking after accounts and posts: inside what the own post covers, and nowhere else."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.actions import accounts as actions
from binhyen.accounts.actions import factors
from binhyen.accounts.actions.posts import appoint_acting, assign_post, close_post, end_holding
from binhyen.accounts.actions.settling import settle_account
from binhyen.accounts.forms.administration import (
    ActingForm,
    AssignForm,
    EndForm,
    IdentityForm,
    SettlementForm,
    WantedForm,
)
from binhyen.accounts.forms.refusals import add_refusal
from binhyen.accounts.models import Account, Holding
from binhyen.accounts.permissions import may_administer, may_administer_account, may_create_accounts, may_see_accounts
from binhyen.accounts.queries import has_second_factor, posts_answered_for
from binhyen.accounts.queries.directory import (
    account_seen_by,
    account_to_seat,
    accounts_seen_by,
    holdings_seen_by,
    place_seen_by,
    places_offered,
    post_seen_by,
    posts_of_place,
    rows_of,
)
from binhyen.accounts.queries.identities import configured_providers, identities_of
from binhyen.accounts.rules.terms import Term
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Refusal
from binhyen.places.queries import label_of
from binhyen.ui.http import Request, signed_in

_PAGE = 50
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def accounts(request: Request) -> HttpResponse:
    """Accounts inside what the post covers."""
    may_see_accounts(request.actor).require()
    form = WantedForm(request.GET)
    found = accounts_seen_by(request.actor, form.wanted(), request.now.date())
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(list(page.object_list), request.now.date()),
        "may_create": may_create_accounts(request.actor),
    }
    return render(request, "accounts/accounts.html", context)


@signed_in
@require_safe
def account(request: Request, account_id: int) -> HttpResponse:
    """One account: its posts, and what the level above may do for it."""
    found = _account(request, account_id)
    day = request.now.date()
    context = {
        "account": found,
        "holdings": holdings_seen_by(request.actor, found.pk, day),
        "may_look_after": may_administer_account(request.actor, found.pk, posts_answered_for(found.pk, day)),
        "has_factor": has_second_factor(found.pk),
        "identity": IdentityForm() if configured_providers() else None,
        "identities": identities_of(found.pk),
    }
    return render(request, "accounts/account.html", context)


@require_POST
@never_cache
@signed_in
def reset_password(request: Request, account_id: int) -> HttpResponse:
    """Give a new one-time password, and print its slip."""
    slip = actions.reset_password(account=_account(request, account_id), by=request.actor, at=request.now)
    return render(request, "accounts/slips.html", {"slips": [slip]})


@require_POST
@never_cache
@signed_in
def enable_account(request: Request, account_id: int) -> HttpResponse:
    """Open a closed account again, with a new one-time password."""
    slip = actions.enable_account(account=_account(request, account_id), by=request.actor, at=request.now)
    return render(request, "accounts/slips.html", {"slips": [slip]})


@require_POST
@signed_in
def disable_account(request: Request, account_id: int) -> HttpResponse:
    """Close an account."""
    actions.disable_account(account=_account(request, account_id), by=request.actor, at=request.now)
    messages.success(request, gettext("The account is closed."))
    return redirect("accounts:account", account_id)


@require_POST
@signed_in
def remove_second_factor(request: Request, account_id: int) -> HttpResponse:
    """Take away a lost second factor."""
    actions.remove_second_factor(account=_account(request, account_id), by=request.actor, at=request.now)
    messages.success(request, gettext("The second factor is removed; a new one is set up at the next sign-in."))
    return redirect("accounts:account", account_id)


@require_POST
@signed_in
def link_identity(request: Request, account_id: int) -> HttpResponse:
    """Link an account to who it is at the configured provider."""
    found, form = _account(request, account_id), IdentityForm(request.POST)
    may_administer_account(request.actor, found.pk, posts_answered_for(found.pk, request.now.date())).require()
    if form.is_valid():
        provider, uid = form.cleaned_data["provider"], form.cleaned_data["uid"]
        factors.link_identity(account=found, provider=provider, uid=uid, by=request.actor, at=request.now)
        messages.success(request, gettext("The identity is linked."))
    else:
        messages.error(request, gettext("Choose the provider and enter who the account is there."))
    return redirect("accounts:account", account_id)


@signed_in
@require_safe
def choose_place(request: Request) -> HttpResponse:
    """Find the place whose posts are to be looked after."""
    may_see_accounts(request.actor).require()
    text = request.GET.get("q", "")
    offered = places_offered(request.actor, text, request.now.date())
    return render(request, "accounts/choose_place.html", {"offered": offered, "text": text})


@signed_in
@require_safe
def posts(request: Request, place_id: int) -> HttpResponse:
    """The desks of a place: who holds and held which, and a form for one more."""
    may_see_accounts(request.actor).require()
    version = place_seen_by(request.actor, place_id, request.now.date())
    page = Paginator(posts_of_place(place_id), _PAGE).get_page(request.GET.get("page"))
    context = {
        "place": version,
        "place_name": label_of(version),
        "page": page,
        "rows": [(post, may_administer(request.actor, Role(post.role), version.path)) for post in page],
        "may_create": may_create_accounts(request.actor),
    }
    return render(request, "accounts/posts.html", context)


@never_cache
@signed_in
@_FORM
def new_account(request: Request, place_id: int) -> HttpResponse:
    """Make an account with its desk, and print its slip."""
    may_create_accounts(request.actor).require()
    version = place_seen_by(request.actor, place_id, request.now.date())
    form = SettlementForm(request.POST or None, actor=request.actor, initial={"since": request.now.date()})
    if form.is_valid():
        try:
            slip = settle_account(settlement=form.settlement(place_id), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "accounts/slips.html", {"slips": [slip]})
    return render(request, "accounts/new_account.html", {"form": form, "place_name": label_of(version)})


@signed_in
@_FORM
def post(request: Request, post_id: int) -> HttpResponse:
    """One desk: seat somebody, appoint who signs in its place."""
    found = post_seen_by(request.actor, post_id, request.now.date())
    version = place_seen_by(request.actor, found.place_id, request.now.date())
    may_administer(request.actor, Role(found.role), version.path).require()
    seat, acting = _seat_form(request), _acting_form(request)
    try:
        if seat.is_valid():
            _seat(request, seat, found.pk)
            return redirect("accounts:posts", found.place_id)
        if acting.is_valid():
            _appoint(request, acting, found.pk)
            return redirect("accounts:posts", found.place_id)
    except Refusal as refusal:
        add_refusal(seat if seat.is_bound else acting, refusal)
    holdings = found.holdings.select_related("account").order_by("-valid_from")
    context = {"post": found, "place_name": label_of(version), "seat": seat, "acting": acting, "holdings": holdings}
    return render(request, "accounts/post.html", context)


@require_POST
@signed_in
def end_post(request: Request, post_id: int) -> HttpResponse:
    """Close a desk from a day on."""
    found = post_seen_by(request.actor, post_id, request.now.date())
    close_post(post=found, on=EndForm(request.POST).day(request.now.date()), by=request.actor, at=request.now)
    return redirect("accounts:posts", found.place_id)


@require_POST
@signed_in
def end_seat(request: Request, holding_id: int) -> HttpResponse:
    """Let somebody leave a desk from a day on."""
    holding = Holding.objects.filter(pk=holding_id).select_related("post").first()
    if holding is None:
        raise Http404
    post_seen_by(request.actor, holding.post_id, request.now.date())
    day = EndForm(request.POST).day(request.now.date())
    end_holding(holding=holding, on=day, by=request.actor, at=request.now)
    return redirect("accounts:posts", holding.post.place_id)


def _account(request: Request, account_id: int) -> Account:
    may_see_accounts(request.actor).require()
    return account_seen_by(request.actor, account_id, request.now.date())


def _seat_form(request: Request) -> AssignForm:
    data = request.POST if request.method == "POST" and "username" in request.POST else None
    return AssignForm(data, initial={"since": request.now.date()})


def _acting_form(request: Request) -> ActingForm:
    data = request.POST if request.method == "POST" and "authority" in request.POST else None
    return ActingForm(data, initial={"since": request.now.date()}, auto_id="acting_%s")


def _seat(request: Request, form: AssignForm, post_id: int) -> None:
    day = request.now.date()
    found = post_seen_by(request.actor, post_id, day)
    account = account_to_seat(request.actor, form.cleaned_data["username"], day)
    term = Term(form.cleaned_data["since"], found.valid_to)
    assign_post(account=account, post=found, term=term, by=request.actor, at=request.now)


def _appoint(request: Request, form: ActingForm, post_id: int) -> None:
    principal = post_seen_by(request.actor, post_id, request.now.date())
    appoint_acting(
        principal=principal, mandate=form.mandate(), title=form.cleaned_data["title"], by=request.actor, at=request.now
    )
