"""Units from a workbook: choose, look at what it would do, import all rows or none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.sheets.actions import hold_workbook, release_workbook, remember_columns
from binhyen.sheets.queries import open_held, read_table, remembered_columns
from binhyen.sheets.rules.columns import UNKNOWN_COLUMN
from binhyen.sheets.rules.tables import Table
from binhyen.sheets.writers import MEDIA_TYPE, write_error_copy, write_table
from binhyen.ui.http import Request, signed_in
from binhyen.units.actions import import_units as import_all
from binhyen.units.actions import plan_import
from binhyen.units.components import ImportView
from binhyen.units.forms import ColumnsForm, WorkbookForm
from binhyen.units.permissions import may_add_units
from binhyen.units.queries import kinds_of
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE
from binhyen.units.rules.workbook import PURPOSE, columns


def _columns(request: Request) -> dict[str, str]:
    kinds = kinds_of(request.actor.place_path)
    return {code: kind.name for code, kind in kinds.items() if code not in SUBJECT_OF_PLACE}


def _table(request: Request, word: str) -> Table:
    remembered = remembered_columns(PURPOSE, request.actor.place_path)
    with open_held(word, request.actor.account_id) as opened:
        return read_table(opened, columns(_columns(request)), remembered=remembered)


def _columns_form(request: Request, table: Table) -> ColumnsForm:
    """Return the form that asks for headings nobody knows."""
    labels = [one.where for one in table.findings if one.code == UNKNOWN_COLUMN]
    return ColumnsForm(request.POST or None, labels, columns(_columns(request)))


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_workbook(request: Request) -> HttpResponse:
    """Take a workbook and read it; one that cannot be read is refused here."""
    may_add_units(request.actor).require()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            word = hold_workbook(stream=form.cleaned_data["workbook"], by=request.actor, at=request.now)
            _table(request, word)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:import_units", word)
    return render(request, "units/choose_workbook.html", {"form": form}, status=409 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_units(request: Request, word: str) -> HttpResponse:
    """Show what a workbook would do; import it when asked."""
    may_add_units(request.actor).require()
    table = _table(request, word)
    if request.method == "POST":
        made = import_all(table=table, by=request.actor, at=request.now)
        release_workbook(word=word, by=request.actor)
        messages.success(request, gettext("%(count)s units were registered.") % {"count": len(made)})
        return redirect("units:units")
    plan = plan_import(table=table, by=request.actor, on=request.now.date())
    return render(
        request,
        "units/import_units.html",
        {
            "seen": ImportView.of(table, len(plan.drafts), plan.findings),
            "word": word,
            "columns": _columns_form(request, table),
        },
    )


@signed_in
@require_POST
def name_columns(request: Request, word: str) -> HttpResponse:
    """Remember which columns a workbook's own headings mean, for this one and the next."""
    may_add_units(request.actor).require()
    form = _columns_form(request, _table(request, word))
    if form.is_valid() and form.headers():
        remember_columns(purpose=PURPOSE, headers=form.headers(), by=request.actor, at=request.now)
    return redirect("units:import_units", word)


@signed_in
@require_safe
def import_errors(request: Request, word: str) -> HttpResponse:
    """Answer with the workbook's rows and what is wrong in each."""
    may_add_units(request.actor).require()
    table = _table(request, word)
    plan = plan_import(table=table, by=request.actor, on=request.now.date())
    own = {row.number: row.findings for row in table.rows}
    more = {number: [one for one in found if one not in own[number]] for number, found in plan.findings.items()}
    return _workbook(write_error_copy(table, more), "don-vi-can-sua.xlsx")


@signed_in
@require_safe
def import_template(request: Request) -> HttpResponse:
    """Answer with an empty workbook to fill in."""
    may_add_units(request.actor).require()
    return _workbook(write_table(columns(_columns(request)), []), "mau-don-vi.xlsx")
