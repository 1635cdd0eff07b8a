"""Statistics of awards, and budgets against what was spent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.awards.forms.proposals import number_in
from binhyen.awards.queries.decisions import budget_of
from binhyen.awards.queries.statistics import COLUMNS
from binhyen.awards.queries.statistics import statistics as table_of
from binhyen.awards.queries.wording import authority_name, form_name
from binhyen.awards.registers import BUDGETS
from binhyen.awards.registers.shared import SOURCES
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import year as year_of
from binhyen.registers.permissions import may_add
from binhyen.ui.http import Request, signed_in

_YEARS = range(1945, 2101)
_HEADS = {
    "collective": gettext_noop("Collectives"),
    "individual": gettext_noop("Individuals"),
    "household": gettext_noop("Households"),
    "together": gettext_noop("Not split"),
}


def _year(request: Request) -> int:
    year = number_in(request.GET, "nam")
    return year if year is not None and year in _YEARS else request.now.year


@signed_in
@require_safe
def statistics(request: Request) -> HttpResponse:
    """Show what was awarded in a year by form, authority and kind of recipient; each number opens into its lines."""
    year = _year(request)
    rows = table_of(request.actor.place_id, request.actor.scopes, year_of(year))
    context = {
        "rows": [(form_name(row.form), authority_name(row.authority), row.ordered) for row in rows],
        "heads": [gettext(_HEADS[name]) for name in COLUMNS],
        "year": year,
    }
    return render(request, "awards/statistics.html", context)


@signed_in
@require_safe
def budget(request: Request) -> HttpResponse:
    """Show plan and spending of a year by source of money."""
    year = _year(request)
    lines = [(gettext(SOURCES.get(one.source, "–")), one) for one in budget_of(request.actor, year)]
    context = {"lines": lines, "year": year, "register": BUDGETS, "may_add": may_add(BUDGETS, request.actor)}
    return render(request, "awards/budget.html", context)
