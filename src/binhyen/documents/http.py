"""Answers that are files (a plain name, a fixed type, nothing to guess), and a course as a thread."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext

from binhyen.documents.models import Document
from binhyen.documents.queries import Step
from binhyen.documents.rules.layout import MEDIA_TYPES, Format
from binhyen.kernel.vietnamese import fold
from binhyen.ui.components.parts import Knot


def file_name(document: Document, form: Format) -> str:
    """Return "07-qd-ubnd.pdf"; a draft is named by its type and number in the system."""
    name = document.symbol or f"du-thao-{document.kind}-{document.pk}"
    return f"{fold(name).replace('/', '-').replace(' ', '-')}.{form}"


def knots_of(course: Iterable[Step]) -> list[Knot]:
    """Return the steps of a document's life as knots of a thread."""
    return [Knot(gettext(step.text), at=step.at) for step in course]


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with bytes: PDF opens in place, everything else is saved."""
    way = "inline" if media_type == MEDIA_TYPES[Format.PDF] else "attachment"
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
