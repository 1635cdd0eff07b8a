"""The demonstration's communes that copied a month are found, and answer before the province sees it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from binhyen.analytics.models import Look, Signal
from binhyen.analytics.queries.signals import own_signals, review_list
from binhyen.analytics.rules.signals.looking import look
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid
from binhyen.workshop.actions.looking import play_look
from binhyen.workshop.actions.staging import Desk, Stage
from binhyen.workshop.queries import OPEN, pack_data
from binhyen.workshop.rules.monthly import Looked, copied_in, habits_from_data, looks_from_data, month_of
from tests.analytics.signals.town import a_province
from tests.reports.factories import ReportTown

PACK = pack_data(OPEN)
HABITS = habits_from_data(PACK["monthly"])
LOOKS = looks_from_data(PACK["looks"])
ASKED = Looked("2026-11", "", date(2026, 11, 20))


def told(code: str, period: str, looks: Sequence[Looked]) -> ReportSaid:
    """A commune's report of a month as signals are looked for in it."""
    before = month_of(HABITS, code, copied_in((), code, "2026-08"), {})
    now = month_of(HABITS, code, copied_in(looks, code, period), {})
    cells = tuple(
        CellSaid(
            cell, now[cell].number, now[cell].denominator, stock=HABITS[cell].stays, history=(before[cell].number,)
        )
        for cell in HABITS
        if now[cell].denominator is None
    )
    return ReportSaid(int(code), cells)


@pytest.mark.parametrize("looked", LOOKS)
def test_only_who_copies_hands_in_the_month_before(looked: Looked) -> None:
    assert copied_in(LOOKS, looked.copied_by, looked.period) < looked.period
    assert copied_in(LOOKS, "00000", looked.period) == looked.period
    assert copied_in(LOOKS, looked.copied_by, "2026-08") == "2026-08"


def test_a_copied_month_stands_out_among_made_up_ones() -> None:
    copier = LOOKS[0].copied_by
    reports = [told(code, "2026-09", LOOKS) for code in (copier, *(f"{one:05d}" for one in range(100, 150)))]
    first, *others = look(reports)
    assert Code.COPIED in {one.code for one in first.signals}
    assert first.evidence > max(one.evidence for one in others)


def test_the_pack_leaves_one_answered_and_one_open_at_the_home_commune() -> None:
    answered = [one.answered_on is not None and bool(one.answer) for one in LOOKS]
    assert sorted(answered) == [False, True]
    assert next(one for one in LOOKS if not one.answer).copied_by == PACK["home"]


@pytest.fixture
def town() -> ReportTown:
    return a_province()


def staged(town: ReportTown) -> Stage:
    land = town.land
    desk = Desk(land.an_phu, town.lan, town.lan)
    other = Desk(land.elsewhere, town.nam, town.nam)
    province = Desk(land.bac_ninh, town.hung, town.hung)
    return Stage(date(2026, 11, 1), province, {}, {one.place.place_id: one for one in (desk, other)})


@pytest.mark.django_db
def test_what_is_answered_is_answered_by_the_commune_before_the_province_sees_it(town: ReportTown) -> None:
    looked = replace(
        ASKED, copied_by=town.land.an_phu.code, answered_on=date(2026, 11, 22), answer="Đã đối chiếu (minh họa)."
    )
    signal = play_look(staged(town), "bieu-thu", looked)
    assert (signal.answer, signal.answered_by_post) == (looked.answer, town.lan.post_id)
    assert signal.answered_at is not None
    assert signal.answered_at.date() < signal.shown_on
    collection = town.collections["2026-11"]
    assert review_list(town.hung, collection, date(2026, 11, 22)) == []
    (seen,) = review_list(town.hung, collection, signal.shown_on)
    assert (seen.report.place_id, seen.answered) == (town.land.an_phu.place_id, 1)


@pytest.mark.django_db
def test_what_is_open_waits_for_its_commune(town: ReportTown) -> None:
    signal = play_look(staged(town), "bieu-thu", replace(ASKED, copied_by=town.land.an_phu.code))
    assert [one.pk for one in own_signals(town.lan)] == [signal.pk]
    assert signal.answered_at is None
    assert Look.objects.get().found == Signal.objects.count()
    assert Decimal(signal.strength or 0) > 0


@pytest.mark.django_db
def test_a_copy_that_is_not_found_stops_the_demonstration(town: ReportTown) -> None:
    with pytest.raises(LookupError, match="no signal"):
        play_look(staged(town), "bieu-thu", replace(ASKED, copied_by=town.land.elsewhere.code))
