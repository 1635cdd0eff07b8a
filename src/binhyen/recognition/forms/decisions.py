"""What comes in about decisions: what is chosen, how it is ruled, on which paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.documents.rules.numbering import RegisterKey
from binhyen.files.actions import receive
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.recognition.actions.deciding import Paper
from binhyen.recognition.forms.appraisal import DeskFilter, chosen, desk_filter
from binhyen.recognition.letters import Desk
from binhyen.recognition.rules.deciding import MAX_GROUND, Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.ui.forms import DayField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

DECISIONS, CERTIFICATES = "QD", "GCN"
_LINES = 2000
_SYMBOL = 80
_REASON = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a decision is to be about: a filter, or ticked dossiers, and those left out."""

    asked: DeskFilter
    ids: tuple[int, ...] = ()
    without: tuple[int, ...] = ()


def chosen_of(data: QueryDict, query: QueryDict) -> Chosen:
    """Read what was chosen: the filter stands in the address, ticked rows in the form."""
    return Chosen(desk_filter(query), tuple(chosen(data, "row")), tuple(chosen(data, "without")))


class RulingForm(forms.Form):
    """What is decided, on which day, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is decided"),
        choices=[
            (DecisionKind.RECOGNISE.value, gettext_lazy("Recognise")),
            (DecisionKind.REFUSE.value, gettext_lazy("Do not recognise")),
        ],
    )
    on = DayField(label=gettext_lazy("Date of the decision"))
    ground = forms.CharField(
        label=gettext_lazy("Ground (for a refusal)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MAX_GROUND,
        required=False,
    )

    @classmethod
    def of(cls, data: QueryDict, today: date) -> "RulingForm":
        """Read the ruling; before anybody chose, it is a recognition of today."""
        start = {"kind": DecisionKind.RECOGNISE.value, "on": today.isoformat(), "ground": ""}
        return cls({name: data.get(name, word) for name, word in start.items()})

    def ruling(self, today: date) -> Ruling:
        """Return the ruling; what could not be read falls back to a recognition of today."""
        self.is_valid()
        given: Mapping[str, Any] = self.cleaned_data
        kind = DecisionKind(given.get("kind") or DecisionKind.RECOGNISE)
        return Ruling(kind, given.get("on") or today, given.get("ground", ""))


class GroundForm(forms.Form):
    """The day and the ground of a revocation or of a ruling on an appeal."""

    on = DayField(label=gettext_lazy("Date of the decision"))
    ground = forms.CharField(
        label=gettext_lazy("Ground"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_GROUND, required=False
    )

    def ruling(self, kind: DecisionKind) -> Ruling:
        """Return the ruling of a valid form."""
        return Ruling(kind, self.cleaned_data["on"], self.cleaned_data["ground"])


class PaperForm(forms.Form):
    """Where the number comes from, and what else stands on the paper."""

    bases = forms.CharField(
        label=gettext_lazy("Further bases, one a line"),
        help_text=gettext_lazy("Such as the council's minutes. The law and the circular are named already."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_LINES,
        required=False,
    )
    symbol = forms.CharField(
        label=gettext_lazy("Number and sign of the e-office"),
        help_text=gettext_lazy("Leave empty to take the next number of our own register."),
        max_length=_SYMBOL,
        required=False,
    )
    scan = forms.FileField(label=gettext_lazy("Signed scan of the e-office"), required=False)
    late_reason = forms.CharField(
        label=gettext_lazy("Why the number is taken late"),
        help_text=gettext_lazy("Needed where the date lies before that of the last number."),
        max_length=_REASON,
        required=False,
    )

    def paper(self, desk: Desk, by: Actor, at: datetime) -> Paper:
        """Return the paper of a valid form; the scan is examined and kept. Refused as files are."""
        given = self.cleaned_data
        return Paper(
            desk=desk,
            register=RegisterKey(desk.issuer.code, DECISIONS),
            bases=tuple(line.strip() for line in given["bases"].splitlines() if line.strip()),
            symbol=given["symbol"].strip(),
            scan=kept(given["scan"], by, at),
            late_reason=given["late_reason"],
        )


def kept(upload: "UploadedFile[bytes] | None", by: Actor, at: datetime) -> Blob | None:
    """Examine and keep a signed scan that was sent along; None where none was."""
    if upload is None:
        return None
    received = receive(stream=upload, name=upload.name or "", hint=upload.content_type or "", by=by, at=at)
    return received.blob
