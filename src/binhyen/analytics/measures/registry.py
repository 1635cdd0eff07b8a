"""All measures by their codes, and how one is asked: looked at first, then answered in one query."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from binhyen.analytics.marts.figures import needs_rule
from binhyen.analytics.marts.places import count_places, known_places
from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures.asking import Measure, Result
from binhyen.analytics.measures.changes import AGAINST_TARGETS, MOVERS, SINCE_BEFORE, SINCE_LAST_YEAR
from binhyen.analytics.measures.punctuality import PUNCTUALITY
from binhyen.analytics.measures.registers import REGISTERS
from binhyen.analytics.measures.rounds import FUNNEL, RECOGNITION
from binhyen.analytics.measures.standings import SPREAD, STANDINGS
from binhyen.analytics.measures.totals import RUNNING, SHARES, STOCKS, TOTALS
from binhyen.analytics.rules.asking import (
    MOST_PLACES,
    absence_findings,
    amount_findings,
    needs_places,
    question_findings,
    scope_findings,
)
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.findings import refuse

MEASURES: Mapping[str, Measure[Any]] = {
    one.code: one
    for one in (
        TOTALS,
        SHARES,
        STOCKS,
        RUNNING,
        SINCE_BEFORE,
        SINCE_LAST_YEAR,
        AGAINST_TARGETS,
        MOVERS,
        STANDINGS,
        SPREAD,
        PUNCTUALITY,
        REGISTERS,
        RECOGNITION,
        FUNNEL,
    )
}
"""Every measure, in the order in which pages offer them."""


def answer(code: str, mart: Mart, question: Question) -> Result[Any]:
    """Answer a question by one measure.

    Refused with `analytics.…` for what cannot be asked: nobody's eyes, too much at once, places beyond the viewer's
    post, and with `analytics.place_not_there` where nothing was found of a place that was not there.
    """
    measure = MEASURES[code]
    look_at(measure, mart, question)
    table = _answered(measure, mart, question)
    if not table.num_rows and question.within:
        refuse(absence_findings(question, known_places(mart, {one.place_id for one in question.within})))
    return Result(measure, question, table)


def _answered(measure: Measure[Any], mart: Mart, question: Question) -> pa.Table:
    """Answer by the columns of the lake; where they can't say what takes part, by the rule, in a few queries more."""
    if not measure.said.bases or not needs_rule(mart, question, looks_back=measure.said.looks_back):
        return mart.run((measure.code, question), lambda: measure.expression(mart, question))
    ruled = replace(mart, ruled=True)
    try:
        return ruled.engine.once(measure.expression(ruled, question))
    finally:
        ruled.engine.let_go()


def look_at(measure: Measure[Any], mart: Mart, question: Question) -> None:
    """Refuse what cannot be asked. Places are looked up only where the scopes leave a doubt."""
    refuse(question_findings(question, measure.said, catalogue(), dims()))
    refuse(scope_findings(question, known_places(mart, needs_places(question))))
    if amount_findings(question, MOST_PLACES[question.tier], dims()):
        refuse(amount_findings(question, count_places(mart, question), dims()))
