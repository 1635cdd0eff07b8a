"""Pages of documents: the outgoing register, one document, its files."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.documents.actions import rendition
from binhyen.documents.forms import page_number, register_filter, wanted_format
from binhyen.documents.http import file_answer, file_name, knots_of
from binhyen.documents.queries import (
    attached_rows,
    cited_by,
    citing,
    course_of,
    document_seen_by,
    issuers_seen_by,
    register_seen_by,
    signed_copies_of,
    years_seen_by,
)
from binhyen.documents.rules.layout import LAYOUTS, MEDIA_TYPES
from binhyen.documents.rules.numbering import KINDS
from binhyen.files.queries import open_blob
from binhyen.ui.http import Request, signed_in

_ROWS = 25
_CITING = 20


@signed_in
@require_safe
def register(request: Request) -> HttpResponse:
    """Show the outgoing register of the bodies this post sees."""
    asked = register_filter(request.GET)
    page = Paginator(register_seen_by(request.actor, asked), _ROWS).get_page(page_number(request.GET))
    years, issuers = years_seen_by(request.actor), issuers_seen_by(request.actor)
    context = {"page": page, "asked": asked, "years": years, "issuers": issuers, "kinds": KINDS}
    return render(request, "documents/register.html", context)


@signed_in
@require_safe
def document(request: Request, document_id: int) -> HttpResponse:
    """Show one document: number, hash, files, course, and what rests on it."""
    found = document_seen_by(request.actor, document_id)
    context = {
        "document": found,
        "layout": LAYOUTS[found.layout],
        "signatures": signed_copies_of(found),
        "attached": attached_rows(found),
        "citing": Paginator(citing(request.actor, found), _CITING).get_page(page_number(request.GET)),
        "cited": cited_by(request.actor, found)[:_CITING],
        "course": knots_of(course_of(found)),
    }
    return render(request, "documents/document.html", context)


@signed_in
@require_safe
def download(request: Request, document_id: int, word: str) -> HttpResponse:
    """Answer with a document's PDF (opened in place) or Word file (saved)."""
    form = wanted_format(word)
    found = document_seen_by(request.actor, document_id)
    content = rendition(document_id=found.pk, format=form, at=request.now)
    return file_answer(content, MEDIA_TYPES[form], file_name(found, form))


@signed_in
@require_safe
def scan(request: Request, document_id: int) -> FileResponse:
    """Answer with the signed scan that came from the e-office."""
    found = document_seen_by(request.actor, document_id)
    if found.scan is None:
        raise Http404
    answer = FileResponse(open_blob(found.scan), content_type=found.scan.media_type, as_attachment=True)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
