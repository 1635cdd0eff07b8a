"""What comes in about appeals: grounds, a second look at each criterion, a ruling."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.recognition.actions.appealing import Review
from binhyen.recognition.actions.appraising import Opinion
from binhyen.recognition.forms.decisions import GroundForm
from binhyen.recognition.rules.lifecycle import DecisionKind

_GROUNDS = 4000
_NOTE = 2000
_VERDICTS = [
    ("", gettext_lazy("as it stands")),
    ("met", gettext_lazy("Met")),
    ("not_met", gettext_lazy("Not met")),
    ("cannot_conclude", gettext_lazy("Not enough grounds to conclude")),
]


class AppealForm(forms.Form):
    """Why the unit asks for a second look."""

    grounds = forms.CharField(
        label=gettext_lazy("Grounds of the appeal"), widget=forms.Textarea(attrs={"rows": 6}), max_length=_GROUNDS
    )


class ReviewForm(forms.Form):
    """What the second appraiser finds: a new opinion where the first does not hold, and a note on the whole."""

    note = forms.CharField(
        label=gettext_lazy("What the second look finds"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_NOTE,
    )

    def __init__(self, data: Any, criteria: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(data)
        for name, gist in criteria:
            self.fields[name] = forms.ChoiceField(label=f"{name}. {gist}", choices=_VERDICTS, required=False)

    def review(self) -> Review:
        """Return the review of a valid form."""
        note = self.cleaned_data["note"]
        words = {name: word for name, word in self.cleaned_data.items() if name != "note" and word}
        return Review({name: Opinion(word, note[:1000]) for name, word in words.items()}, note)


class OutcomeForm(GroundForm):
    """Upheld or dismissed, on which day, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Ruling"),
        choices=[
            (DecisionKind.APPEAL_UPHELD.value, gettext_lazy("Uphold: recognise the unit")),
            (DecisionKind.APPEAL_DISMISSED.value, gettext_lazy("Dismiss: the result stays")),
        ],
    )
    field_order = ["kind", "on", "ground"]
