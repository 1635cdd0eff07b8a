"""Lists: all registers, one register's entries, by place, as a workbook, the lines behind a number."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from binhyen.registers.actions.exporting import note_export
from binhyen.registers.components.lists import export_columns, export_rows, overview, place_rows
from binhyen.registers.components.numbers import behind
from binhyen.registers.components.words import lines_of
from binhyen.registers.forms.lists import LinesForm, ListForm
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import Register, register_at
from binhyen.registers.queries.declared import registers as declared
from binhyen.registers.queries.entries import (
    Narrowing,
    entries_seen_by,
    known_as,
    listed,
    narrowed,
    record_seen_by,
    searched_too,
)
from binhyen.registers.queries.ledger import lines_behind
from binhyen.registers.queries.places import places_offered
from binhyen.sheets.writers import MEDIA_TYPE, write_table
from binhyen.ui.http import Request, signed_in


def _form(request: Request, register: Register) -> ListForm:
    today = request.now.date()
    return ListForm(request.GET, register, places_offered(register, request.actor, today), today)


def _number(request: Request, name: str) -> int:
    word = request.GET.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 19 else 0  # noqa: PLR2004 - digits of the greatest id


def _wanted(request: Request, register: Register, form: ListForm) -> Narrowing:
    wanted = form.wanted(_number(request, "cha"), _number(request, "lan_nhap"))
    return replace(wanted, named=searched_too(register, request.actor))


@signed_in
@require_safe
def registers(request: Request) -> HttpResponse:
    """Show every register with how many entries this person sees in it."""
    return render(request, "registers/registers.html", {"groups": overview(request.actor)})


@signed_in
@require_safe
def entries(request: Request, slug: str) -> HttpResponse:
    """Show a register's entries."""
    register = register_at(slug)
    form, parent = _form(request, register), _number(request, "cha")
    wanted = _wanted(request, register, form)
    rows = narrowed(register, entries_seen_by(register, request.actor), wanted)
    found = listed(register, rows, wanted, request.GET.get("page"))
    context = {
        "register": register,
        "form": form,
        "page": found.page,
        "more": found.more,
        "rows": lines_of(register, found.rows, request.actor),
        "may_add": may_add(register, request.actor),
        "parent": record_seen_by(request.actor, parent) if parent else None,
    }
    return render(request, "registers/entries.html", context)


@signed_in
@require_safe
def by_place(request: Request, slug: str) -> HttpResponse:
    """Show how many entries there are in each place below, each number opening into its list."""
    register = register_at(slug)
    form = _form(request, register)
    wanted = _wanted(request, register, form)
    rows = narrowed(register, entries_seen_by(register, request.actor), wanted)
    context = {
        "register": register,
        "form": form,
        "rows": place_rows(register, rows, request.actor, request.GET, request.now.date()),
    }
    return render(request, "registers/by_place.html", context)


@signed_in
@require_safe
def export(request: Request, slug: str) -> HttpResponse:
    """Answer with the listed entries as a workbook that can be brought in again."""
    register = register_at(slug)
    wanted = _wanted(request, register, _form(request, register))
    rows = narrowed(register, entries_seen_by(register, request.actor), wanted)
    content = write_table(export_columns(register, request.actor), export_rows(register, rows, request.actor))
    note_export(register=register, rows=rows.count(), by=request.actor, at=request.now)
    headers = {"Content-Disposition": f'attachment; filename="{register.slug}.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@signed_in
@require_safe
def lines(request: Request) -> HttpResponse:
    """Show the lines that a number was counted from: their sum is the number."""
    form = LinesForm(request.GET)
    question = form.question()
    rows = form.narrowed(lines_behind(question))
    seen = behind(question, form.dims, rows, request.GET.get("page"), request.actor)
    context = {"seen": seen, "page": seen.page}
    return render(request, "registers/lines.html", context)


@signed_in
@require_safe
def record(request: Request, record_id: int) -> HttpResponse:
    """Lead to a record's page, whatever its register; the page itself says whether this person sees it."""
    found = known_as([record_id]).get(record_id)
    register = declared().get(found.register) if found else None
    if found is None or register is None or request.actor.role not in register.readers | register.keepers:
        raise Http404
    return redirect(register.href_of(found.pk))
