"""What is asked when a summary was signed, or is opened again."""

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.programmes.actions.closing import Signing
from binhyen.ui.forms import DayField


class SigningForm(forms.Form):
    """The day on which a summary was signed, and its report."""

    on = DayField(label=gettext_lazy("Signed on"))
    document = forms.CharField(
        label=gettext_lazy("Report that was signed (number, day, title)"), max_length=300, required=False
    )

    def signing(self) -> Signing:
        """Return what was signed."""
        return Signing(self.cleaned_data["on"], self.cleaned_data["document"])
