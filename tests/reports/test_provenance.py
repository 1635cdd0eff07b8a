"""A total opens into its parts, down to the cell; what was known on which day; what changed since."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.amounts import EMPTY, exactly
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import accept
from binhyen.reports.actions.sending import submit
from binhyen.reports.queries.changes import changes_since, timeline
from binhyen.reports.queries.provenance import Provenance, Trail, hidden_cells, place_asked, provenance
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_place
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_version, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
SESSIONS = key("propaganda_sessions")
GUARDED = "offenders_helped"
DAY = NOW.date()


def asked(town: ReportTown, **more: object) -> TotalQuestion:
    question = TotalQuestion(town.land.bac_ninh.place_id, parse_period("2026-11"))
    return replace(question, **more)  # type: ignore[arg-type]


def value(holder: Any) -> Any:
    """Return the number of what has a total."""
    return holder.total.sum.value


def opened(town: ReportTown, *places: int, report: int | None = None, cell: CellKey = SESSIONS) -> Provenance:
    """Let Ông Hùng open the province's total."""
    return provenance(town.hung, asked(town), cell, Trail(places, report), DAY)


@pytest.fixture
def both(town: ReportTown) -> ReportTown:
    town.accepted()
    town.save({"propaganda_sessions": 9}, town.report(place=town.land.elsewhere), town.nam)
    return town


# ------------------------------------------------------------------ the way home


def test_a_total_opens_into_the_places_below(both: ReportTown) -> None:
    found = opened(both)
    (stage,) = found.steps
    assert [(one.name, value(one)) for one in stage.nodes] == [("Xã An Phú", 8), ("Xã Phúc Lộc", 9)]
    assert (value(found), found.sources, found.fact) == (17, None, None)


def test_a_place_opens_into_its_reports_and_a_report_into_its_cell(both: ReportTown) -> None:
    an_phu = both.land.an_phu
    found = opened(both, an_phu.place_id)
    assert found.steps[0].chosen == an_phu.place_id
    assert found.sources is not None
    (source,) = found.sources
    assert (source.name, source.period, source.part.amount) == ("Xã An Phú", "2026-11", exactly(8))
    assert found.fact is not None
    assert [value.amount for value in found.fact.values] == [8]
    assert [step.event for step in found.fact.steps] == ["submit", "accept"]


def test_the_parts_of_every_step_make_the_step(both: ReportTown) -> None:
    stage = opened(both).steps[0]
    assert sum(value(one) or 0 for one in stage.nodes) == value(stage)


def test_where_there_is_one_way_it_is_taken(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 8})
    found = opened(town)
    assert (found.steps[0].chosen, found.fact is not None) == (town.land.an_phu.place_id, True)


def test_what_a_place_says_itself_stands_beside_what_those_below_say(town: ReportTown) -> None:
    from binhyen.indicators.rules.forms import FilledBy

    own = a_version(a_content("propaganda_sessions", filled_by=FilledBy.PROVINCE, covers=False), "cua-tinh")
    town.collect("2026-10", own)
    town.save({"propaganda_sessions": 5}, town.report("2026-10", town.land.bac_ninh), town.hung)
    town.save({"propaganda_sessions": 8})
    question = replace(asked(town), period=parse_period("2026"))
    found = provenance(town.hung, question, SESSIONS, Trail((0,)), DAY)
    assert [(one.place_id, value(one)) for one in found.steps[0].nodes] == [
        (town.land.an_phu.place_id, 8),
        (0, 5),
    ]
    assert found.sources is not None
    assert [one.name for one in found.sources] == ["Tỉnh Bắc Ninh"]


