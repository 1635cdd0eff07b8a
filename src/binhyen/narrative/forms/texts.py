"""Texts in a browser: the form that takes them, and what somebody says to the figures that were read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.actions.incoming import Arrived
from binhyen.narrative.components.proposals import BOUNDS, plain_text
from binhyen.narrative.models import Proposal
from binhyen.narrative.queries.confirming import Answers
from binhyen.narrative.queries.proposals import Desk, read_amount_of
from binhyen.narrative.rules.deciding import Choice, Decision
from binhyen.narrative.rules.ordering import Part
from binhyen.reports.components.workbooks import title_of
from binhyen.reports.models import Report
from binhyen.ui.forms import DayField

_LONGEST = 400_000
"""Signs of a pasted text: more comes as a file."""
_DIGITS = 9


class TextForm(forms.Form):
    """A text that came in: for which report, whose words, when; a file or pasted words."""

    report_id = forms.TypedChoiceField(label=gettext_lazy("Report that its figures go into"), coerce=int)
    paper = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        required=False,
        help_text=gettext_lazy(".docx, .pdf with text, .txt or .html"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt,.html,.htm"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    author = forms.CharField(
        label=gettext_lazy("Whose words these are"),
        max_length=200,
        help_text=gettext_lazy("An organisation, as in “Ủy ban MTTQ xã An Phú”; no person's name."),
    )
    about_date = DayField(
        label=gettext_lazy("Day of the text"),
        required=False,
        help_text=gettext_lazy("What it calls “this year” or “until now” is reckoned from here."),
    )

    def __init__(self, data: Any, files: Any, reports: Sequence[Report], **more: Any) -> None:  # noqa: ANN401
        super().__init__(data, files, **more)
        field = self.fields["report_id"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(one.pk, f"{title_of(one)} · {one.collection.version.title}") for one in reports]

    def clean_paper(self) -> object:
        """Refuse what is too large before it is read."""
        paper = self.cleaned_data["paper"]
        if paper is not None and paper.size > settings.DOCUMENT_MAX_BYTES:
            limit = settings.DOCUMENT_MAX_BYTES // (1024 * 1024)
            message = gettext_lazy("The file is larger than %(limit)s MB. Send it in parts.")
            raise forms.ValidationError(message, params={"limit": limit})
        return paper

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        paper, pasted = given.get("paper"), (given.get("pasted") or "").strip()
        if not self.errors and bool(paper) == bool(pasted):
            raise forms.ValidationError(gettext_lazy("Choose a file or paste a text: one of the two."))
        return given

    def arrived(self) -> Arrived:
        """Return the text as it was sent."""
        given = self.cleaned_data
        paper = given["paper"]
        return Arrived(
            given["report_id"],
            given["author"],
            paper.read() if paper else b"",
            (paper.name or "") if paper else "",
            given["pasted"] if not paper else "",
            given["about_date"],
        )


# ------------------------------------------------------------------ what is said to figures

_PLAIN = {
    "bo": Decision.REJECTED,
    "sai": Decision.MISREAD,
    "sau": Decision.LATER,
    "lai": Decision.OPEN,
}
"""Buttons that decide over one figure without an amount."""


def choices_of(sent: QueryDict, desk: Desk) -> list[Choice]:
    """Return what somebody says: one button was pressed. Refused, at its figure, when an amount cannot be read."""
    rows = {row.number: row for row in desk.rows}
    seen = _seen(sent.get("thay", ""))
    for name, decision in _PLAIN.items():
        if name in sent:
            return [Choice(number_of(sent.get(name, "")), decision)]
    if "nhan_ca" in sent:
        wanted = [number_of(one) for one in sent.getlist("chac")]
        sure = [rows[one] for one in wanted if one in rows and desk.parts[one] is Part.SURE]
        return [_as_read(row, seen) for row in sure]
    if "nhan" in sent:
        row = rows.get(number_of(sent.get("nhan", "")))
        return [_as_read(row, seen)] if row is not None else []
    row = rows.get(number_of(sent.get("lay", "")))
    return [_typed(sent, row, seen)] if row is not None else []


def number_of(text: str) -> int:
    """Return a number that a button sends; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def _seen(text: str) -> Mapping[str, int]:
    """Read the versions of cells that the page showed; what is not readable was not seen."""
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(data, dict):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, int) and 0 <= value < 10**_DIGITS}


def _as_read(row: Proposal, seen: Mapping[str, int]) -> Choice:
    amount = read_amount_of(row)
    return Choice(row.number, Decision.ACCEPTED, _cell(row.cell), amount, seen.get(row.cell, 0))


def _cell(text: str) -> CellKey | None:
    indicator, _, split = text.partition("|")
    return CellKey(indicator, split) if indicator else None


_UNREADABLE = gettext_noop("Number %(number)s: choose the indicator that it goes to.")


def _typed(sent: QueryDict, row: Proposal, seen: Mapping[str, int]) -> Choice:
    """Return what the fields of the figure that is looked at say; unchanged fields take it as it was read."""
    cell, bound, text = sent.get("chi_tieu", ""), sent.get("muc_do", ""), sent.get("so_lieu", "").strip()
    read = read_amount_of(row)
    if (cell, bound, text) == (row.cell, read.bound.value, plain_text(read)):
        return _as_read(row, seen)
    key = _cell(cell)
    indicator = catalogue().find(key.indicator) if key is not None else None
    if key is None or indicator is None:
        raise Refused(Finding("narrative.no_line", _UNREADABLE, params={"number": row.number}, where=str(row.number)))
    amount, wrong = read_amount(text, indicator)
    if wrong is not None:
        raise Refused(replace(wrong, where=str(row.number)))
    return Choice(row.number, Decision.CHANGED, key, _bound(amount, bound), seen.get(cell, 0))


def _bound(amount: Amount, word: str) -> Amount:
    """Return an amount with the bound that was chosen, unless the typed words say one themselves."""
    if amount.said is not Said.NUMBER or amount.bound is not Bound.EXACT or word not in {one.value for one in BOUNDS}:
        return amount
    return replace(amount, bound=Bound(word))


def answers_of(sent: QueryDict) -> Answers:
    """Read what is said to the preview: `over` holds "version.cell", `n.<cell>` a note, `nguyen` cells that stay."""
    pairs = (one.partition(".") for one in sent.getlist("over"))
    over = {cell: number_of(number) for number, _, cell in pairs if number_of(number)}
    notes = {key[2:]: str(value)[:500] for key, value in sent.items() if key.startswith("n.")}
    return Answers(over, notes, frozenset(sent.getlist("nguyen")), str(sent.get("ly_do", "")).strip()[:500])
