"""Reads of written reports: which a person sees, their editions of numbers, their texts by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.periods import parse_period
from binhyen.narrative.models import Edition, PartText, WrittenReport
from binhyen.narrative.queries.measuring import Asked
from binhyen.narrative.queries.writing import Draft, Wish, draft_of, template_named
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.narrative.rules.rights import READERS
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.plain_facts import facts_from_data
from binhyen.places.queries import version_on


def reports_seen_by(actor: Actor) -> QuerySet[WrittenReport]:
    """Return the reports of the person's own places, and the signed ones of the places below."""
    rows = WrittenReport.objects.exclude(state=TextState.DROPPED)
    if actor is SYSTEM:
        return rows
    if actor.role not in READERS:
        return rows.none()
    below = under_any("place_path", actor.scopes) & Q(state=TextState.SIGNED)
    return rows.filter(Q(place_path__in=actor.scopes) | below)


def report_seen_by(actor: Actor, report_id: int) -> WrittenReport:
    """Return a report; Http404 when it is not there for this person."""
    found = reports_seen_by(actor).filter(pk=report_id).select_related("document").first()
    if found is None:
        raise Http404
    return found


def asked_of(report: WrittenReport) -> Asked:
    """Return the place and period of a report, on the map of the period's last day."""
    period = parse_period(report.period)
    return Asked(version_on(report.place_id, period.end), period)


def texts_of(report_id: int) -> dict[str, PartText]:
    """Return the newest text by hand of each part that ever had one: one query."""
    rows = PartText.objects.filter(report_id=report_id).order_by("part", "version")
    return {row.part: row for row in rows}


def by_hand(texts: Mapping[str, PartText]) -> dict[str, str]:
    """Return the texts that stand in place of the template's."""
    return {part: row.text for part, row in texts.items() if row.own}


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with the numbers it keeps: its newest edition and the one before."""

    report: WrittenReport
    edition: Edition
    draft: Draft
    texts: Mapping[str, PartText]
    earlier: Facts | None = None


def kept_report(report: WrittenReport) -> Kept:
    """Return a report as it is written: with the numbers of its newest edition and the texts by hand."""
    editions = list(Edition.objects.filter(report=report).order_by("-number")[:2])
    texts = texts_of(report.pk)
    wish = Wish(template_named(report.template), asked_of(report), by_hand(texts))
    draft = draft_of(wish, facts_from_data(editions[0].facts))
    earlier = facts_from_data(editions[1].facts) if len(editions) > 1 else None
    return Kept(report, editions[0], draft, texts, earlier)
