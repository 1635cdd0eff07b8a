"""Recognition: how many units of a kind were recognised in a year, of how many; how far a round has come."""

from collections.abc import Mapping

import ibis
from ibis.expr.types import BooleanValue, Table

from binhyen.analytics.marts.placing import Asked, Placed, Subject, placed
from binhyen.analytics.marts.tables import DOSSIERS, PAST_RESULTS, Mart
from binhyen.analytics.measures.arithmetic import AMOUNT, quotient
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.rules.answers import Funnel, Recognition
from binhyen.analytics.rules.declared import AddsUp, Declaration, Takes
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import year
from binhyen.recognition.rules.lifecycle import NOT_COUNTED, Outcome, State

_GONE = tuple(one.value for one in NOT_COUNTED)
_ROUND_DAY, _LIST_DAY = (11, 15), (12, 31)
"""Where units lie is told on these days of a year, of rounds and of lists of earlier years."""


def recognition(mart: Mart, question: Question) -> Table:
    """Return how many units were recognised, of how many, by kind and year; rows of `Recognition`.

    Unit: units. Of rounds the dossiers that count (neither out of scope nor withdrawn), of years before the system the
    lists of past results. Decisions are made once: there is no basis. The share is the ratio of the sums.
    """
    rounds, lists = _of_rounds(DOSSIERS), _of_lists(PAST_RESULTS)
    found = ibis.union(
        _placed(mart, rounds, question, _ROUND_DAY).rows.select(_COLUMNS),
        _placed(mart, lists, question, _LIST_DAY).rows.select(_COLUMNS),
    )
    share, none = found.share.cast("decimal(38, 12)"), ibis.null(AMOUNT)
    clear = ~found.unclear
    added = found.group_by(year=found.year.cast("int64"), place_id=found.place, kind=found.kind).agg(
        recognised=(found.recognised.cast("decimal(38, 12)") * share).sum(where=clear).cast(AMOUNT),
        units=(found.units.cast("decimal(38, 12)") * share).sum(where=clear).cast(AMOUNT),
        uncarried=found.unclear.sum(),
    )
    whole = added.uncarried == 0
    told = added.mutate(
        recognised=ibis.ifelse(whole, added.recognised, none), units=ibis.ifelse(whole, added.units, none)
    )
    return told.mutate(share=quotient(told.recognised, told.units)).order_by("year", "place_id", "kind")


_COLUMNS = ("year", "kind", "recognised", "units", "place", "share", "unclear")


def _of_rounds(dossiers: Table) -> Table:
    counted = dossiers.filter(~dossiers.state.isin(_GONE))
    met = (counted.result == Outcome.RECOGNISED.value).cast("int64")
    return counted.drop("kind").mutate(
        kind=counted.report_kind, recognised=met.cast(AMOUNT), units=ibis.literal(1, AMOUNT)
    )


def _of_lists(results: Table) -> Table:
    return results.mutate(recognised=results.recognised.cast(AMOUNT), units=results.units.cast(AMOUNT))


def funnel(mart: Mart, question: Question) -> Table:
    """Return how many units of a round came how far, by kind; rows of `Funnel`.

    Unit: units. Each number is of those that came at least so far, whatever way they took. There is no basis.
    """
    dossiers = DOSSIERS.filter(~DOSSIERS.state.isin(_GONE))
    rows = _placed(mart, dossiers.drop("kind").mutate(kind=dossiers.report_kind), question, _ROUND_DAY).rows
    steps = {name: holds.cast("int64").sum() for name, holds in _came_so_far(rows).items()}
    return (
        rows.group_by(year=rows.year.cast("int64"), place_id=rows.place, kind=rows.kind)
        .agg(units=rows.count(), **steps)
        .order_by("year", "place_id", "kind")
    )


def _came_so_far(rows: Table) -> Mapping[str, BooleanValue]:
    recognised = rows.result == Outcome.RECOGNISED.value
    decided = recognised | (rows.state == State.DECIDED.value)
    appraised = decided | rows.appraised_at.notnull()
    submitted = appraised | rows.submitted_at.notnull()
    return {
        "registered": submitted | rows.registered_on.notnull(),
        "submitted": submitted,
        "appraised": appraised,
        "decided": decided,
        "recognised": recognised,
    }


def _placed(mart: Mart, rows: Table, question: Question, told: tuple[int, int]) -> Placed:
    """Return rows of the years that lie wholly in the asked periods, each in its year."""
    years = sorted({number for one in question.periods for number in one.whole_years})
    periods = [Asked(str(number), year(number).start, year(number).end) for number in years]
    month, day = told
    within = rows.filter(rows.year.isin(years))
    dated = within.mutate(
        asked=within.year.cast("int64").cast("string"),
        map_day=ibis.date(within.year.cast("int64"), month, day),
    )
    return placed(mart, Subject(dated), question, periods)


_ADDS_UP = AddsUp(
    gettext_noop("Units are added; the share is the ratio of the sums."),
    gettext_noop("A result is one of a year: years stand side by side."),
)
_SOURCE = "TT 124/2021/TT-BCA"
RECOGNITION = Measure(
    Declaration(
        "recognition",
        gettext_noop("Recognised units"),
        gettext_noop("How many of the units that count were recognised, by kind and year; earlier years from lists."),
        gettext_noop("units"),
        _SOURCE,
        (),
        _ADDS_UP,
        takes=Takes.NONE,
        whole_years=True,
        maps=True,
    ),
    Recognition,
    recognition,
)
FUNNEL = Measure(
    Declaration(
        "funnel",
        gettext_noop("Course of the round"),
        gettext_noop(
            "How many units registered, submitted, were appraised, decided and recognised, of those that count."
        ),
        gettext_noop("units"),
        _SOURCE,
        (),
        _ADDS_UP,
        takes=Takes.NONE,
        whole_years=True,
        maps=True,
    ),
    Funnel,
    funnel,
)
