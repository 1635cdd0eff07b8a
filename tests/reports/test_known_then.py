"""What was known then: after any walk of steps, every instant says again what was said at that instant."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from binhyen.kernel.findings import Refusal
from binhyen.kernel.periods import parse_period
from binhyen.reports.actions.correcting import correct, drop_correction
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, accept, close_many, return_report
from binhyen.reports.actions.sending import submit, withdraw
from binhyen.reports.models import Report
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.totals import Basis
from tests.reports.factories import GOOD, NOW, ReportTown, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
Said = dict[str, tuple[Decimal | None, int, int]]
Step = Callable[[ReportTown, Report, datetime, random.Random], object]
_LONG = 40
"""Steps of a walk."""
LOOSE = ("leaflets", "models_new", "propaganda_sessions")


def said(town: ReportTown, basis: Basis, as_of: datetime | None = None) -> Said:
    """Return the totals of the province, with how many figures they are made of and how many are accepted."""
    asked = TotalQuestion(town.land.bac_ninh.place_id, parse_period("2026-11"), as_of=as_of, basis=basis)
    return {str(cell): (one.sum.value, one.figures, one.accepted) for cell, one in totals(asked).cells.items()}


def _enter(town: ReportTown, one: Report, when: datetime, dice: random.Random) -> object:
    values = {**GOOD, **{cell: dice.randrange(1, 4) for cell in LOOSE}}
    by = town.lan if one.place_id == town.land.an_phu.place_id else town.nam
    return save_cells(report_id=one.pk, entries=entries(one, values), by=by, at=when)


def _return(town: ReportTown, one: Report, when: datetime, dice: random.Random) -> object:
    answer = Answer({key(dice.choice(LOOSE)): "Đối chiếu"}, accept_rest=dice.random() < 0.7)
    return return_report(report_id=one.pk, answer=answer, by=town.hung, at=when)


def _by(town: ReportTown, one: Report) -> object:
    return town.lan if one.place_id == town.land.an_phu.place_id else town.nam


STEPS: tuple[Step, ...] = (
    _enter,
    _enter,
    _return,
    lambda town, one, when, _: submit(report_id=one.pk, by=town.hung, at=when),
    lambda town, one, when, _: submit(report_id=one.pk, by=town.hung, at=when),
    lambda town, one, when, _: withdraw(report_id=one.pk, by=_by(town, one), at=when),  # type: ignore[arg-type]
    lambda town, one, when, _: accept(report_id=one.pk, by=town.hung, at=when),
    lambda town, one, when, _: correct(report_id=one.pk, reason="Sót", by=town.hung, at=when),
    lambda town, one, when, _: drop_correction(report_id=one.pk, by=town.hung, at=when),
    lambda town, one, when, _: close_many(report_ids=[one.pk], by=town.hung, at=when),
)


@pytest.mark.parametrize("seed", range(6))
def test_every_instant_says_again_what_it_said(town: ReportTown, seed: int) -> None:
    dice = random.Random(seed)
    told: list[tuple[datetime, Said, Said]] = []
    for number in range(400):
        when = NOW + timedelta(minutes=number)
        one = town.report(place=dice.choice((town.land.an_phu, town.land.elsewhere)))
        with suppress(Refusal):
            dice.choice(STEPS)(town, one, when, dice)
            told.append((when, said(town, Basis.SAVED), said(town, Basis.ACCEPTED)))
        if len(told) == _LONG:
            break
    assert len(told) == _LONG
    for when, saved, accepted in told:
        assert said(town, Basis.SAVED, when) == saved
        assert said(town, Basis.ACCEPTED, when) == accepted
