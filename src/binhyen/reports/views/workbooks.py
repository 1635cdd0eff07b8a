"""Entry workbooks in a browser: download, bring in after a preview, and back with what is wrong beside the cells."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.kernel.vietnamese import fold
from binhyen.reports.actions.intake import Taken, read_book, read_books, take_books, take_workbook
from binhyen.reports.actions.planning import Book, Held, Plan, plan_workbooks
from binhyen.reports.components.workbooks import title_of
from binhyen.reports.forms.workbooks import (
    Confirmed,
    WorkbookForm,
    WorkbooksForm,
    returned_copy,
    view_of_plan,
    view_of_taken,
)
from binhyen.reports.letters.entry_books import entry_book_of, entry_books_of
from binhyen.reports.models import Collection, Report
from binhyen.reports.permissions import may_enter, may_enter_somewhere
from binhyen.reports.queries.reports import collection_seen_by, report_seen_by, reports_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses
from binhyen.reports.rules.workbooks import Outcome
from binhyen.sheets.actions import hold_workbook, release_workbook
from binhyen.sheets.queries import held_path, open_held
from binhyen.sheets.writers import MEDIA_TYPE
from binhyen.sheets.writers.entry import write_entry_book
from binhyen.ui.http import Request, signed_in

_KEY = "reports.workbooks"
_NAME = 120


def _writable(request: Request, report_id: int) -> Report:
    """Return a report that the person may write now."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    may_enter(request.actor, report, delegated_paths(request.actor, request.now.date())).require()
    return report


def _file(content: bytes, name: str, kind: str = MEDIA_TYPE) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _file_name(report: Report) -> str:
    """Name a workbook by its form, period and place: "phong-trao-thang_2026-11_xa-an-phu.xlsx"."""
    collection = report.collection
    return f"{collection.version.form.code}_{collection.period}_{slugify(fold(report.name))[:60]}.xlsx"


# ------------------------------------------------------------------ one report


