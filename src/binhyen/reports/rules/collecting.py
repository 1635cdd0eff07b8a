"""When a form may be asked for, and of whom: pure decisions over what queries found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.windows import Window, type_of
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Plan:
    """The days of a collection. `map_day` is the day whose map says who is expected."""

    period: Period
    window: Window
    due_on: date
    map_day: date


@dataclass(frozen=True, slots=True)
class Reporter:
    """One who is expected to report: a place, a unit or an association's post, with the place that receives."""

    name: str
    place_id: int
    place_path: str
    reviewer_id: int
    reviewer_path: str
    unit_id: int | None = None
    post_id: int | None = None
    not_applicable: str = ""
    """Why this one does not report, where the law or the form leaves it out; it is listed, and not counted."""


def plan_findings(form: FormContent, plan: Plan, today: date) -> list[Finding]:
    """Say why a form cannot be asked for: another kind of period, one that has not begun, days in the wrong order."""
    found = []
    if type_of(plan.period) is not form.period_type:
        message = gettext_noop("The form is for another kind of period than %(period)s.")
        found.append(Finding("reports.wrong_period", message, params={"period": plan.period.code}, where="period"))
    if plan.window.data_from > today:
        message = gettext_noop("The period %(period)s begins on %(day)s: it cannot be reported yet.")
        params = {"period": plan.period.code, "day": f"{plan.window.data_from:%d/%m/%Y}"}
        found.append(Finding("reports.period_in_future", message, params=params, where="period"))
    if plan.due_on <= plan.window.data_to:
        message = gettext_noop("The last day %(due)s must be after the end of the data, %(end)s.")
        params = {"due": f"{plan.due_on:%d/%m/%Y}", "end": f"{plan.window.data_to:%d/%m/%Y}"}
        source = "NĐ 09/2019/NĐ-CP Đ8.5"
        found.append(Finding("reports.due_too_early", message, params=params, where="due_on", source=source))
    return found


def nobody_findings(reporters: Sequence[Reporter], period: Period) -> list[Finding]:
    """Say that nobody is there to report."""
    if reporters:
        return []
    message = gettext_noop("Nobody is expected to report for %(period)s: there was no such place or unit then.")
    return [Finding("reports.nobody_expected", message, params={"period": period.code}, where="period")]
