"""What comes in at the appraisal desk: a filter, chosen dossiers, opinions, remarks, reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.recognition.actions.appraising import Conclusion, Opinion
from binhyen.recognition.models import RemarkKind
from binhyen.recognition.queries.dossiers import DossierFilter
from binhyen.units.rules.kinds import UnitKind

MOST = 500
_LONG = 1000
_TEXT = 2000
_WORDS = 100
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """How the desk is narrowed, as it stands in the address: it goes along from one dossier to the next."""

    kind: str = ""
    text: str = ""
    year: int | None = None

    @property
    def wanted(self) -> DossierFilter:
        """The filter of the queries."""
        return DossierFilter(kind=self.kind, text=self.text, year=self.year)

    @property
    def query(self) -> str:
        """The filter as the end of an address."""
        given = {"kind": self.kind, "q": self.text, "year": self.year or ""}
        return urlencode({name: value for name, value in given.items() if value})


def desk_filter(query: QueryDict) -> DeskFilter:
    """Read the filter; what is no answer narrows nothing."""
    kind = query.get("kind", "")
    return DeskFilter(
        kind=kind if kind in set(UnitKind) else "",
        text=query.get("q", "").replace("\x00", "")[:_WORDS],
        year=whole(query.get("year", "")),
    )


def whole(text: str) -> int | None:
    """Read a whole number of the address; None for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else None


def chosen(data: QueryDict, name: str = "row") -> list[int]:
    """Read the ticked rows, each once, at most as many as one step takes."""
    found = (whole(one) for one in data.getlist(name))
    return list(dict.fromkeys(one for one in found if one is not None))[:MOST]


def opinion_of(data: QueryDict) -> Opinion:
    """Read an opinion on a criterion; whether it may be said is the rule's matter."""
    return Opinion(data.get("verdict", ""), data.get("note", "")[:_LONG])


def conclusion_of(data: QueryDict) -> Conclusion:
    """Read a conclusion's note."""
    return Conclusion(note=data.get("note", "")[:_TEXT])


class RemarkForm(forms.Form):
    """A remark on a criterion: a question, a correction, or a note that the unit never sees."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[
            (RemarkKind.QUESTION.value, gettext_lazy("Question")),
            (RemarkKind.MUST_FIX.value, gettext_lazy("Must be corrected")),
            (RemarkKind.INTERNAL.value, gettext_lazy("Internal note, never shown to the unit")),
        ],
    )
    text = forms.CharField(label=gettext_lazy("Your words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=_TEXT)


class ReturnForm(forms.Form):
    """A reason at each criterion that the unit has to correct, and one for the whole."""

    whole = forms.CharField(
        label=gettext_lazy("For the whole dossier"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_TEXT,
        required=False,
    )

    def __init__(self, data: Mapping[str, object] | None, criteria: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, gist in criteria:
            box = forms.Textarea(attrs={"rows": 2})
            label = f"{name}. {gist}"
            self.fields[name] = forms.CharField(label=label, widget=box, max_length=_TEXT, required=False)

    def reasons(self) -> dict[str, str]:
        """Return the reasons by criterion, "" for the whole."""
        return {("" if name == "whole" else name): text for name, text in self.cleaned_data.items() if text}
