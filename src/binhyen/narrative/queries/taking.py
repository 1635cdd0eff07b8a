"""Which report a signed file's figures belong into, and what stands there already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.narrative.models import TakenReport
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure
from binhyen.narrative.rules.rights import READERS
from binhyen.reports.models import Report
from binhyen.reports.queries.figures import current_values, standing_of
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.targets import codes_of
from binhyen.reports.rules.entering import Standing, normal


class Meeting(StrEnum):
    """How an attached figure meets the cell that it belongs into."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Met:
    """One figure beside what its cell says now."""

    figure: SignedFigure
    label: str
    stands: Standing | None

    @property
    def amount(self) -> Amount:
        """What the cell says now."""
        return self.stands.amount if self.stands is not None else EMPTY

    @property
    def version(self) -> int:
        """The version of the cell that was looked at."""
        return self.stands.version if self.stands is not None else 0

    @property
    def meeting(self) -> Meeting:
        """How the two meet."""
        if normal(self.figure.amount) == self.amount:
            return Meeting.SAME
        if self.amount.said is Said.EMPTY:
            return Meeting.NEW
        return Meeting.ACCEPTED if self.stands is not None and self.stands.accepted else Meeting.OTHER


@dataclass(frozen=True, slots=True)
class Held:
    """A file's figures held against a report: those that have a cell there, and those that have none."""

    report: Report
    met: tuple[Met, ...]
    outside: tuple[SignedFigure, ...]

    def count(self, meeting: Meeting) -> int:
        """Count the figures that meet their cells so."""
        return sum(one.meeting is meeting for one in self.met)


def reports_for(figures: ReportFigures, viewer: Actor, day: date) -> list[Report]:
    """Return the reports of the file's own place and period that a person sees: three queries."""
    rows = reports_seen_by(viewer, day).filter(collection__period=figures.period, unit=None, post=None)
    listed = list(rows.select_related("collection__version__form").order_by("collection__version__title", "pk"))
    codes = dict(codes_of([(one.pk, one.place_id, one.collection.map_day) for one in listed]))
    return [one for one in listed if codes.get(one.pk) == figures.place_code]


def held_against(figures: ReportFigures, report: Report) -> Held:
    """Return the figures of the report's place and period beside what its cells say: one query for the values."""
    lines = {
        line.cell: line.label for section in content_of(report.collection.version).sections for line in section.lines
    }
    values = current_values([report.pk]).get(report.pk, {})
    standings = {cell: standing_of(report, value) for cell, value in values.items()}
    met = tuple(_met(one, lines, standings) for one in figures if _belongs(one, figures, lines))
    outside = tuple(one for one in figures if not _belongs(one, figures, lines))
    return Held(report, met, outside)


def _met(one: SignedFigure, lines: Mapping[CellKey, str], standings: Mapping[CellKey, Standing]) -> Met:
    return Met(one, lines[one.cell], standings.get(one.cell))


def _belongs(one: SignedFigure, figures: ReportFigures, lines: Mapping[CellKey, str]) -> bool:
    return one.cell in lines and (one.place_code, one.period) == (figures.place_code, figures.period)


def taken_seen_by(actor: Actor) -> QuerySet[TakenReport]:
    """Return what was taken over for the places that a post covers, newest first."""
    rows = TakenReport.objects.select_related("blob", "report__collection__version").order_by("-at", "-pk")
    if actor is SYSTEM:
        return rows
    return rows.filter(under_any("place_path", actor.scopes)) if actor.role in READERS else rows.none()


def taken_report_seen_by(actor: Actor, taken_id: int) -> TakenReport:
    """Return one of them; Http404 when it is not there for this person."""
    found = taken_seen_by(actor).filter(pk=taken_id).first()
    if found is None:
        raise Http404
    return found
