"""Reads for workbooks that come back: the reports that they name, what was taken in before, what their cells say."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from binhyen.database.fields import GREATEST_ID
from binhyen.indicators.queries import catalogue, checks
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checking import Values as Said
from binhyen.indicators.rules.checking import run_checks
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding
from binhyen.reports.models import Intake, Report
from binhyen.reports.queries.figures import Past, Values, amounts, past_of, standing_of
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.targets import codes_of_reports
from binhyen.reports.rules.entering import Standing
from binhyen.reports.rules.workbooks import Wanted


def reports_named(viewer: Actor, ids: Iterable[int], day: date) -> dict[int, Report]:
    """Return the reports that workbooks name and that this person sees: one query."""
    wanted = sorted({number for number in ids if 0 < number <= GREATEST_ID})
    rows = reports_seen_by(viewer, day).filter(pk__in=wanted).select_related("collection__version__form")
    return {row.pk: row for row in rows}


def wanted_of(reports: Sequence[Report], period_names: Mapping[str, str]) -> dict[int, Wanted]:
    """Return what the workbook of each report must say of itself; `period_names` are the periods in words."""
    codes = codes_of_reports(reports)
    return {
        one.pk: Wanted(
            one.pk,
            one.collection.version.form.code,
            one.collection.version.number,
            one.collection.version.content_hash,
            codes.get(one.pk, ""),
            one.collection.period,
            one.name,
            period_names[one.collection.period],
        )
        for one in reports
    }


def taken_before(hashes: Iterable[str], post_ids: Collection[int]) -> dict[str, Intake]:
    """Return the intakes in which files of these posts were taken in without anything wrong, by hash: one query."""
    rows = Intake.objects.filter(sha256__in=list(hashes), by_post__in=post_ids).select_related("report").order_by("at")
    return {row.sha256: row for row in rows if not row.findings}


def pasts_of(reports: Iterable[Report]) -> dict[int, Past]:
    """Return what reporters said in the periods before: one query for each collection."""
    groups: dict[int, list[Report]] = {}
    for one in reports:
        groups.setdefault(one.collection_id, []).append(one)
    return {number: past for group in groups.values() for number, past in past_of(group).items()}


def standings_of(report: Report, values: Values) -> dict[CellKey, Standing]:
    """Return how cells stand for whoever writes over them."""
    return {cell: standing_of(report, value) for cell, value in values.items()}


def check_findings(report: Report, said: Mapping[CellKey, Amount], past: Past) -> tuple[Finding, ...]:
    """Return what the catalogue's checks say of amounts, saved or not. Peers are asked at the desk, not here."""
    form = content_of(report.collection.version)
    day = report.collection.data_to
    given = Said(said, amounts(past.before), amounts(past.last_year), {}, on=day)
    return run_checks(checks(), catalogue(), form, given)