def test_merged_communes_open_below_their_heir(both: ReportTown) -> None:
    land, day = both.land, date(2027, 7, 1)
    heir = a_place("Hòa Bình", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh, day)
    for old in (land.an_phu, land.elsewhere):
        PlaceVersion.objects.filter(pk=old.pk).update(valid_to=day)
        Lineage.objects.create(from_place=old.place, to_place=heir.place, on=day, share=1)
    found = provenance(both.hung, asked(both, on_map=date(2027, 12, 31)), SESSIONS, Trail(), DAY)
    assert [(one.name, value(one)) for one in found.steps[0].nodes] == [("Xã Hòa Bình", 17)]
    assert found.sources is not None
    assert [one.name for one in found.sources] == ["Xã An Phú", "Xã Phúc Lộc"]


def test_places_that_cannot_be_carried_are_named(both: ReportTown) -> None:
    land, day = both.land, date(2027, 7, 1)
    for above in (land.bac_ninh, land.other_province):
        half = a_place("Nửa", Tier.COMMUNE, PlaceKind.COMMUNE, above, day)
        Lineage.objects.create(from_place=land.an_phu.place, to_place=half.place, on=day, share=None)
    PlaceVersion.objects.filter(pk=land.an_phu.pk).update(valid_to=day)
    found = provenance(both.hung, asked(both, on_map=date(2027, 12, 31)), SESSIONS, Trail(), DAY)
    assert (found.unclear, value(found)) == (["Xã An Phú"], 9)


def test_a_cell_nobody_wrote_opens_into_nothing(both: ReportTown) -> None:
    found = opened(both, cell=key("households"))
    assert (found.total.figures, found.steps, found.sources) == (0, [], [])


def test_only_those_who_cover_a_place_see_its_totals(both: ReportTown) -> None:
    land = both.land
    assert place_asked(both.lan, land.an_phu.place_id, DAY) == land.an_phu
    assert place_asked(SYSTEM, land.bac_ninh.place_id, DAY) == land.bac_ninh
    speaker = both.actor(Role.UNIT_REPRESENTATIVE, land.an_phu)
    for actor, place in ((both.lan, land.bac_ninh), (both.stranger, land.an_phu), (speaker, land.an_phu)):
        with pytest.raises(Http404):
            place_asked(actor, place.place_id, DAY)


def test_opening_takes_a_bounded_number_of_queries(both: ReportTown, django_assert_max_num_queries: MaxQueries) -> None:
    with django_assert_max_num_queries(24):
        opened(both, both.land.an_phu.place_id)


# ------------------------------------------------------------------ small counts


@pytest.fixture
def guarded(town: ReportTown) -> ReportTown:
    version = a_version(a_content(GUARDED), "nhay-cam")
    town.collect("2026-10", version)
    return town


def test_small_counts_are_hidden_on_the_way_and_the_total_stands(guarded: ReportTown) -> None:
    town, land = guarded, guarded.land
    third = a_place("Tam Sơn", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh)
    town.collect("2026-09", a_version(a_content(GUARDED), "nhay-cam-2"))
    for place, amount in ((land.an_phu, 2), (land.elsewhere, 40), (third, 30)):
        town.save({GUARDED: amount}, town.report("2026-09", place), town.hung)
    question = replace(asked(town), period=parse_period("2026-09"))
    found = provenance(town.hung, question, key(GUARDED), Trail(), DAY)
    assert value(found) == 72
    assert {one.name: one.hidden for one in found.steps[0].nodes} == {
        "Xã An Phú": True,
        "Xã Phúc Lộc": False,
        "Xã Tam Sơn": True,
    }


def test_nobody_drills_down_by_asking_for_the_commune(guarded: ReportTown) -> None:
    town, commune = guarded, guarded.land.an_phu
    town.save({GUARDED: 2}, town.report("2026-10"), town.lan)
    question = TotalQuestion(commune.place_id, parse_period("2026-10"))
    cell = key(GUARDED)
    assert provenance(town.hung, question, cell, Trail(), DAY).hidden
    assert not provenance(town.lan, question, cell, Trail(), DAY).hidden
    assert hidden_cells(town.hung, totals(question), commune) == {cell}
    assert not hidden_cells(town.lan, totals(question), commune)


# ------------------------------------------------------------------ through time


