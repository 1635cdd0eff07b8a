"""Workbooks: choose, look at what it would do, take all rows in or none, take a whole import back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal, Refused
from binhyen.registers.actions import importing
from binhyen.registers.components.imports import preview_of
from binhyen.registers.forms.workbooks import ColumnsForm, UndoForm, WorkbookForm, chosen_rows
from binhyen.registers.permissions import may_add, may_undo
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import Register, register_at
from binhyen.registers.queries.entries import import_seen_by, imports_seen_by
from binhyen.sheets.actions import hold_workbook, release_workbook, remember_columns
from binhyen.sheets.queries import open_held, read_table, remembered_columns
from binhyen.sheets.rules.columns import UNKNOWN_COLUMN
from binhyen.sheets.rules.tables import Table
from binhyen.sheets.writers import MEDIA_TYPE, write_error_copy, write_table
from binhyen.ui.http import Request, signed_in

_ROWS = 25
_NAME = "ten"
"""Name of the workbook as it was sent, kept in the session beside the word that opens it."""


def _table(request: Request, register: Register, word: str) -> Table:
    remembered = remembered_columns(register.code, request.actor.place_path)
    with open_held(word, request.actor.account_id) as opened:
        return read_table(opened, columns(register), remembered=remembered)


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


def _columns_form(request: Request, register: Register, table: Table) -> ColumnsForm:
    labels = [one.where for one in table.findings if one.code == UNKNOWN_COLUMN]
    return ColumnsForm(request.POST or None, labels, columns(register))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_workbook(request: Request, slug: str) -> HttpResponse:
    """Take a workbook and read it; one that cannot be read is refused here."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["workbook"]
        try:
            word = hold_workbook(stream=sent, by=request.actor, at=request.now)
            _table(request, register, word)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            request.session[f"{_NAME}-{word}"] = str(sent.name)[:200]
            return redirect("registers:preview", slug, word)
    context = {"register": register, "form": form}
    return render(request, "registers/choose_workbook.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, slug: str, word: str) -> HttpResponse:
    """Show what a workbook would do; take it in when asked. What was chosen for its rows stays chosen."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    table, chosen = _table(request, register, word), chosen_rows(request.POST)
    if request.POST.get("take") and (taken := _take(request, register, word, table)):
        return taken
    plan = importing.plan_import(register=register, table=table, chosen=chosen, by=request.actor, at=request.now)
    context = {
        "register": register,
        "word": word,
        "seen": preview_of(register, table, plan, request.actor),
        "columns": _columns_form(request, register, table),
    }
    return render(request, "registers/preview.html", context)


def _take(request: Request, register: Register, word: str, table: Table) -> HttpResponse | None:
    """Take the rows in; a refusal is shown above the preview."""
    name = str(request.session.pop(f"{_NAME}-{word}", f"{register.slug}.xlsx"))
    try:
        with open_held(word, request.actor.account_id) as opened:
            made = importing.import_entries(
                register=register,
                table=table,
                chosen=chosen_rows(request.POST),
                workbook=opened,
                name=name,
                by=request.actor,
                at=request.now,
            )
    except Refused as refusal:
        request.session[f"{_NAME}-{word}"] = name
        for one in refusal.findings:
            messages.error(request, gettext(one.message) % one.params)
        return None
    release_workbook(word=word, by=request.actor)
    told = {"added": made.added, "changed": made.changed, "skipped": made.skipped}
    messages.success(
        request, gettext("%(added)s entries were written down, %(changed)s changed, %(skipped)s rows left out.") % told
    )
    return redirect("registers:imports", register.slug)


@signed_in
@require_POST
def name_columns(request: Request, slug: str, word: str) -> HttpResponse:
    """Remember which columns a workbook's own headings mean, for this one and the next."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    form = _columns_form(request, register, _table(request, register, word))
    if form.is_valid() and form.headers():
        remember_columns(purpose=register.code, headers=form.headers(), by=request.actor, at=request.now)
    return redirect("registers:preview", slug, word)


@signed_in
@require_safe
def import_errors(request: Request, slug: str, word: str) -> HttpResponse:
    """Answer with the workbook's rows and what is wrong in each."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    table = _table(request, register, word)
    plan = importing.plan_import(register=register, table=table, chosen={}, by=request.actor, at=request.now)
    seen = preview_of(register, table, plan, request.actor)
    return _workbook(write_error_copy(table, seen.more), f"{register.slug}-can-sua.xlsx")


@signed_in
@require_safe
def import_template(request: Request, slug: str) -> HttpResponse:
    """Answer with an empty workbook to fill in."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    return _workbook(write_table(columns(register), []), f"mau-{register.slug}.xlsx")


@signed_in
@require_safe
def imports(request: Request, slug: str) -> HttpResponse:
    """Show the workbooks that were taken into a register."""
    register = register_at(slug)
    may_add(register, request.actor).require()
    page = Paginator(imports_seen_by(register, request.actor), _ROWS).get_page(request.GET.get("page"))
    rows = [(one, may_undo(register, request.actor, one)) for one in page.object_list]
    return render(request, "registers/imports.html", {"register": register, "page": page, "rows": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: Request, slug: str, import_id: int) -> HttpResponse:
    """Take a whole import back, after a look at what that means."""
    register = register_at(slug)
    made = import_seen_by(register, request.actor, import_id)
    may_undo(register, request.actor, made).require()
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            importing.undo_import(
                register=register,
                import_id=import_id,
                by=request.actor,
                at=request.now,
                also_changed=form.cleaned_data["also_changed"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The import was taken back."))
            return redirect("registers:imports", slug)
    context = {"register": register, "made": made, "form": form}
    return render(request, "registers/undo_import.html", context, status=409 if form.errors else 200)
