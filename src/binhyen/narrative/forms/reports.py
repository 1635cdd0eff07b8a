"""A report begun, a part written by hand, a day of signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.narrative.actions.composing import Typed
from binhyen.narrative.actions.signing import Signing
from binhyen.narrative.queries.parts import MOST_SIGNS
from binhyen.narrative.writer.shelf import templates
from binhyen.ui.forms import DayField

_FIRST, _LAST = 2000, 2100
_PARTS = (
    ("", gettext_lazy("The whole year")),
    ("H1", gettext_lazy("First six months")),
    ("H2", gettext_lazy("Last six months")),
)


class BeginForm(forms.Form):
    """Which report, of which period."""

    report = forms.ChoiceField(label=gettext_lazy("Report"))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=_FIRST, max_value=_LAST)
    part = forms.ChoiceField(label=gettext_lazy("Part of the year"), choices=_PARTS, required=False)
    since = forms.IntegerField(
        label=gettext_lazy("From the year (only for several years)"),
        min_value=_FIRST,
        max_value=_LAST,
        required=False,
        help_text=gettext_lazy("For the summary of a joint programme: its first year. Else leave it empty."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        field = self.fields["report"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.code, one.name) for one in templates().values()]

    def clean(self) -> dict[str, Any]:
        """Ask for years in their order."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("year")
        if since and until and since >= until:
            self.add_error("since", gettext_lazy("The first year comes before the last one."))
        return said

    def period(self) -> str:
        """Return the code of the period that was chosen."""
        said = self.cleaned_data
        if said["since"]:
            return f"{said['since']:04d}-{said['year']:04d}"
        return f"{said['year']:04d}{'-' if said['part'] else ''}{said['part']}"


class PartForm(forms.Form):
    """The text of a part, and the version of it that was seen."""

    text = forms.CharField(
        label=gettext_lazy("Words of this part"),
        max_length=MOST_SIGNS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A line is a sentence, an empty line ends a paragraph, “- ” begins an item. A figure in braces is counted "
            "again with the others; words in brackets are left out where their figure is missing."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def typed(self, part: str) -> Typed:
        """Return what was typed."""
        return Typed(part, self.cleaned_data["text"], self.cleaned_data["version"])


class SignForm(forms.Form):
    """The day of signature."""

    on = DayField(label=gettext_lazy("Day of signature"))
    late_reason = forms.CharField(
        label=gettext_lazy("Why the number is taken late"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only where a later number was taken before."),
    )

    def signing(self) -> Signing:
        """Return what was typed."""
        return Signing(self.cleaned_data["on"], self.cleaned_data["late_reason"])
