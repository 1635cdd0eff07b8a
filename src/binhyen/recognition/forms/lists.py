"""What lists of dossiers are narrowed to, and what is done to many of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.database.fields import GREATEST_ID
from binhyen.recognition.actions.registering import Registration
from binhyen.recognition.actions.submitting import LaterDay, Submission
from binhyen.recognition.queries.dossiers import DossierFilter
from binhyen.recognition.queries.pages import ListFilter
from binhyen.ui.forms import DayField
from binhyen.units.rules.kinds import KIND_NAMES, LEVEL_NAMES

Choices = list[tuple[str, Any]]
_KINDS: Choices = [("", gettext_lazy("All kinds")), *((kind.value, name) for kind, name in KIND_NAMES.items())]
_LEVELS: Choices = [("", gettext_lazy("All levels")), *((level.value, name) for level, name in LEVEL_NAMES.items())]
_ANY_COMMUNE = ("", gettext_lazy("All communes"))
_FEW = 2
_DIGITS = 18
_NARROWING = ("stand", "group", "report_kind", "not_result", "registered", "decided_here", "place")
"""Words of the address that come with a number; they are kept while the list is narrowed further."""


class DossierListForm(forms.Form):
    """What a list of dossiers is narrowed to. Words that mean nothing narrow nothing."""

    q = forms.CharField(label=gettext_lazy("Name of a unit (diacritics not needed)"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=_KINDS)
    commune = forms.IntegerField(label=gettext_lazy("Commune"), required=False, max_value=GREATEST_ID)
    managing_level = forms.ChoiceField(label=gettext_lazy("Managed by"), required=False, choices=_LEVELS)
    state = forms.CharField(required=False, max_length=20)
    result = forms.CharField(required=False, max_length=20)
    stand = forms.CharField(required=False, max_length=20)
    group = forms.CharField(required=False, max_length=20)
    report_kind = forms.CharField(required=False, max_length=40)
    not_result = forms.CharField(required=False, max_length=20)
    registered = forms.BooleanField(required=False)
    decided_here = forms.BooleanField(required=False)
    place = forms.IntegerField(required=False, max_value=GREATEST_ID)
    round = forms.IntegerField(required=False, max_value=GREATEST_ID)
    year = forms.IntegerField(required=False, max_value=GREATEST_ID)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.is_valid()

    def asked(self, name: str) -> Any:  # noqa: ANN401 - a cleaned value
        """Return what was asked for, None for what is no value."""
        return self.cleaned_data.get(name)

    def selects(self, communes: Mapping[int, str]) -> list["Select"]:
        """Return the drop-down lists with what is chosen in them."""
        places: Choices = [_ANY_COMMUNE, *((str(pk), name) for pk, name in communes.items())]
        lists = {"kind": _KINDS, "managing_level": _LEVELS, "commune": places}
        found = [
            Select(name, str(self[name].label), choices, str(self.asked(name) or "")) for name, choices in lists.items()
        ]
        return [one for one in found if len(one.choices) > _FEW]

    def kept(self) -> list[tuple[str, str]]:
        """Return the words that a number brought and the search keeps."""
        names = ("round", "year", "state", "result", *_NARROWING)
        return [(name, str(self.data[name])) for name in names if self.data.get(name)]

    def wanted(self, round_id: int | None) -> ListFilter:
        """Return the filter."""
        asked = self.asked
        return ListFilter(
            DossierFilter(
                round_id=round_id,
                kind=asked("kind") or "",
                report_kind=asked("report_kind") or "",
                managing_level=asked("managing_level") or "",
                state=asked("state") or "",
                result=asked("result") or "",
                commune_id=asked("commune"),
                text=asked("q") or "",
                decided_here=bool(asked("decided_here")),
                registered=True if asked("registered") else None,
                not_result=asked("not_result") or "",
            ),
            stand=asked("stand") or "",
            group=asked("group") or "",
            place_id=asked("place"),
        )


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down list of a filter."""

    name: str
    label: str
    choices: Choices
    current: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows were ticked, or that all of the list were."""

    ids: tuple[int, ...] = ()
    whole: bool = False
    query: str = ""


MOST = 5_000
_DIGITS = 19
"""A number with fewer digits has a place in every database."""


def selection_of(data: QueryDict) -> Selection:
    """Read the ticked rows of a list."""
    ids = tuple(int(word) for word in data.getlist("row") if word.isascii() and word.isdigit() and len(word) <= _DIGITS)
    return Selection(ids[:MOST], data.get("whole") == "1", data.get("query", "")[:2000])


class BulkForm(forms.Form):
    """What is asked before something is done to many."""


class RegisterForm(BulkForm):
    """A registration from signed paper."""

    signed_on = DayField(label=gettext_lazy("Day on the signed registration"))
    late_reason = forms.CharField(
        label=gettext_lazy("Reason, when it comes after the first quarter"), required=False, max_length=500
    )

    def typed(self) -> Registration:
        """Return the registration."""
        return Registration(self.cleaned_data["signed_on"], self.cleaned_data["late_reason"])


class SubmitForm(BulkForm):
    """Sending to appraisal."""

    note = forms.CharField(
        label=gettext_lazy("Note on the warnings"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def typed(self) -> Submission:
        """Return the submission."""
        return Submission(self.cleaned_data["note"])


class ExtendForm(BulkForm):
    """A later day with its reason, for all to see."""

    due_on = DayField(label=gettext_lazy("New last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason (the unit reads it)"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def typed(self) -> LaterDay:
        """Return the later day."""
        return LaterDay(self.cleaned_data["due_on"], self.cleaned_data["reason"])
