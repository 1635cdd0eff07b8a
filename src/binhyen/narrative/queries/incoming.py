"""Texts that came in: which a person may open. Nobody searches them, and no list tells what they say."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.narrative.models import Example, IncomingText, KeptSentence
from binhyen.narrative.rules.forgetting import TextLife
from binhyen.reports.models import Report
from binhyen.reports.permissions import may_enter, may_write
from binhyen.reports.queries.home import owed_by
from binhyen.reports.queries.reports import report_seen_by, reports_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.lifecycle import EDITABLE

MOST_LISTED = 100


def texts_open_to(actor: Actor, day: date) -> list[IncomingText]:
    """Return the open texts of a person's own post, and of the reports that the person writes; without their words."""
    rows = IncomingText.objects.filter(state=TextLife.OPEN).filter(_condition(actor, day))
    rows = rows.select_related("report__collection__version").defer("text", "report__collection__version__content")
    delegated = delegated_paths(actor, day) if actor.post_id else ()
    found = rows.order_by("forget_on", "pk")[:MOST_LISTED]
    return [one for one in found if opens(actor, one, delegated)]


def _condition(actor: Actor, day: date) -> Q:
    theirs = Q(report__in=reports_seen_by(actor, day).filter(state__in=EDITABLE).order_by().values("pk"))
    return theirs | Q(by_post=actor.post_id) if actor.post_id else theirs


def opens(actor: Actor, text: IncomingText, delegated: tuple[str, ...] = ()) -> bool:
    """Tell whether a person may open a text: its own post, and those who write its report."""
    own = bool(actor.post_id) and text.by_post == actor.post_id
    return own or bool(may_write(actor, text.report, delegated))


def text_seen_by(actor: Actor, text_id: int, day: date) -> IncomingText:
    """Return a text, or 404 for one that is not there for this person."""
    rows = IncomingText.objects.filter(pk=text_id).select_related("report__collection__version__form")
    found = rows.defer("report__collection__version__content").first()
    if found is None or not opens(actor, found, delegated_paths(actor, day) if actor.post_id else ()):
        raise Http404
    return found


def enters(actor: Actor, report: Report, day: date) -> Decision:
    """Say whether a person may write a report's cells now."""
    return may_enter(actor, report, delegated_paths(actor, day) if actor.post_id else ())


def writable_reports(actor: Actor, day: date, named: int | None = None) -> list[Report]:
    """Return the reports a text may go into: those that a person still has to send, and one that is named."""
    listed = [one for one in owed_by(actor)[:MOST_LISTED] if enters(actor, one, day)]
    if named is None or any(one.pk == named for one in listed):
        return listed
    found = reports_seen_by(actor, day).filter(pk=named).first()
    return [found, *listed] if found is not None and enters(actor, found, day) else listed


def taken_again(report_id: int, sha256: str) -> QuerySet[IncomingText]:
    """Return what became of the same text in the same report before."""
    return IncomingText.objects.filter(report_id=report_id, sha256=sha256).defer("text").order_by("-pk")


def to_forget(day: date) -> QuerySet[IncomingText]:
    """Return the texts whose days are over."""
    return IncomingText.objects.filter(state=TextLife.OPEN, forget_on__lte=day)


def kept_seen_by(actor: Actor, kept_id: int, day: date) -> KeptSentence:
    """Return a kept sentence, or 404: whoever sees the report sees where its figures came from."""
    found = KeptSentence.objects.filter(pk=kept_id).first()
    if found is None:
        raise Http404
    found.report = report_seen_by(actor, found.report_id, day)
    return found


def kept_beside(kept: KeptSentence) -> list[KeptSentence]:
    """Return the other sentences of the same text whose figures went into the same cell."""
    if not kept.cell:
        return []
    rows = KeptSentence.objects.filter(text_id=kept.text_id, report_id=kept.report_id, cell=kept.cell)
    return list(rows.exclude(pk=kept.pk).order_by("pk"))


def kept_of_report(report_id: int) -> QuerySet[KeptSentence]:
    """Return the sentences that were kept for a report: those of its figures, and outcomes in words."""
    return KeptSentence.objects.filter(report_id=report_id).order_by("kind", "pk")


def examples() -> QuerySet[Example]:
    """Return the kept examples, oldest first."""
    return Example.objects.order_by("pk")
