"""Workbooks that were chosen in a browser: the forms that take them, and what a plan says of them for a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from binhyen.reports.actions.intake import Taken
from binhyen.reports.actions.planning import Plan
from binhyen.reports.components.workbooks import (
    BookView,
    Change,
    Contents,
    TakenView,
    book_view,
    outcome_chip,
    remarks_of,
    remarks_with_labels,
    title_of,
)
from binhyen.reports.rules import addresses
from binhyen.sheets.writers.entry_copy import write_entry_copy
from binhyen.ui.forms import FilesField

MOST = 100
"""Workbooks that are brought in at once in a browser; a folder of more is for the command."""
_DIGITS = 9


class WorkbookForm(forms.Form):
    """The workbook of one report."""

    workbook = forms.FileField(label=gettext_lazy("Workbook (.xlsx, .xls, .ods)"))


class WorkbooksForm(forms.Form):
    """Workbooks of several reports."""

    workbooks = FilesField(label=gettext_lazy("Workbooks (.xlsx, .xls, .ods)"))

    def clean_workbooks(self) -> object:
        """Refuse more than a page can show."""
        chosen = self.cleaned_data["workbooks"]
        if len(chosen) > MOST:
            message = gettext_lazy("Choose at most %(most)s workbooks at once.")
            raise forms.ValidationError(message, params={"most": MOST})
        return chosen


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What somebody says to a preview: what is right alone, and which cells of theirs stand over another value."""

    partly: bool
    over: Mapping[str, int]

    @classmethod
    def of(cls, sent: QueryDict) -> "Confirmed":
        """Read the form: `over` holds "version.cell" for each cell in which the workbook's value was chosen."""
        pairs = (one.partition(".") for one in sent.getlist("over"))
        over = {cell: int(number) for number, _, cell in pairs if _is_version(number)}
        return cls(sent.get("phan") == "1", over)


def _is_version(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def view_of_plan(plan: Plan, href: str = "") -> BookView:
    """Return what a page shows of a workbook before it is taken in."""
    changes = {str(one.cell): Change(str(one.cell), one.old, one.new, one.new_note) for one in plan.changes}
    book = plan.book
    return book_view(Contents(book.name, book.read, plan.report, changes, plan.findings, plan.checks), href)


def view_of_taken(taken: Taken, href: str = "") -> TakenView:
    """Return what a list shows of a workbook that was taken in, or not."""
    report = taken.report
    return TakenView(
        taken.name,
        title_of(report) if report is not None else "",
        outcome_chip(taken.outcome),
        taken.changed,
        addresses.report(report.pk) if report is not None else "",
        remarks_with_labels(taken.findings, report),
        taken.earlier,
        href if taken.faulty else "",
    )


def returned_copy(content: bytes, found: Plan | Taken) -> bytes:
    """Return the workbook with everything that is to be mended beside its cells."""
    by_line, general = remarks_of([*found.findings, *found.checks])
    return write_entry_copy(content, by_line, general)
