"""What comes in about the end of a team."""

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.ui.forms import DayField


class DissolveForm(forms.Form):
    """The day from which the team is no longer there, and the decision."""

    on = DayField(label=gettext_lazy("Dissolved on"))
    dissolution = forms.CharField(label=gettext_lazy("Decision that dissolves it"), max_length=300)
