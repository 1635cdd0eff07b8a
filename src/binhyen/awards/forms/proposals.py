"""What comes in about proposals: ticked rows, a step for many, a paper of the dossier."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from binhyen.awards.rules.course import PROPOSAL
from binhyen.files.actions import Upload
from binhyen.registers.rules.facts import StepFacts
from binhyen.ui.forms import DayField

MANY = ("receive", "appraise", "to_sign", "hand_over", "archive")
"""Steps that are taken for many at once; what must be said of each stands on its own page."""


_DIGITS = 9


def ticked(data: QueryDict, name: str = "row") -> list[int]:
    """Return the ids of ticked rows; what is no number is left out."""
    return [int(word) for word in data.getlist(name) if word.isdecimal()]


def number_in(data: QueryDict, name: str) -> int | None:
    """Return a whole number of the address; None for anything else."""
    word = data.get(name, "")
    return int(word) if word.isdecimal() and len(word) <= _DIGITS else None


class MoveForm(forms.Form):
    """The step that is taken for the ticked proposals."""

    code = forms.ChoiceField(label=gettext_lazy("Step"))
    on = DayField(label=gettext_lazy("Day"))
    note = forms.CharField(
        label=gettext_lazy("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, today: date) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data, initial={"on": today})
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.code, gettext(one.label)) for one in PROPOSAL.kinds if one.code in MANY]

    def step(self) -> StepFacts:
        """Return the step of a valid form."""
        given = self.cleaned_data
        return StepFacts(given["code"], given["on"], note=given["note"])


class RevokeForm(forms.Form):
    """The decision that takes an award back, and why."""

    on = DayField(label=gettext_lazy("Day"))
    document = forms.CharField(label=gettext_lazy("Document (number, day, title)"), max_length=300)
    note = forms.CharField(label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def step(self) -> StepFacts:
        """Return the step of a valid form."""
        given = self.cleaned_data
        return StepFacts("revoke", given["on"], document=given["document"], note=given["note"])


class PaperForm(forms.Form):
    """A paper of the dossier: a file, or number and day of the paper."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    paper = forms.FileField(label=gettext_lazy("File"), required=False)
    words = forms.CharField(label=gettext_lazy("Or number and day of the paper"), max_length=300, required=False)

    def upload(self) -> Upload | None:
        """Return the file of a valid form; None where none was sent."""
        sent = self.cleaned_data["paper"]
        return Upload(sent, sent.name or "", sent.content_type or "") if sent else None
