"""Totals from the saved values: at once, at any instant, on any map, on both bases."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.indicators.queries.forms import forget_cells
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.correcting import correct, drop_correction
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, accept, return_report
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Report
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.lifecycle import EDITABLE, State
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_place
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_report_town, a_version, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
SESSIONS = key("propaganda_sessions")


def ask(place: PlaceVersion, period: str = "2026-11", **more: object) -> TotalQuestion:
    """Ask for a place's totals."""
    return replace(TotalQuestion(place.place_id, parse_period(period)), **more)  # type: ignore[arg-type]


def number(question: TotalQuestion, cell: str = "propaganda_sessions") -> Any:
    """Return the number of one cell's total."""
    found = totals(question).cells.get(key(cell))
    return found.sum.value if found else None


# ------------------------------------------------------------------ at once, and on which basis


def test_a_value_is_in_the_very_next_total(town: ReportTown) -> None:
    province = town.land.bac_ninh
    assert number(ask(province)) is None
    town.save({"propaganda_sessions": 7})
    assert number(ask(province)) == 7
    town.save({"propaganda_sessions": 9}, town.report(place=town.land.elsewhere), town.nam)
    assert number(ask(province)) == number(ask(town.land.nation)) == 16
    assert (number(ask(town.land.an_phu)), number(ask(town.land.other_province))) == (7, None)


def test_only_what_is_accepted_is_in_the_accepted_basis(town: ReportTown) -> None:
    town.accepted()
    town.sent(report=town.report(place=town.land.elsewhere))
    province = town.land.bac_ninh
    asked = ask(province, basis=Basis.ACCEPTED)
    saved, accepted = totals(ask(province)), totals(asked)
    assert (number(ask(province)), number(asked)) == (16, 8)
    assert (saved.figures, saved.not_accepted, accepted.not_accepted) == (16, 8, 0)


def test_a_correction_stands_in_the_accepted_basis_when_it_is_accepted(town: ReportTown) -> None:
    report, accepted = town.accepted(), ask(town.land.bac_ninh, basis=Basis.ACCEPTED)
    correct(report_id=report.pk, reason="Sót một buổi", by=town.lan, at=NOW + timedelta(days=1))
    given_at = NOW + timedelta(days=2)
    save_cells(report_id=report.pk, entries=entries(report, {str(SESSIONS): 9}), by=town.lan, at=given_at)
    assert (number(accepted), number(ask(town.land.bac_ninh))) == (8, 9)
    submit(report_id=report.pk, by=town.lan, at=given_at)
    accept(report_id=report.pk, by=town.hung, at=given_at + timedelta(days=1))
    assert number(accepted) == 9
    assert number(replace(accepted, as_of=given_at)) == 8
    assert number(ask(town.land.bac_ninh, as_of=NOW)) == 8
    assert number(ask(town.land.bac_ninh, as_of=NOW - timedelta(seconds=1))) is None


def test_a_line_by_itself_and_one_form_alone(town: ReportTown) -> None:
    version = a_version(a_content("propaganda_sessions", "leaflets"), "bieu-khac")
    town.save({"propaganda_sessions": 7})
    town.collect("2026-10", version)
    town.save({"propaganda_sessions": 5}, town.report("2026-10"))
    whole = ask(town.land.bac_ninh, "2026")
    assert number(whole) == 12
    assert number(replace(whole, form_id=version.form_id)) == 5
    assert set(totals(replace(whole, indicators=frozenset({str(SESSIONS)}), dims="")).cells) == {SESSIONS}


# ------------------------------------------------------------------ on other maps

MERGED, SPLIT = date(2027, 7, 1), date(2027, 7, 1)
LATER = date(2027, 12, 31)


def ends(place: PlaceVersion, day: date = MERGED) -> None:
    PlaceVersion.objects.filter(pk=place.pk).update(valid_to=day)


def went(old: PlaceVersion, new: PlaceVersion, share: Decimal | None = Decimal(1)) -> None:
    Lineage.objects.create(from_place=old.place, to_place=new.place, on=MERGED, share=share, instrument="NQ thử")


