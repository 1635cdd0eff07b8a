"""Reads of summaries: one of them as a person sees it, its papers, how it was signed before."""

from django.http import Http404

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.programmes.models import Closing, Summary, SummaryPaper
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import visible

_CODE = "programmes.summaries"


def summary_seen_by(actor: Actor, record_id: int) -> Summary:
    """Return what a summary says now; Http404 when it is not there for this person."""
    rows = Summary.objects.filter(record_id=record_id, superseded_at=None).select_related("record")
    if actor is not SYSTEM:
        rows = rows.filter(visible(registers()[_CODE], actor))
    found = rows.first()
    if found is None:
        raise Http404
    return found


def papers_of(record_id: int) -> list[SummaryPaper]:
    """Return the reports that were written from a summary, newest first."""
    return list(SummaryPaper.objects.filter(record_id=record_id).select_related("document").order_by("-at", "-pk"))


def last_paper(record_id: int) -> SummaryPaper | None:
    """Return the newest of them that was not cancelled."""
    return next((one for one in papers_of(record_id) if one.document.state != "cancelled"), None)


def closings_of(record_id: int) -> list[Closing]:
    """Return how a summary was signed, and opened again, newest first."""
    return list(Closing.objects.filter(record_id=record_id).order_by("-at", "-pk"))
