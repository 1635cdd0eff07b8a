"""Asking for a form: which form, which period, and what it would ask of whom. Nothing is saved here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.forms import FormContent, PeriodType
from binhyen.indicators.rules.windows import WindowRule, periods_in, type_of
from binhyen.kernel.actors import Actor
from binhyen.kernel.calendars import vietnamese_calendar
from binhyen.kernel.findings import Finding, Refused, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, version_on
from binhyen.reports.actions.collecting import default_plan
from binhyen.reports.components.words import mark_word, period_name
from binhyen.reports.forms.overview import whole
from binhyen.reports.queries.overview import forms_offered, opened_periods, provinces_of
from binhyen.reports.queries.reporters import reporters_of
from binhyen.reports.rules.collecting import Plan, Reporter, nobody_findings, plan_findings
from binhyen.ui.components.sentences import sentence
from binhyen.ui.forms import DayField

_FIRST, _LAST = 2000, 2100


class PlanForm(forms.Form):
    """The days of a collection that may be set."""

    due_on = DayField(label=gettext_lazy("Last day to send"))
    map_day = DayField(
        label=gettext_lazy("Map of the day"),
        help_text=gettext_lazy("Who is expected is read from the map of this day and stays so."),
    )


@dataclass(frozen=True, slots=True)
class OfferedPeriod:
    """A period that a form may be asked for, the collection that is open already, or why it cannot be asked for."""

    code: str
    name: str
    opened: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What opening would do: the days, the rule that they come from, and who would be expected."""

    plan: Plan
    rule: WindowRule
    expected: Sequence[Reporter]
    left_out: Sequence[Reporter]
    findings: Sequence[Finding]
    opened: int | None = None

    @property
    def sure(self) -> str:
        """How sure the rule of the window is for this kind of period, in words."""
        return mark_word(self.rule.marks.get(type_of(self.plan.period), self.rule.source.mark))

    @property
    def blocked(self) -> bool:
        """Tell whether it cannot be opened."""
        return any(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class Opening:
    """The page of asking for a form, as far as it is filled in."""

    provinces: Mapping[int, str]
    province: PlaceVersion
    versions: Sequence[FormVersion]
    year: int
    version: FormVersion | None = None
    periods: Sequence[OfferedPeriod] = field(default_factory=list)
    several_years: bool = False
    period: str = ""
    preview: Preview | None = None
    form: PlanForm | None = None


def opening_of(actor: Actor, asked: Mapping[str, str], today: date) -> Opening:
    """Read what is asked and foresee what it would do. 404 for people who cover no province."""
    provinces = provinces_of(actor)
    chosen = provinces.get(whole(asked.get("tinh")) or actor.place_id)
    if chosen is None:
        raise Http404
    versions = forms_offered(chosen.place_id)
    year = whole(asked.get("nam")) or today.year
    page = Opening(
        {pk: label_of(row) for pk, row in provinces.items()},
        chosen,
        versions,
        year if _FIRST <= year <= _LAST else today.year,
        next((one for one in versions if one.pk == whole(asked.get("bieu"))), None),
        period=asked.get("ky", "")[:12].strip(),
    )
    return page if page.version is None else _with_periods(page, page.version, asked, today)


def _with_periods(page: Opening, version: FormVersion, asked: Mapping[str, str], today: date) -> Opening:
    content = content_of(version)
    opened = opened_periods(page.province.place_id, version.form_id)
    periods = [_offered(content, one, opened, today) for one in periods_in(content.period_type, page.year)]
    page = replace(page, periods=periods, several_years=content.period_type is PeriodType.YEARS)
    if not page.period:
        return page
    return _foreseen(page, content, opened.get(page.period), asked, today)


def _offered(content: FormContent, period: Period, opened: Mapping[str, int], today: date) -> OfferedPeriod:
    found = plan_findings(content, default_plan(content, period, today), today)
    reason = next((sentence(one.message, one.params) for one in found), "")
    return OfferedPeriod(period.code, period_name(period.code), opened.get(period.code), reason)


def _foreseen(
    page: Opening, content: FormContent, opened: int | None, asked: Mapping[str, str], today: date
) -> Opening:
    try:
        plan = default_plan(content, parse_period(page.period), today)
    except Refused as refusal:
        form = PlanForm({}, prefix="x")
        for one in refusal.findings:
            form.add_error(None, sentence(one.message, one.params))
        return replace(page, form=form)
    form = _plan_form(plan, asked)
    if form.is_bound and form.is_valid():
        plan = replace(plan, due_on=form.cleaned_data["due_on"], map_day=form.cleaned_data["map_day"])
    return replace(page, form=form, preview=_preview(page, content, plan, opened, today))


def _plan_form(plan: Plan, asked: Mapping[str, str]) -> PlanForm:
    initial = {"due_on": plan.due_on, "map_day": plan.map_day}
    return PlanForm(asked if asked.get("due_on") else None, initial=initial)


def _preview(page: Opening, content: FormContent, plan: Plan, opened: int | None, today: date) -> Preview:
    found = [*plan_findings(content, plan, today), *_day_findings(plan, today)]
    reporters: list[Reporter] = []
    try:
        province = version_on(page.province.place_id, plan.map_day)
    except Refused as refusal:
        found += refusal.findings
    else:
        reporters = reporters_of(content.filled_by, province, plan.map_day)
        found += nobody_findings(reporters, plan.period)
    expected = [one for one in reporters if not one.not_applicable]
    left_out = [one for one in reporters if one.not_applicable]
    return Preview(plan, windows()[content.window], expected, left_out, found, opened)


def _day_findings(plan: Plan, today: date) -> list[Finding]:
    found = []
    calendar = vietnamese_calendar(plan.due_on.year, plan.due_on.year)
    if not calendar.is_working(plan.due_on):
        message = gettext_noop("%(day)s is no working day. Offices may be closed on the last day.")
        found.append(Finding("reports.due_on_day_off", message, Severity.WARNING, {"day": plan.due_on}))
    if plan.map_day > today:
        message = gettext_noop("The map of %(day)s is not known yet. Take today's or an earlier one.")
        found.append(Finding("reports.map_in_future", message, params={"day": plan.map_day}))
    return found


def plan_of(page: Opening) -> Plan:
    """Return the plan to open; refuse what the preview shows as wrong."""
    if page.preview is None or (page.form is not None and page.form.is_bound and not page.form.is_valid()):
        message = gettext_noop("Choose a form and a period, and give both days.")
        raise Refused(Finding("reports.nothing_chosen", message))
    errors = [one for one in page.preview.findings if one.severity is Severity.ERROR]
    if errors and page.preview.opened is None:
        raise Refused(*errors)
    return page.preview.plan