@pytest.fixture
def merged(town: ReportTown) -> PlaceVersion:
    """Both communes went into a new one, and the province into the other one, a year later."""
    land = town.land
    town.save({"propaganda_sessions": 7, "patrol_groups": 3})
    town.save({"propaganda_sessions": 9, "patrol_groups": 4}, town.report(place=land.elsewhere), town.nam)
    heir = a_place("Hòa Bình", Tier.COMMUNE, PlaceKind.COMMUNE, land.other_province, MERGED)
    for old in (land.an_phu, land.elsewhere):
        ends(old)
        went(old, heir)
    ends(land.bac_ninh)
    went(land.bac_ninh, land.other_province)
    return heir


def test_merged_communes_are_carried_whole(town: ReportTown, merged: PlaceVersion) -> None:
    land = town.land
    assert number(ask(land.bac_ninh)) == 16
    assert number(ask(land.other_province)) is None
    for place in (merged, land.other_province, land.nation):
        assert (number(ask(place, on_map=LATER)), totals(ask(place, on_map=LATER)).comparable) == (16, True)
    with pytest.raises(Refused) as refused:
        totals(ask(land.bac_ninh, on_map=LATER))
    assert refused.value.code == "places.not_then"


def test_a_commune_that_went_over_alone_is_found_in_its_new_province(town: ReportTown) -> None:
    land = town.land
    town.save({"propaganda_sessions": 7})
    heir = a_place("Hòa Bình", Tier.COMMUNE, PlaceKind.COMMUNE, land.other_province, MERGED)
    ends(land.an_phu)
    went(land.an_phu, heir)
    assert number(ask(land.other_province, on_map=LATER)) == 7
    assert number(ask(land.bac_ninh, on_map=LATER)) is None


def test_a_commune_that_was_only_moved_is_found_where_it_lies(town: ReportTown) -> None:
    land = town.land
    town.save({"propaganda_sessions": 7})
    ends(land.an_phu)
    path = f"{land.other_province.path}{land.an_phu.place_id}."
    PlaceVersion.objects.create(
        place=land.an_phu.place,
        valid_from=MERGED,
        code="7",
        name="An Phú",
        kind=PlaceKind.COMMUNE,
        parent=land.other_province.place,
        path=path,
        source="tests",
    )
    assert (number(ask(land.other_province, on_map=LATER)), number(ask(land.bac_ninh, on_map=LATER))) == (7, None)
    assert number(ask(land.bac_ninh)) == 7


def test_a_stock_of_merged_communes_is_not_counted_beside_their_heir(town: ReportTown, merged: PlaceVersion) -> None:
    version = a_version(a_content("patrol_groups"), "bieu-moi")
    both = ask(town.land.nation, "2026-2027")
    assert number(both, "patrol_groups") == 7
    other = replace(town, land=replace(town.land, bac_ninh=town.land.other_province), version=version)
    other.collect("2027-08", when=datetime(2027, 8, 20, tzinfo=NOW.tzinfo))
    by = town.actor(town.lan.role, merged)
    save_cells(
        report_id=other.report("2027-08", merged).pk,
        entries=entries(other.report("2027-08", merged), {"patrol_groups": 8}),
        by=by,
        at=NOW + timedelta(days=300),
    )
    assert number(both, "patrol_groups") == 8


@pytest.mark.parametrize("cell", ["propaganda_sessions", "patrol_groups"])
def test_a_split_across_the_border_cannot_be_compared_and_says_where(town: ReportTown, cell: str) -> None:
    land = town.land
    town.save({cell: 7})
    town.save({cell: 9}, town.report(place=land.elsewhere), town.nam)
    parts = [
        a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, above, SPLIT)
        for name, above in (("Nửa Trên", land.bac_ninh), ("Nửa Dưới", land.other_province))
    ]
    ends(land.an_phu)
    for part in parts:
        went(land.an_phu, part, None)
    for province, rest in ((land.bac_ninh, 9), (land.other_province, None)):
        found = totals(ask(province, on_map=LATER))
        assert found.not_comparable == {land.an_phu.place_id}
        assert set(found.unclear) == {cell}
        assert number(ask(province, on_map=LATER), cell) == rest
    nation = ask(land.nation, on_map=LATER)
    assert (totals(nation).comparable, number(nation, cell)) == (True, 16)


def test_known_parts_are_weighed(town: ReportTown) -> None:
    land = town.land
    town.save({"propaganda_sessions": 8})
    parts = [
        a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, above, SPLIT)
        for name, above in (("Nửa Trên", land.bac_ninh), ("Nửa Dưới", land.other_province))
    ]
    ends(land.an_phu)
    for part, share in zip(parts, (Decimal("0.25"), Decimal("0.75")), strict=True):
        went(land.an_phu, part, share)
    assert number(ask(land.bac_ninh, on_map=LATER)) == 2
    assert number(ask(land.other_province, on_map=LATER)) == 6
    assert number(ask(land.nation, on_map=LATER)) == 8


