"""What a visitor types to check a paper."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_ADDRESS = re.compile(r"[A-Za-z0-9_-]{8,40}")


class CheckForm(forms.Form):
    """The code under the QR code, or the whole address that it holds."""

    code = forms.CharField(
        label=_("Code or address printed by the QR code"),
        help_text=_("Upper and lower case letters matter. Or point the phone's camera at the QR code."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the token alone, whatever stands around it."""
        last = str(self.cleaned_data["code"]).strip().rstrip("/").rsplit("/", 1)[-1]
        code = re.sub(r"\s", "", last)
        if not _ADDRESS.fullmatch(code):
            raise forms.ValidationError(_("A code has 8 to 40 letters, digits, hyphens and underscores."), code="shape")
        return code
