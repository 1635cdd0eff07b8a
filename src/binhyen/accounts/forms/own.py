"""The own password, the locked session, the desk to sit at."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChangePasswordForm(forms.Form):
    """The present password and the new one, twice."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "form-control"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "form-control"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "form-control"}),
    )

    def clean_again(self) -> str:
        """Both new ones must agree."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two new passwords differ."), code="accounts.passwords_differ")
        return again


class UnlockForm(forms.Form):
    """The password of the session's own account."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "form-control", "autofocus": True}
        ),
    )


class SwitchPostForm(forms.Form):
    """The post to act at."""

    post = forms.IntegerField()