@signed_in
@require_safe
def download_workbook(request: Request, report_id: int) -> HttpResponse:
    """Answer with the workbook in which a report is filled in without a network."""
    report = _writable(request, report_id)
    return _file(write_entry_book(entry_book_of(report, request.now)), _file_name(report))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def upload_workbook(request: Request, report_id: int) -> HttpResponse:
    """Take the workbook of a report: choose it, look at what would change, take it in."""
    report = _writable(request, report_id)
    word = request.GET.get("tep", "")
    if word:
        return _take(request, report, word) if request.method == "POST" else _preview(request, report, word)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        try:
            held = _hold(request, form.cleaned_data["workbook"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect(f"{addresses.upload(report.pk)}?{urlencode(held)}")
    context = {"report": report, "title": title_of(report), "form": form}
    return render(request, "reports/upload_workbook.html", context, status=409 if form.errors else 200)


def _hold(request: Request, file: "UploadedFile[Any]") -> dict[str, str]:
    word = hold_workbook(stream=file, by=request.actor, at=request.now)
    return {"tep": word, "ten": (file.name or "")[-_NAME:]}


def _held_book(request: Request, word: str) -> Book:
    with open_held(word, request.actor.account_id) as opened:
        return read_book(opened.read(), request.GET.get("ten", "")[-_NAME:])


def _preview(request: Request, report: Report, word: str, taken: Taken | None = None) -> HttpResponse:
    """Show cell by cell what a workbook would change, and what is wrong with it."""
    (plan,) = plan_workbooks(
        books=[_held_book(request, word)], by=request.actor, at=request.now, held=Held(report=report)
    )
    again = urlencode({"bao_cao": report.pk, "ten": plan.book.name})
    context = {
        "report": report,
        "title": title_of(report),
        "book": view_of_plan(plan, f"/bao-cao/nhap-bieu/{word}/tra-lai.xlsx?{again}"),
        "here": request.get_full_path(),
    }
    return render(request, "reports/workbook.html", context, status=409 if taken is not None else 200)


def _take(request: Request, report: Report, word: str) -> HttpResponse:
    said = Confirmed.of(request.POST)
    held = Held(report=report, over=said.over)
    book = _held_book(request, word)
    taken = take_workbook(book=book, by=request.actor, at=request.now, partly=said.partly, held=held)
    if taken.outcome is Outcome.REFUSED:
        return _preview(request, report, word, taken)
    if taken.outcome is not Outcome.PARTLY:
        release_workbook(word=word, by=request.actor)
    messages.success(request, _told(taken))
    return redirect(addresses.report(report.pk))


def _told(taken: Taken) -> str:
    if taken.outcome is Outcome.AGAIN:
        return gettext("This workbook was taken in before; nothing was changed.")
    if taken.outcome is Outcome.UNCHANGED:
        return gettext("The workbook says nothing that the report does not say already.")
    return gettext("%(count)s cells were taken from the workbook.") % {"count": taken.changed}


@signed_in
@require_safe
def returned_workbook(request: Request, word: str) -> HttpResponse:
    """Answer with a workbook that was brought in, with everything that is to be mended beside its cells."""
    may_enter_somewhere(request.actor).require()
    number = request.GET.get("bao_cao", "")
    report = (
        _writable(request, int(number)) if number.isascii() and number.isdigit() and len(number) < _DIGITS else None
    )
    with open_held(word, request.actor.account_id) as opened:
        content = opened.read()
    book = read_book(content, request.GET.get("ten", "")[-_NAME:])
    (plan,) = plan_workbooks(books=[book], by=request.actor, at=request.now, held=Held(report=report))
    return _file(returned_copy(content, plan), "bieu-can-sua.xlsx")


_DIGITS = 18


# ------------------------------------------------------------------ several reports


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def upload_workbooks(request: Request) -> HttpResponse:
    """Take workbooks of several reports at once: choose them, look, take them in."""
    may_enter_somewhere(request.actor).require()
    held: list[list[str]] = request.session.get(_KEY, [])
    if held and "xem" in request.GET:
        return _take_many(request, held) if request.method == "POST" else _look_at_many(request, held)
    form = WorkbooksForm(request.POST, request.FILES) if request.method == "POST" else WorkbooksForm()
    if form.is_valid():
        try:
            chosen = [_hold(request, one) for one in form.cleaned_data["workbooks"]]
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            request.session[_KEY] = [[one["tep"], one["ten"]] for one in chosen]
            return redirect(f"{request.path}?xem=1")
    return render(request, "reports/upload_workbooks.html", {"form": form}, status=409 if form.errors else 200)


def _books(request: Request, held: Sequence[Sequence[str]]) -> list[Book]:
    return read_books((name, held_path(word, request.actor.account_id)) for word, name in held)


def _look_at_many(request: Request, held: Sequence[Sequence[str]]) -> HttpResponse:
    plans = plan_workbooks(books=_books(request, held), by=request.actor, at=request.now)
    books = [view_of_plan(plan, _returned_at(word, name)) for plan, (word, name) in zip(plans, held, strict=True)]
    context = {
        "books": books,
        "ready": sum(one.clean for one in books),
        "partial": sum(_is_partial(one) for one in plans),
    }
    return render(request, "reports/workbooks.html", context)


def _is_partial(plan: Plan) -> bool:
    return plan.wrong and not plan.barred and bool(plan.to_save)


def _returned_at(word: str, name: str) -> str:
    return f"/bao-cao/nhap-bieu/{word}/tra-lai.xlsx?{urlencode({'ten': name})}"


def _take_many(request: Request, held: Sequence[Sequence[str]]) -> HttpResponse:
    del request.session[_KEY]
    partly = request.POST.get("phan") == "1"
    taken = take_books(books=_books(request, held), by=request.actor, at=request.now, partly=partly)
    rows = [view_of_taken(one, _returned_at(word, name)) for one, (word, name) in zip(taken, held, strict=True)]
    for one, (word, _) in zip(taken, held, strict=True):
        if not one.faulty:
            release_workbook(word=word, by=request.actor)
    context = {"rows": rows, "changed": sum(one.changed for one in taken)}
    return render(request, "reports/workbooks_taken.html", context)


@signed_in
@require_safe
def download_workbooks(request: Request, collection_id: int) -> HttpResponse:
    """Answer with the workbooks of all reports of a collection that the person may write, in one archive."""
    found = collection_seen_by(request.actor, collection_id, request.now.date())
    reports = _writable_of(request, found)
    if not reports:
        raise Http404
    name = f"{found.version.form.code}_{found.period}.zip"
    return _file(_archive(reports, request), name, "application/zip")


def _writable_of(request: Request, found: Collection) -> list[Report]:
    day = request.now.date()
    delegated = delegated_paths(request.actor, day)
    rows = reports_seen_by(request.actor, day).filter(collection=found).select_related("collection__version__form")
    return [one for one in rows.order_by("sort_key", "pk") if may_enter(request.actor, one, delegated)]


def _archive(reports: Sequence[Report], request: Request) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for number, (report, book) in enumerate(_written(reports, request), start=1):
            archive.writestr(f"{number:03d}_{_file_name(report)}", book)
    return kept.getvalue()


def _written(reports: Sequence[Report], request: Request) -> Iterable[tuple[Report, bytes]]:
    books = entry_books_of(reports, request.now)
    return ((report, write_entry_book(book)) for report, book in zip(reports, books, strict=True))
