"""Hands a file out so that a browser neither runs it nor guesses at it."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from binhyen.files.models import Blob
from binhyen.files.queries import open_blob, preview_path_of, servable
from binhyen.files.rules.formats import IMAGES, PDF

POLICY = "sandbox; default-src 'none'"
_SHOWN = IMAGES | {PDF}


def serve_blob(blob: Blob, *, name: str, inline: bool = False) -> HttpResponseBase:
    """Answer with a file's bytes under a name; refuse what may not be handed out.

    Only pictures and PDF are shown in place, and only when asked. Whether this person may read it is asked before.
    """
    response = FileResponse(open_blob(blob), content_type=blob.media_type)
    _harden(response, name, as_attachment=not (inline and blob.media_type in _SHOWN))
    response["Content-Length"] = str(blob.size)
    return response


def serve_preview(blob: Blob) -> HttpResponseBase:
    """Answer with the small picture of a file's first page; 404 where there is none."""
    servable(blob).require()
    path = preview_path_of(blob.sha256)
    if not blob.has_preview or not path.is_file():
        return HttpResponse(status=404)
    response = FileResponse(path.open("rb"), content_type="image/png")
    _harden(response, "preview.png", as_attachment=False)
    return response


def _harden(response: FileResponse, name: str, *, as_attachment: bool) -> None:
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