def test_an_older_map_is_refused(town: ReportTown) -> None:
    with pytest.raises(Refused) as refused:
        totals(ask(town.land.bac_ninh, on_map=date(2026, 11, 1)))
    assert refused.value.code == "reports.older_map"


# ------------------------------------------------------------------ how many queries


def test_the_queries_do_not_grow_with_the_figures(
    town: ReportTown, merged: PlaceVersion, django_assert_max_num_queries: MaxQueries
) -> None:
    town.sent(GOOD)
    for question in (ask(town.land.bac_ninh), ask(town.land.other_province, on_map=LATER), ask(town.land.nation)):
        with django_assert_max_num_queries(18):
            totals(question)


# ------------------------------------------------------------------ against a naive recount


@contextmanager
def undone() -> Iterator[None]:
    """Run in a transaction that leaves nothing behind, so that one test may try many histories."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_cells()


@dataclass
class Recount:
    """What was known at each instant, recounted from nothing but the history of what people did."""

    saved: dict[int, int] = field(default_factory=dict)
    accepted: dict[int, int] = field(default_factory=dict)
    seen: list[tuple[datetime, int | None, int | None]] = field(default_factory=list)

    def note(self, when: datetime) -> None:
        """Remember both totals as they are now."""
        self.seen.append((when, _sum(self.saved), _sum(self.accepted)))


def _sum(values: Mapping[int, int]) -> int | None:
    return sum(values.values()) if values else None


STEPS = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(("save", "submit", "accept", "return", "correct", "drop")), st.integers(1, 9)
    ),
    max_size=25,
)


@dataclass
class Player:
    """Plays steps where they are possible, and recounts."""

    by: Actor
    recount: Recount = field(default_factory=Recount)

    def play(self, report: Report, what: str, amount: int, when: datetime) -> None:
        """Do one thing, if the report is in a state for it."""
        report.refresh_from_db()
        moves = {
            State.SUBMITTED: {"accept": self.accept, "return": self.send_back},
            State.ACCEPTED: {"correct": self.correct},
            State.CORRECTING: {"drop": self.drop},
        }
        if report.state in EDITABLE and what == "save":
            self.save(report, amount, when)
        elif report.state in EDITABLE and what == "submit" and report.pk in self.recount.saved:
            submit(report_id=report.pk, by=self.by, at=when)
        elif what in moves.get(State(report.state), {}):
            moves[State(report.state)][what](report, when)
        self.recount.note(when)

    def save(self, report: Report, amount: int, when: datetime) -> None:
        save_cells(report_id=report.pk, entries=entries(report, {str(SESSIONS): amount}), by=self.by, at=when)
        self.recount.saved[report.pk] = amount

    def accept(self, report: Report, when: datetime) -> None:
        accept(report_id=report.pk, by=self.by, at=when)
        self.recount.accepted[report.pk] = self.recount.saved[report.pk]

    def send_back(self, report: Report, when: datetime) -> None:
        return_report(report_id=report.pk, answer=Answer(reason="Đối chiếu lại"), by=self.by, at=when)

    def correct(self, report: Report, when: datetime) -> None:
        correct(report_id=report.pk, reason="Sót", by=self.by, at=when)

    def drop(self, report: Report, when: datetime) -> None:
        drop_correction(report_id=report.pk, by=self.by, at=when)
        self.recount.saved[report.pk] = self.recount.accepted[report.pk]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_a_total_of_any_instant_is_the_naive_recount_of_the_history(
    db: None, steps: list[tuple[bool, str, int]]
) -> None:
    with undone():
        town = a_report_town(a_content("propaganda_sessions"))
        reports = {True: town.report(), False: town.report(place=town.land.elsewhere)}
        player = Player(town.hung)
        for index, (first, what, amount) in enumerate(steps):
            player.play(reports[first], what, amount, NOW + timedelta(hours=index))
        for when, saved, accepted in player.recount.seen:
            for as_of in (when, when + timedelta(minutes=59)):
                asked = ask(town.land.bac_ninh, as_of=as_of)
                assert number(asked) == saved
                assert number(replace(asked, basis=Basis.ACCEPTED)) == accepted