def corrected(town: ReportTown) -> None:
    """An Phú had 8, accepted on the 5th; a correction to 9 is saved on the 6th and accepted on the 8th."""
    report = town.accepted({**GOOD, "propaganda_sessions": 8})
    correct(report_id=report.pk, reason="Sót một buổi ở Thôn Đông", by=town.lan, at=NOW + timedelta(days=1))
    save_cells(
        report_id=report.pk,
        entries=entries(report, {"propaganda_sessions": 9}),
        by=town.lan,
        at=NOW + timedelta(days=1),
    )
    submit(report_id=report.pk, by=town.lan, at=NOW + timedelta(days=2))
    accept(report_id=report.pk, by=town.hung, at=NOW + timedelta(days=3))


def test_a_number_through_time_says_what_was_known_when(town: ReportTown) -> None:
    corrected(town)
    first, second = timeline(asked(town), SESSIONS)
    assert (first.day, value(first), first.total.accepted) == (DAY, 8, 1)
    assert (second.day, value(second)) == (DAY + timedelta(days=1), 9)
    assert second.one is not None
    assert (second.one.old, second.one.new, second.one.name) == (exactly(8), exactly(9), "Xã An Phú")
    accepted = timeline(asked(town, basis=Basis.ACCEPTED), SESSIONS)
    assert [(one.day, value(one)) for one in accepted] == [(DAY, 8), (DAY + timedelta(days=3), 9)]


def test_each_day_of_a_number_is_the_total_of_that_day(town: ReportTown) -> None:
    corrected(town)
    town.save({"propaganda_sessions": 4}, town.report(place=town.land.elsewhere), town.nam)
    from binhyen.reports.rules.asking import end_of

    for basis in Basis:
        for moment in timeline(asked(town, basis=basis), SESSIONS):
            then = totals(asked(town, basis=basis, as_of=end_of(moment.day))).cells[SESSIONS]
            assert (moment.total.sum, moment.total.accepted) == (then.sum, then.accepted)


def test_a_number_through_time_ends_where_it_is_asked_for(town: ReportTown) -> None:
    corrected(town)
    assert [value(one) for one in timeline(asked(town, as_of=NOW), SESSIONS)] == [8]


def test_what_changed_since_the_signature_is_listed_with_who_and_why(town: ReportTown) -> None:
    corrected(town)
    for basis, day in ((Basis.SAVED, 1), (Basis.ACCEPTED, 3)):
        (change,) = changes_since(asked(town, basis=basis), NOW + timedelta(hours=1))
        assert (change.old, change.new, change.why) == (exactly(8), exactly(9), "Sót một buổi ở Thôn Đông")
        assert change.at == NOW + timedelta(days=day)
    assert changes_since(asked(town), NOW + timedelta(days=9)) == []


def test_everything_that_was_not_there_is_new(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 8, "leaflets": 3})
    found = changes_since(asked(town), NOW - timedelta(days=1))
    assert {(str(one.cell), one.old, int(one.new.number)) for one in found} == {
        ("propaganda_sessions", EMPTY, 8),
        ("leaflets", EMPTY, 3),
    }


def test_a_value_that_came_back_has_not_changed(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 8})
    report = town.report()
    for hours, amount in ((2, 9), (3, 8)):
        save_cells(
            report_id=report.pk,
            entries=entries(report, {"propaganda_sessions": amount}),
            by=town.lan,
            at=NOW + timedelta(hours=hours),
        )
    assert changes_since(asked(town), NOW + timedelta(hours=1)) == []
    assert len(changes_since(asked(town, as_of=NOW + timedelta(hours=2)), NOW + timedelta(hours=1))) == 1


def test_reading_changes_takes_a_bounded_number_of_queries(
    town: ReportTown, django_assert_max_num_queries: MaxQueries
) -> None:
    corrected(town)
    with django_assert_max_num_queries(18):
        changes_since(asked(town), NOW)
    with django_assert_max_num_queries(18):
        timeline(asked(town), SESSIONS)
