"""A new API key."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binhyen.accounts.queries import HeldPost
from binhyen.accounts.rules.keys import LONGEST_DAYS, LONGEST_NAME, KeyDraft
from binhyen.kernel.scopes import SCOPE_NAMES, Scope
from binhyen.ui.forms import DayField


def scope_choices(scopes: Iterable[Scope] = Scope) -> list[tuple[str, str]]:
    """Return scopes with what each lets a program do."""
    return [(scope.value, gettext(SCOPE_NAMES[scope])) for scope in scopes]


class KeyForm(forms.Form):
    """For which post, called what, what it may do, until when; and the password once more."""

    name = forms.CharField(
        label=_("Name of the key"), max_length=LONGEST_NAME, help_text=_("Which program uses it, not whose it is.")
    )
    post = forms.TypedChoiceField(label=_("Acts at the post"), coerce=int)
    scopes = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    expires_on = DayField(label=_("Last day"), help_text=_("At most 366 days from today."))
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        help_text=_("Asked once more, since the key opens what your password opens."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: object, posts: Iterable[HeldPost], today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        choices = {name: field for name, field in self.fields.items() if isinstance(field, forms.ChoiceField)}
        choices["post"].choices = [(post.post_id, post.label) for post in posts]
        choices["scopes"].choices = scope_choices()
        self.fields["expires_on"].initial = today + timedelta(days=LONGEST_DAYS // 2)

    def draft(self) -> KeyDraft:
        """Return what was filled in."""
        got = self.cleaned_data
        return KeyDraft(int(got["post"]), got["name"], tuple(got["scopes"]), got["expires_on"])
