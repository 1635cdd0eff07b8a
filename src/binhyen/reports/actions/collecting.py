"""Asking for a form: the collection, and one report for each who is expected, frozen from one day's map."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.versions import FormState
from binhyen.indicators.rules.windows import due_day, window_of
from binhyen.kernel.actors import Actor
from binhyen.kernel.calendars import vietnamese_calendar
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on
from binhyen.reports.models import Collection, Report
from binhyen.reports.permissions import may_collect
from binhyen.reports.queries.reporters import reporters_of
from binhyen.reports.rules.collecting import Plan, Reporter, nobody_findings, plan_findings
from binhyen.reports.rules.lifecycle import Standing

_BATCH = 500


def default_plan(form: FormContent, period: Period, today: date) -> Plan:
    """Return the days that a form and a period ask for: window, last day, and the map of the window's end or today."""
    window = window_of(windows()[form.window], period)
    calendar = vietnamese_calendar(window.data_to.year, window.data_to.year + 1)
    return Plan(period, window, due_day(window.data_to, form.due_days, calendar), min(window.data_to, today))


@transaction.atomic
def open_collection(*, province_id: int, version_id: int, plan: Plan, by: Actor, at: datetime) -> Collection:
    """Ask a province for a form: one report for each reporter of the map day. Asking again changes nothing.

    Refused without the right over the province, for a version that is not published or is another province's, for a
    period of another kind or one that has not begun, for a last day before the data end, and where nobody is there.
    """
    province = version_on(province_id, plan.map_day)
    may_collect(by, province.path).require()
    lock(f"reports.collection.{province_id}")
    version = FormVersion.objects.select_related("form").get(pk=version_id)
    found = Collection.objects.filter(province_id=province_id, version__form=version.form, period=plan.period.code)
    if (there := found.first()) is not None:
        return there
    form = content_of(version)
    refuse([*_version_findings(version, province_id), *plan_findings(form, plan, localdate(at))])
    reporters = reporters_of(form.filled_by, province, plan.map_day)
    refuse(nobody_findings(reporters, plan.period))
    return _opened(version, province, plan, reporters, by, at)


def _version_findings(version: FormVersion, province_id: int) -> list[Finding]:
    if version.state != FormState.PUBLISHED:
        message = gettext_noop("This version of the form is not published. Publish it first.")
        return [Finding("reports.not_published", message, where="version")]
    if version.form.province_id not in {None, province_id}:
        message = gettext_noop("This form belongs to another province.")
        return [Finding("reports.other_province", message, where="version")]
    return []


def _opened(
    version: FormVersion, province: PlaceVersion, plan: Plan, reporters: list[Reporter], by: Actor, at: datetime
) -> Collection:
    made = Collection.objects.create(
        province_id=province.place_id,
        province_path=province.path,
        version=version,
        period=plan.period.code,
        period_start=plan.period.start,
        period_end=plan.period.end,
        data_from=plan.window.data_from,
        data_to=plan.window.data_to,
        due_on=plan.due_on,
        map_day=plan.map_day,
        opened_at=at,
        opened_by_account=by.account_id,
        opened_by_post=by.post_id,
    )
    Report.objects.bulk_create((_report(made, one) for one in reporters), batch_size=_BATCH)
    data = {"version": version.pk, "period": plan.period.code, "reports": len(reporters)}
    record(Deed("reports.collect", "collection", made.pk, province.path, data), by=by, at=at)
    return made


def _report(collection: Collection, reporter: Reporter) -> Report:
    return Report(
        collection=collection,
        place_id=reporter.place_id,
        place_path=reporter.place_path,
        unit_id=reporter.unit_id,
        post_id=reporter.post_id,
        name=reporter.name[:200],
        sort_key=sort_key(reporter.name)[:200],
        fold=fold(reporter.name)[:240],
        reviewer_id=reporter.reviewer_id,
        reviewer_path=reporter.reviewer_path,
        standing=Standing.NOT_APPLICABLE if reporter.not_applicable else Standing.EXPECTED,
        standing_reason=reporter.not_applicable[:500],
        due_on=collection.due_on,
    )
