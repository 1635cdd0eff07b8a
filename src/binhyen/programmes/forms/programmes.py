"""What is asked of lists of programmes, and which entries are taken in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from binhyen.indicators.queries import dims
from binhyen.kernel.vietnamese import fold
from binhyen.programmes.models import Programme

RUNNING, OVER = "dang", "xong"
_MOST = 100
_WORDS = forms.TextInput(attrs={"class": "form-control form-control-sm"})
_SMALL_CHOICE = {"class": "form-select form-select-sm"}


class TermsForm(forms.Form):
    """Which programmes: by words, running or over."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100, widget=_WORDS)
    khi = forms.ChoiceField(
        label=gettext_lazy("When"),
        required=False,
        widget=forms.Select(attrs=_SMALL_CHOICE),
        choices=[("", gettext_lazy("All")), (RUNNING, gettext_lazy("Running")), (OVER, gettext_lazy("Over"))],
    )

    def narrowed(self, rows: QuerySet[Programme], today: date) -> QuerySet[Programme]:
        """Narrow programmes as the form asks; what cannot be read narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        for word in fold(said.get("q", "")).split():
            rows = rows.filter(fold__contains=word)
        lasts = (Q(until=None) | Q(until__gte=today)) & ~Q(state="ended")
        when = said.get("khi", "")
        if when == RUNNING:
            return rows.filter(lasts, since__lte=today)
        return rows.exclude(lasts) if when == OVER else rows


class FindForm(forms.Form):
    """Which entries are offered: by words, by the organisation that they are of."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100, widget=_WORDS)
    ben = forms.ChoiceField(
        label=gettext_lazy("Carried out by"), required=False, widget=forms.Select(attrs=_SMALL_CHOICE)
    )

    def __init__(self, data: Mapping[str, Any] | None, parties: Sequence[str]) -> None:
        super().__init__(data)
        names = dims()["org"].values
        field = self.fields["ben"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [("", gettext_lazy("All")), *((code, names[code]) for code in parties if code in names)]

    @property
    def words(self) -> str:
        """The words asked for."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""

    @property
    def org(self) -> str:
        """The organisation asked for."""
        return str(self.cleaned_data["ben"]) if self.is_valid() else ""


class TakeInForm(forms.Form):
    """The records that were chosen."""

    record = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - Django's request data
        super().__init__(data)
        given = data.getlist("record") if data is not None else ()
        field = self.fields["record"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - as declared above
        field.choices = [(one, one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]  # noqa: PLR2004

    @property
    def chosen(self) -> list[int]:
        """The ids of the chosen records."""
        return [int(one) for one in self.cleaned_data["record"]][:_MOST]
