"""Signing in and out: allauth's own pages under our names, for the doors that are open here and no others."""

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from binhyen.accounts.http.middleware import AccountRequest
from binhyen.accounts.queries import has_second_factor
from binhyen.accounts.queries.identities import configured_providers


class _SignInPage(LoginView):  # type: ignore[misc]  # allauth ships no types
    """Name and password; the configured provider beside them."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {
            **super().get_context_data(**kwargs),
            "providers": configured_providers(),
        }


class _FactorPage(ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Sets up the second factor; the session has shown it by that, and goes on to the recovery codes."""

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        authenticator = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        post_authentication(self.request, authenticator)
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "accounts:me")


def account_login(request: HttpRequest) -> HttpResponseBase:
    """Name and password."""
    answer: HttpResponseBase = _SignInPage.as_view()(request)
    return answer


@require_POST
def account_logout(request: HttpRequest) -> HttpResponseBase:
    """Sign out."""
    answer: HttpResponseBase = LogoutView.as_view()(request)
    return answer


def account_inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account is closed: only who knows its password gets here."""
    return render(request, "accounts/closed.html", status=403)


def account_reauthenticate(request: HttpRequest) -> HttpResponseBase:
    """Ask for the password again before something that protects the account."""
    answer: HttpResponseBase = ReauthenticateView.as_view()(request)
    return answer


def mfa_authenticate(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the second factor, after the password."""
    answer: HttpResponseBase = AuthenticateView.as_view()(request)
    return answer


def mfa_reauthenticate(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the second factor within a session."""
    answer: HttpResponseBase = CodeAgainView.as_view()(request)
    return answer


def mfa_activate_totp(request: AccountRequest) -> HttpResponseBase:
    """Set up the second factor; who has one already shows it instead."""
    if request.user.is_authenticated and request.account and has_second_factor(request.account.pk):
        return redirect("mfa_reauthenticate")
    answer: HttpResponseBase = _FactorPage.as_view()(request)
    return answer


def mfa_view_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Show the recovery codes that are left."""
    answer: HttpResponseBase = ViewRecoveryCodesView.as_view()(request)
    return answer


def mfa_generate_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Make new recovery codes; the old ones are worth nothing then."""
    answer: HttpResponseBase = GenerateRecoveryCodesView.as_view()(request)
    return answer


def openid_connect_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the configured provider. Only to sign in: identities are linked by the level above, never here."""
    if request.GET.get("process", "login") != "login" or request.user.is_authenticated:
        raise Http404
    answer: HttpResponseBase = openid.login(request, provider_id)
    return answer


def openid_connect_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from the provider."""
    answer: HttpResponseBase = openid.callback(request, provider_id)
    return answer
