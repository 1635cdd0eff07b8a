"""Settings of a round as a form: readings, vote, days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.recognition.rules.model import Pooling
from binhyen.recognition.rules.settings import Ballot, RoundSettings, Share
from binhyen.ui.forms import DayField, DayInput
from binhyen.units.rules.kinds import KIND_NAMES, UnitKind

_FIRST, _LAST = 2012, 2100
_SHARE = r"^\d{1,3}/\d{1,3}$"


class SettingsForm(forms.Form):
    """What a province settles for its round. The circular names no vote and no submission day that was seen."""

    registration_by = DayField(label=gettext_lazy("Last day of registration"))
    pooling = forms.ChoiceField(
        label=gettext_lazy("The 70 % of a commune are taken"),
        choices=[
            (Pooling.ALL.value, gettext_lazy("over all kinds together")),
            (Pooling.PER_KIND.value, gettext_lazy("in each kind by itself")),
        ],
    )
    council_required = forms.BooleanField(label=gettext_lazy("The council votes before a decision"), required=False)
    ballot = forms.ChoiceField(
        label=gettext_lazy("Ballot"),
        choices=[(Ballot.NAMED.value, gettext_lazy("named")), (Ballot.SECRET.value, gettext_lazy("secret"))],
    )
    quorum = forms.RegexField(_SHARE, label=gettext_lazy("Quorum (share of the members)"))
    threshold = forms.RegexField(_SHARE, label=gettext_lazy("Majority needed"))
    threshold_base = forms.ChoiceField(
        label=gettext_lazy("Majority of"),
        choices=[("present", gettext_lazy("those present")), ("members", gettext_lazy("all members"))],
    )
    appeal_days = forms.IntegerField(label=gettext_lazy("Days in which a unit may appeal"), min_value=1, max_value=365)

    def __init__(self, data: Mapping[str, Any] | None, settings: RoundSettings) -> None:
        super().__init__(data, initial=_initial(settings))
        for kind, name in KIND_NAMES.items():
            self.fields[f"submit_{kind}"] = DayField(
                label=name, required=False, widget=DayInput(**{"class": "form-control"})
            )
            self.fields[f"decide_{kind}"] = DayField(
                label=name, required=False, widget=DayInput(**{"class": "form-control"})
            )

    def clean_quorum(self) -> Share:
        """Return the quorum as a fraction."""
        return _share(self.cleaned_data["quorum"])

    def clean_threshold(self) -> Share:
        """Return the majority as a fraction."""
        return _share(self.cleaned_data["threshold"])

    def days(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return kind by kind the fields of the last days of submission and of decision."""
        return [(name, self[f"submit_{kind}"], self[f"decide_{kind}"]) for kind, name in KIND_NAMES.items()]

    def settings(self) -> RoundSettings:
        """Return the settings."""
        held = self.cleaned_data
        return RoundSettings(
            registration_by=held["registration_by"],
            submit_by=self._by("submit"),
            decide_by=self._by("decide"),
            pooling=Pooling(held["pooling"]),
            council_required=held["council_required"],
            ballot=Ballot(held["ballot"]),
            quorum=held["quorum"],
            threshold=held["threshold"],
            threshold_base=held["threshold_base"],
            appeal_days=held["appeal_days"],
        )

    def _by(self, step: str) -> dict[str, date]:
        days = {kind.value: self.cleaned_data.get(f"{step}_{kind}") for kind in UnitKind}
        return {kind: day for kind, day in days.items() if day is not None}


def _share(text: str) -> Share:
    part, whole = map(int, text.split("/"))
    if not 0 < part <= whole:
        raise forms.ValidationError(gettext("A share lies above zero and is at most one."))
    return Share(part, whole)


def _initial(settings: RoundSettings) -> dict[str, Any]:
    found: dict[str, Any] = {
        "registration_by": settings.registration_by,
        "pooling": settings.pooling.value,
        "council_required": settings.council_required,
        "ballot": settings.ballot.value,
        "quorum": f"{settings.quorum.numerator}/{settings.quorum.denominator}",
        "threshold": f"{settings.threshold.numerator}/{settings.threshold.denominator}",
        "threshold_base": settings.threshold_base,
        "appeal_days": settings.appeal_days,
    }
    found |= {f"submit_{kind}": day for kind, day in settings.submit_by.items()}
    return found | {f"decide_{kind}": day for kind, day in settings.decide_by.items()}


def year_asked(text: str | None, today: date) -> int:
    """Return the year to open: the asked one where it is one, else this year."""
    if text and text.isascii() and text.isdigit() and _FIRST <= int(text) <= _LAST:
        return int(text)
    return today.year
