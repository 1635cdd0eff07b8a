"""Key areas: what the page counts, and a commune's record as its form sends it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext, gettext_lazy

from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period, parse_period
from binhyen.reports.actions.key_areas import KINDS, KeyAreas
from binhyen.reports.components.key_areas import KIND_NAMES, Asked
from binhyen.reports.models import KeyAreaCount
from binhyen.reports.rules.key_areas import TAKEN_OFF
from binhyen.ui.forms import DayField

_MOST = 1_000


class KeyAreaForm(forms.Form):
    """How many key areas a commune has under one plan."""

    place = forms.TypedChoiceField(label=gettext_lazy("Commune"), coerce=int)
    unit_kind = forms.ChoiceField(
        label=gettext_lazy("What is counted"), choices=[(kind, gettext_lazy(KIND_NAMES[kind])) for kind in KINDS]
    )
    plan = forms.CharField(
        label=gettext_lazy("Support plan"),
        max_length=300,
        help_text=gettext_lazy("Number, day and issuing body. No names of areas: only how many there are."),
    )
    valid_from = DayField(label=gettext_lazy("From"))
    ends_on = DayField(label=gettext_lazy("Last day of the plan"))
    amount = forms.IntegerField(label=gettext_lazy("Key areas under the plan"), min_value=0, max_value=_MOST)
    transformed = forms.IntegerField(
        label=gettext_lazy("Taken off the list so far"),
        min_value=0,
        max_value=_MOST,
        initial=0,
        help_text=gettext_lazy("By a document of the competent authority; without one they still count."),
    )
    transformed_on = DayField(label=gettext_lazy("Day of the latest such document"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, communes: Mapping[int, str], row: KeyAreaCount | None) -> None:
        super().__init__(data, initial=_initial(row))
        self.fields["place"].choices = list(communes.items())  # type: ignore[attr-defined]
        if len(communes) > 1:
            self.fields["place"].choices.insert(0, ("", gettext("Choose a commune")))  # type: ignore[attr-defined]

    def areas(self) -> KeyAreas:
        """Return what is written down."""
        held = self.cleaned_data
        return KeyAreas(
            place_id=held["place"],
            unit_kind=held["unit_kind"],
            amount=held["amount"],
            plan=held["plan"],
            valid_from=held["valid_from"],
            ends_on=held["ends_on"],
            transformed=held["transformed"],
            transformed_on=held["transformed_on"],
        )


def _initial(row: KeyAreaCount | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("unit_kind", "plan", "valid_from", "ends_on", "amount", "transformed", "transformed_on")
    return {"place": row.place_id, **{name: getattr(row, name) for name in names}}


def asked_of(asked: Mapping[str, str], today: date) -> Asked:
    """Read what the page counts: areas on the last day of a period or today, or those taken off within it."""
    taken_off = asked.get("dem") == TAKEN_OFF
    period = period_of(asked)
    if period is None:
        return Asked(date(today.year, 1, 1), today, taken_off)
    return Asked(period.start, period.end, taken_off)


def period_of(asked: Mapping[str, str]) -> Period | None:
    """Read the period that a number was counted for; words that are none are none."""
    try:
        return parse_period(asked["ky"][:12]) if asked.get("ky") else None
    except Refused:
        return None


def as_of_of(asked: Mapping[str, str]) -> datetime | None:
    """Read as known at which instant: a day means its end."""
    text = asked.get("nhu", "")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-11-05"):
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else found.replace(tzinfo=get_current_timezone())
