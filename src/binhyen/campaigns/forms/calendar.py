"""What a calendar is asked for: a month, a day whose week is shown, a place, a kind, who holds it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from binhyen.campaigns.queries.calendar import Wanted
from binhyen.campaigns.rules.calendar import Month, month_of, week_of
from binhyen.campaigns.rules.kinds import KINDS
from binhyen.indicators.queries import dims
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.places import PlaceChoice

Choices = list[tuple[str, Any]]
_YEARS = range(1990, 2100)
_LISTED = {"noi": "noi", "loai": "kind", "luc_luong": "org", "chu_tri": "q"}
"""What the register's list calls what a calendar is narrowed to."""


class CalendarForm(forms.Form):
    """What is no month or choice is as if it were not asked."""

    chu_tri = forms.CharField(label=gettext_lazy("Organiser, name, venue"), required=False, max_length=100)

    def __init__(self, data: Mapping[str, Any], places: Sequence[PlaceChoice], today: date) -> None:
        super().__init__(data)
        self._today = today
        self._lists: dict[str, Choices] = {}
        self._choose("noi", gettext("All places"), [(one.path, one.label) for one in places if one.tier != Tier.AREA])
        self._choose("loai", gettext("All kinds"), [(code, gettext(name)) for code, name in KINDS.items()])
        self._choose("luc_luong", gettext("All organisations"), list(dims()["org"].values.items()))
        self.is_valid()

    def _choose(self, name: str, every: str, choices: Choices) -> None:
        self._lists[name] = [("", every), *choices]
        self.fields[name] = forms.ChoiceField(label=every, choices=self._lists[name], required=False)

    @property
    def selects(self) -> list[tuple[forms.BoundField, Choices]]:
        """The drop-down fields."""
        return [(self[name], choices) for name, choices in self._lists.items()]

    @property
    def wanted(self) -> Wanted:
        """What the calendar is narrowed to."""
        said = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return Wanted(said["noi"], said["loai"], said["luc_luong"], said["chu_tri"])

    @property
    def narrowing(self) -> dict[str, str]:
        """What stays in the address when another month is chosen."""
        return {name: str(self.cleaned_data[name]) for name in self.fields if self.cleaned_data.get(name)}

    @property
    def as_list(self) -> dict[str, str]:
        """The same narrowing in the words of the register's list."""
        return {_LISTED[name]: value for name, value in self.narrowing.items()}

    @property
    def month(self) -> Month:
        """The month asked for: that of the day, else this one."""
        year, _, number = str(self.data.get("thang", "")).partition("-")
        if year.isdecimal() and number.isdecimal() and int(year) in _YEARS and 1 <= int(number) <= 12:  # noqa: PLR2004
            return Month(int(year), int(number))
        return month_of(self._day or self._today)

    @property
    def week(self) -> tuple[date, ...]:
        """The week shown in full: that of the day asked for, of today in this month, else the month's first."""
        day = self._day
        if day is None:
            day = self._today if month_of(self._today) == self.month else self.month.first
        return week_of(day)

    @property
    def _day(self) -> date | None:
        try:
            day = date.fromisoformat(str(self.data.get("ngay", "")))
        except ValueError:
            return None
        return day if day.year in _YEARS else None
