"""Pages of totals: the table of a place and period, one number followed home, what changed since a day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.vietnamese import percent
from binhyen.places.queries import label_of
from binhyen.reports.components import provenance as parts
from binhyen.reports.components.totals import Shade, cell_name, groups_of, share_text, sum_text
from binhyen.reports.components.words import period_name
from binhyen.reports.forms.totals import TotalsAsked, since_asked, totals_asked
from binhyen.reports.queries.asking import forms_of, place_rows
from binhyen.reports.queries.changes import changes_since, timeline
from binhyen.reports.queries.provenance import LOW, hidden_cells, last_names, provenance
from binhyen.reports.queries.totals import totals as add_up
from binhyen.reports.rules import addresses
from binhyen.reports.rules.asking import end_of
from binhyen.reports.rules.totals import Basis
from binhyen.ui.http import Request, signed_in

_CHANGES = 300


@signed_in
@require_safe
def totals(request: Request) -> HttpResponse:
    """Show the totals of a place and period; with an indicator in the address, where its number comes from."""
    asked = totals_asked(request.GET, request.actor, request.now)
    if asked.cell is not None:
        return _opened(request, asked, asked.cell)
    found = add_up(asked.question)
    names = last_names(found.not_comparable)
    hidden = hidden_cells(request.actor, found, asked.place)
    shade = Shade(hidden, names)
    groups = groups_of(found, asked.kept, shade)
    context = {
        **_frame(request, asked),
        "groups": [one for one in groups if asked.group in {"", one.code}],
        "chips": groups,
        "unclear": sorted(names.values()),
        "hidden": len(hidden),
        "note": _note(found.figures, found.not_accepted, asked),
    }
    return render(request, "reports/totals.html", context)


def _opened(request: Request, asked: TotalsAsked, cell: CellKey) -> HttpResponse:
    question = asked.question
    found = provenance(request.actor, question, cell, asked.trail, request.now.date())
    total = found.total
    context = {
        **_frame(request, asked),
        "found": found,
        "name": cell_name(cell),
        "text": gettext("hidden") if found.hidden else sum_text(total.sum),
        "share": "" if found.hidden else share_text(total.sum),
        "formula": parts.formula(found),
        "equation": parts.equation(found),
        "made_of": parts.made_of(total),
        "columns": parts.columns(found, asked.kept),
        "card": None if found.fact is None else parts.card(found.fact),
        "moments": parts.moment_rows(timeline(question, cell), hidden=found.hidden, own=_own(request, asked)),
        "note": _note(total.figures, total.not_accepted, asked),
    }
    return render(request, "reports/total.html", context)


def _frame(request: Request, asked: TotalsAsked) -> dict[str, object]:
    return {
        "asked": asked,
        "place": label_of(asked.place),
        "period": period_name(asked.question.period.code),
        "as_of": asked.question.as_of or request.now,
        "accepted": asked.question.basis is Basis.ACCEPTED,
        "forms": forms_of(asked.question),
        "around": place_rows(request.actor, asked.place, asked.question.map_day),
        "all_href": addresses.total(asked.kept),
        "changes_href": addresses.total_changes(asked.kept),
    }


def _own(request: Request, asked: TotalsAsked) -> bool:
    """Tell whether the place asked about is the person's own."""
    return asked.place.path in request.actor.scopes and asked.place.place.tier in LOW


def _note(figures: int, waiting: int, asked: TotalsAsked) -> str:
    """Say the share that is not accepted yet."""
    if asked.question.basis is Basis.ACCEPTED:
        return gettext("Only figures that the receiving office accepted")
    if not figures:
        return ""
    told = {"share": percent(waiting, figures), "waiting": waiting, "figures": figures}
    return gettext("%(share)s not accepted yet (%(waiting)s/%(figures)s figures)") % told


@signed_in
@require_safe
def total_changes(request: Request) -> HttpResponse:
    """List the cells of a place, period and form that say something else than at the end of a day."""
    asked = totals_asked(request.GET, request.actor, request.now)
    since, own = since_asked(request.GET), _own(request, asked)
    found = changes_since(asked.question, end_of(since)) if since is not None else []
    context = {
        **_frame(request, asked),
        "since": since,
        "rows": [parts.change_row(one, cell_name(one.cell), own=own) for one in found[:_CHANGES]],
        "amount": len(found),
        "more": max(0, len(found) - _CHANGES),
    }
    return render(request, "reports/total_changes.html", context)
