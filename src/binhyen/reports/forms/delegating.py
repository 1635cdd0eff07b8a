"""Who receives reports for whom, as the form sends it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.reports.actions.standing import Delegated
from binhyen.ui.forms import DayField


class DelegationForm(forms.Form):
    """One office lets a post receive the reports of a part of its places."""

    post = forms.TypedChoiceField(label=gettext_lazy("Post that receives"), coerce=int)
    place = forms.TypedChoiceField(label=gettext_lazy("Reports of"), coerce=int)
    valid_from = DayField(label=gettext_lazy("From"))
    valid_to = DayField(
        label=gettext_lazy("Until the day before"),
        required=False,
        help_text=gettext_lazy("Empty: until it is ended."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, with the document where there is one"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, posts: Mapping[int, str], places: Mapping[int, str], today: date
    ) -> None:
        super().__init__(data, initial={"valid_from": today})
        blank = ("", gettext("Choose a post"))
        self.fields["post"].choices = [blank, *posts.items()]  # type: ignore[attr-defined]
        self.fields["place"].choices = list(places.items())  # type: ignore[attr-defined]

    def delegated(self) -> Delegated:
        """Return what is delegated."""
        held = self.cleaned_data
        return Delegated(held["post"], held["place"], held["valid_from"], held["valid_to"], held["reason"])
