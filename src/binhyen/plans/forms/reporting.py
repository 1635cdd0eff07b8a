"""What a person adds to a progress report."""

from django import forms
from django.utils.translation import gettext_lazy


class ReportForm(forms.Form):
    """Sections that no register can write: what hinders, what comes next, what is proposed."""

    hindrances = forms.CharField(
        label=gettext_lazy("Shortcomings, difficulties and their causes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A line for each. Nothing classified, and no names of persons."),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Tasks of the time to come"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A line for each. Open tasks are added by themselves."),
    )
    proposals = forms.CharField(
        label=gettext_lazy("Proposals"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
