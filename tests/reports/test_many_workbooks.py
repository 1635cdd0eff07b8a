"""Many workbooks at once: each is taken in by itself, and many ask no more than one."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.amounts import exactly
from binhyen.reports.actions.intake import read_book, take_workbooks
from binhyen.reports.actions.planning import plan_workbooks
from binhyen.reports.letters.entry_books import entry_books_of
from binhyen.reports.models import Intake, Report
from binhyen.reports.rules.workbooks import Outcome
from tests.reports.books import BAD, codes, filled, says
from tests.reports.factories import NOW, ReportTown

pytestmark = pytest.mark.django_db

REGISTERS = 3
"""What registers ask for all reports of a collection: two for what the places cover, one for the ledger."""


def lay(folder: Path, **contents: bytes) -> list[Path]:
    """Put workbooks into a folder, named as they are given."""
    paths = []
    for name, content in contents.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(content)
        paths.append(path)
    return paths


def test_many_are_taken_each_by_itself(town: ReportTown, tmp_path: Path) -> None:
    other = town.report(place=town.land.elsewhere)
    paths = lay(tmp_path, a=filled(town.report()), b=b"broken", c=filled(other, BAD), d=filled(other))
    taken = list(take_workbooks(paths=paths, by=town.hung, at=NOW))
    assert [(one.name, one.outcome) for one in taken] == [
        ("a.xlsx", Outcome.SAVED),
        ("b.xlsx", Outcome.REFUSED),
        ("c.xlsx", Outcome.REFUSED),
        ("d.xlsx", Outcome.SAVED),
    ]
    again = list(take_workbooks(paths=paths, by=town.hung, at=NOW))
    assert [one.outcome for one in again] == [Outcome.AGAIN, Outcome.AGAIN, Outcome.REFUSED, Outcome.REFUSED]


def test_one_that_meets_something_does_not_keep_the_others_from_being_saved(town: ReportTown, tmp_path: Path) -> None:
    other = town.report(place=town.land.elsewhere)
    first, second = filled(town.report(), {"leaflets": 6}), filled(other, {"leaflets": 7})
    town.save({"leaflets": 5})
    taken = list(take_workbooks(paths=lay(tmp_path, a=first, b=second), by=town.hung, at=NOW))
    assert [one.outcome for one in taken] == [Outcome.REFUSED, Outcome.SAVED]
    assert codes(taken[0]) == ["reports.conflict"]
    assert Intake.objects.count() == 2


def test_each_is_taken_at_the_post_that_may_write_it(town: ReportTown, tmp_path: Path) -> None:
    other = town.report(place=town.land.elsewhere)
    paths = lay(tmp_path, a=filled(town.report()), b=filled(other), c=b"broken")
    taken = list(take_workbooks(paths=paths, by=town.lan, at=NOW, desks=[town.nam]))
    assert {one.name: one.outcome for one in taken} == {
        "a.xlsx": Outcome.SAVED,
        "b.xlsx": Outcome.SAVED,
        "c.xlsx": Outcome.REFUSED,
    }
    posts = {one.report_id: one.by_post for one in Intake.objects.exclude(report=None)}
    assert posts == {town.report().pk: town.lan.post_id, other.pk: town.nam.post_id}


def test_two_workbooks_of_one_report_come_one_after_the_other(town: ReportTown, tmp_path: Path) -> None:
    paths = lay(tmp_path, a=filled(town.report(), {"leaflets": 6}), b=filled(town.report(), {"models_total": 9}))
    assert [one.outcome for one in take_workbooks(paths=paths, by=town.lan, at=NOW)] == [Outcome.SAVED] * 2
    assert says(town.report()) == {"leaflets": exactly(6), "models_total": exactly(9)}


def test_many_at_once_are_as_one_by_one(town: ReportTown, tmp_path: Path) -> None:
    other = town.report(place=town.land.elsewhere)
    contents = [filled(town.report()), filled(other, BAD)]
    plans = [plan_workbooks(books=[read_book(one, "x")], by=town.hung, at=NOW)[0] for one in contents]
    together = plan_workbooks(books=[read_book(one, "x") for one in contents], by=town.hung, at=NOW)
    assert together == plans


def test_a_plan_of_many_asks_no_more_than_of_one(
    town: ReportTown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = town.report(place=town.land.elsewhere)
    books = [read_book(filled(one), "x") for one in (town.report(), other)]
    plan_workbooks(books=books[:1], by=town.hung, at=NOW)
    with django_assert_num_queries(6 + REGISTERS):
        plan_workbooks(books=books[:1], by=town.hung, at=NOW)
    with django_assert_num_queries(6 + REGISTERS):
        assert len(plan_workbooks(books=books, by=town.hung, at=NOW)) == 2


def test_workbooks_of_many_reports_ask_no_more_than_that_of_one(
    town: ReportTown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reports = list(Report.objects.select_related("collection__version__form").order_by("pk"))
    list(entry_books_of(reports[:1], NOW))
    for chosen in (reports[:1], reports):
        with django_assert_num_queries(4 + REGISTERS):
            assert len(list(entry_books_of(chosen, NOW))) == len(chosen)
    assert list(entry_books_of([], NOW)) == []
