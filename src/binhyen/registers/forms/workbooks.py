"""Workbooks that come in: the file, what its own headings mean, what becomes of rows that are there already."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binhyen.registers.rules.importing import Doing
from binhyen.units.forms import ColumnsForm, WorkbookForm

__all__ = ["ColumnsForm", "UndoForm", "WorkbookForm", "chosen_rows"]
_PREFIX = "row-"


class UndoForm(forms.Form):
    """Taking a whole import back."""

    also_changed = forms.BooleanField(label=gettext_lazy("Also the entries that were changed since"), required=False)


def chosen_rows(sent: Mapping[str, Any]) -> dict[int, Doing]:
    """Return by row number what is to be done; words that mean nothing are left out."""
    return dict(_pairs(sent.items()))


def _pairs(items: Iterable[tuple[str, Any]]) -> Iterable[tuple[int, Doing]]:
    for name, value in items:
        number = name.removeprefix(_PREFIX)
        if name.startswith(_PREFIX) and number.isdecimal() and value in set(Doing):
            yield int(number), Doing(value)
