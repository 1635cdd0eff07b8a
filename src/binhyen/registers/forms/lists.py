"""What a list of entries is narrowed to."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext, gettext_lazy

from binhyen.database.fields import GREATEST_ID
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.ports import Question
from binhyen.places.queries import scopes_of
from binhyen.places.rules.kinds import Tier
from binhyen.registers.components.words import period_text
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import Register, counted_indicators
from binhyen.registers.queries.entries import Narrowing
from binhyen.registers.queries.places import PATH, PlaceChoice, last_label
from binhyen.registers.rules.addresses import UNSPLIT

Choices = list[tuple[str, Any]]
_YEARS = 12
_FEW = 2


class ListForm(forms.Form):
    """Words, place, period, state and the register's own choices. What is no choice narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Search (diacritics not needed)"), required=False, max_length=100)

    def __init__(self, data: Mapping[str, Any], register: Register, places: Sequence[PlaceChoice], today: date) -> None:
        super().__init__(data)
        self._register = register
        self._lists: dict[str, Choices] = {}
        self._choose("noi", gettext("All places"), _places(places, str(data.get("noi", ""))))
        self._choose("ky", gettext("Any time"), _periods(today, str(data.get("ky", ""))))
        states = [(code, gettext(state.name)) for code, state in register.life.states.items() if code]
        self._choose("trang_thai", gettext("Any state"), states)
        for name in register.filters:
            one = register.by_name[name]
            self._choose(name, gettext(one.label), [(code, gettext(word)) for code, word in one.choices.items()])

    def _choose(self, name: str, every: str, choices: Choices) -> None:
        self._lists[name] = [("", every), *choices]
        self.fields[name] = forms.ChoiceField(label=every, choices=self._lists[name], required=False)

    @property
    def selects(self) -> list[tuple[forms.BoundField, Choices]]:
        """The drop-down fields that offer something to choose."""
        return [(self[name], choices) for name, choices in self._lists.items() if len(choices) > _FEW]

    def wanted(self, parent: int = 0, imported: int = 0) -> Narrowing:
        """Return what the list is narrowed to; a place with `rieng` leaves out those below it."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        choices = {name: said[name] for name in self._register.filters}
        return Narrowing(
            said["q"],
            said["noi"],
            _period(said["ky"]),
            said["trang_thai"],
            choices,
            imported=imported,
            parent=parent,
            alone=bool(self.data.get("rieng")),
        )


def _places(places: Sequence[PlaceChoice], asked: str) -> Choices:
    """Places that are no areas, and the one that a link asks for: an area, or a place of an earlier map."""
    found: Choices = [(one.path, one.label) for one in places if one.tier != Tier.AREA]
    if asked in dict(found) or not re.fullmatch(PATH, asked):
        return found
    node = int(asked.rstrip(".").rsplit(".", 1)[-1])
    label = next((one.label for one in places if one.path == asked), "") or last_label(node)
    return [(asked, label), *found] if label else found


def _periods(today: date, asked: str) -> Choices:
    """Years back from this one, with this year's quarters and months; and the one that a link asks for."""
    year = today.year
    found: Choices = [(f"{year}-{month:02d}", f"Tháng {month}/{year}") for month in range(today.month, 0, -1)]
    found += [(f"{year}-Q{quarter}", f"Quý {quarter}/{year}") for quarter in range((today.month + 2) // 3, 0, -1)]
    found += [(str(one), f"Năm {one}") for one in range(year, year - _YEARS, -1)]
    known = _period(asked)
    if known is None or asked in dict(found):
        return found
    name = period_text(known)
    return [(asked, name[:1].upper() + name[1:]), *found]


def _period(code: str) -> Period | None:
    try:
        return parse_period(code) if code else None
    except Refused:
        return None


class LinesForm(forms.Form):
    """Which number is opened: an indicator, its split, a place, a period, a later map, the instant of knowledge."""

    chi_tieu = forms.CharField(max_length=60)
    tach = forms.CharField(max_length=200, required=False)
    gom = forms.CharField(max_length=200, required=False)
    noi = forms.IntegerField(min_value=1, max_value=GREATEST_ID)
    ky = forms.CharField(max_length=30)
    ban_do = forms.DateField(required=False)
    nhu = forms.CharField(max_length=40, required=False)

    def question(self) -> Question:
        """Return what is asked; Http404 when the address names no number."""
        if not self.is_valid() or self.cleaned_data["chi_tieu"] not in counted_indicators():
            raise Http404
        said = self.cleaned_data
        period, as_of = _period(said["ky"]), _instant(said["nhu"])
        if period is None or (said["nhu"] and as_of is None):
            raise Http404
        on_map: date | None = said["ban_do"]
        scopes = scopes_of(said["noi"], on_map or period.end)
        return Question(frozenset({said["chi_tieu"]}), said["noi"], scopes, period, as_of, on_map)

    @property
    def dims(self) -> str:
        """The split, as canonical text."""
        said = str(self.cleaned_data["tach"] or self.cleaned_data["gom"])
        return "" if said == UNSPLIT else said

    def narrowed(self, rows: QuerySet[Tally]) -> QuerySet[Tally]:
        """Keep the lines of exactly the split (`tach`), or of all splits that hold it (`gom`); else all."""
        if self.cleaned_data["tach"]:
            return rows.filter(dims=self.dims).select_related("record")
        for pair in filter(None, self.dims.split(";")):
            ends = Q(dims=pair) | Q(dims__startswith=f"{pair};") | Q(dims__endswith=f";{pair}")
            rows = rows.filter(ends | Q(dims__contains=f";{pair};"))
        return rows.select_related("record")


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
