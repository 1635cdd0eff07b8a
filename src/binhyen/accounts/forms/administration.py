"""New accounts, who sits at which desk, acting signers, workbooks of accounts."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binhyen.accounts.actions.settling import Settlement
from binhyen.accounts.queries.directory import Wanted
from binhyen.accounts.queries.identities import configured_providers
from binhyen.accounts.rules.names import ROLE_NAMES
from binhyen.accounts.rules.table import administered
from binhyen.accounts.rules.terms import Authority, Mandate, Term
from binhyen.kernel.actors import Actor, Role
from binhyen.ui.forms import DayField

_AUTHORITIES = {
    Authority.DEPUTY: _("KT. (signs for the head as deputy)"),
    Authority.BY_ORDER: _("TL. (signs by order, as the working regulation says)"),
    Authority.MANDATE: _("TUQ. (signs by written mandate, for a time)"),
}


def role_choices(roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    """Return roles with what they are called."""
    return [(role.value, gettext(ROLE_NAMES[role])) for role in roles]


class WantedForm(forms.Form):
    """What the list of accounts is narrowed to."""

    q = forms.CharField(label=_("Name or account name"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        choice = {name: field for name, field in self.fields.items() if isinstance(field, forms.ChoiceField)}
        choice["role"].choices = [("", gettext("All roles")), *role_choices(tuple(Role))]
        states = {"": gettext("Any state"), "active": gettext("Account open"), "closed": gettext("Account closed")}
        choice["state"].choices = list(states.items())

    def wanted(self) -> Wanted:
        """Return what was asked for; nonsense asks for nothing."""
        self.is_valid()
        got = self.cleaned_data
        return Wanted(got.get("q", ""), got.get("role", ""), got.get("state", ""))


class SettlementForm(forms.Form):
    """A new account with its desk, at a place that was chosen before."""

    username = forms.CharField(
        label=_("Account name"), max_length=60, help_text=_("Small letters, digits, dots: anphu.phongtrao")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"))
    title = forms.CharField(label=_("Title of the post"), max_length=160, help_text=_("As it is signed and shown"))
    agency = forms.CharField(label=_("Department or association"), max_length=160, required=False)
    since = DayField(label=_("From"))

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = role_choices(administered(actor.role))

    def settlement(self, place_id: int) -> Settlement:
        """Return what was filled in."""
        got = self.cleaned_data
        return Settlement(
            got["username"], got["full_name"], Role(got["role"]), place_id, got["title"], got["since"], got["agency"]
        )


class AssignForm(forms.Form):
    """Who sits at a desk from when."""

    username = forms.CharField(label=_("Account name"), max_length=60)
    since = DayField(label=_("From"))


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    on = DayField(label=_("First day without it"))

    def day(self, today: date) -> date:
        """Return the day, today when none was given."""
        return self.cleaned_data["on"] if self.is_valid() else today


class ActingForm(forms.Form):
    """An acting signer."""

    authority = forms.ChoiceField(label=_("Signs"), choices=list(_AUTHORITIES.items()))
    title = forms.CharField(label=_("Title of the signer"), max_length=160)
    instrument = forms.CharField(label=_("Regulation or written mandate"), max_length=300, required=False)
    since = DayField(label=_("From"))
    until = DayField(label=_("First day without it"), required=False)

    def mandate(self) -> Mandate:
        """Return what was filled in."""
        got = self.cleaned_data
        return Mandate(Authority(got["authority"]), got["instrument"], Term(got["since"], got["until"]))


class WorkbookForm(forms.Form):
    """A workbook of accounts to be made."""

    workbook = forms.FileField(label=_("Workbook (.xlsx)"))


class IdentityForm(forms.Form):
    """Who an account is at one of the configured providers."""

    provider = forms.ChoiceField(label=_("Provider"))
    uid = forms.CharField(label=_("Identity there (sub)"), max_length=191)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        provider = self.fields["provider"]
        if isinstance(provider, forms.ChoiceField):
            provider.choices = [(one.code, one.name) for one in configured_providers()]
