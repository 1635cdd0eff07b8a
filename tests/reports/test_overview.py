"""Collections as an office sees them: who sees what, numbers that are the length of their lists, bounded queries."""

from datetime import date, datetime, timedelta
from itertools import product
from random import Random

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.trees import child_path
from binhyen.reports.components.overview import amounts_of
from binhyen.reports.models import Report
from binhyen.reports.queries.overview import (
    CollectionFilter,
    ReportFilter,
    Stand,
    collections_listed,
    completeness_by_collection,
    reports_listed,
    with_completeness,
)
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.timeliness import completeness
from tests.reports.factories import DUE, NOW, ZONE
from tests.reports.office import Office, an_office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def office() -> Office:
    return an_office(more=12)


def shuffled(office: Office) -> None:
    """Put every combination of standing, state and day of sending somewhere."""
    moments = [None, *(datetime(2026, 11, day, hour, tzinfo=ZONE) for day in (16, 17, 19, 22) for hour in (0, 23))]
    wanted = list(product(Standing, (State.DRAFT, State.SUBMITTED, State.ACCEPTED), moments))
    Random(7).shuffle(wanted)
    template = Report.objects.filter(collection=office.collection).first()
    assert template
    rows = []
    for number, (standing, state, sent) in enumerate(wanted):
        rows.append(
            Report(
                collection=office.collection,
                place=office.communes[number % 12].place,
                place_path=office.communes[number % 12].path,
                unit=None,
                post_id=None,
                name=f"Xã {number}",
                sort_key=f"xa {number:04d}",
                fold=f"xa {number}",
                reviewer_id=template.reviewer_id,
                reviewer_path=template.reviewer_path,
                standing=standing,
                state=state,
                due_on=DUE + timedelta(days=number % 5),
                first_submitted_at=sent,
            )
        )
    Report.objects.filter(collection=office.collection).delete()
    with_posts(rows)
    Report.objects.bulk_create(rows)


def with_posts(rows: list[Report]) -> None:
    """Give each its own reporter, as one place reports once."""
    from binhyen.accounts.models import Post

    for number, row in enumerate(rows):
        row.post = Post.objects.create(
            role="association_officer", place=row.place, title=f"Chức danh {number}", valid_from=date(2025, 7, 1)
        )


def test_the_numbers_are_those_of_the_rule(office: Office) -> None:
    shuffled(office)
    rows = reports_seen_by(office.hung.actor, TODAY)
    counted = completeness_by_collection(rows, TODAY)[office.collection.pk]
    assert counted == completeness((expected_of(row) for row in rows), TODAY)
    assert 0 < counted.on_time < counted.sent < counted.expected
    assert counted.late == counted.sent - counted.on_time


def test_every_number_is_the_length_of_its_list(office: Office) -> None:
    shuffled(office)
    actor = office.hung.actor
    counted = completeness_by_collection(reports_seen_by(actor, TODAY), TODAY)[office.collection.pk]
    for stand, amount in amounts_of(counted).items():
        listed = reports_listed(actor, office.collection, TODAY, ReportFilter(stand=stand.value))
        assert listed.count() == amount, stand


def test_shares_never_pass_the_whole(office: Office) -> None:
    shuffled(office)
    Report.objects.exclude(first_submitted_at=None).update(standing=Standing.EXEMPT)
    counted = completeness_by_collection(reports_seen_by(office.hung.actor, TODAY), TODAY)[office.collection.pk]
    assert counted.sent == 0 <= counted.expected
    assert counted.exempt > counted.expected


def test_what_is_most_overdue_stands_first(office: Office) -> None:
    shuffled(office)
    rows = list(reports_listed(office.hung.actor, office.collection, TODAY, ReportFilter()))
    unsent = [row for row in rows if row.standing == Standing.EXPECTED and row.first_submitted_at is None]
    assert rows[: len(unsent)] == unsent
    assert [row.due_on for row in unsent] == sorted(row.due_on for row in unsent)
    assert all(row.standing != Standing.EXPECTED for row in rows[-3:])


def test_lists_are_narrowed_without_diacritics_by_state_and_place(office: Office) -> None:
    actor, asked = office.hung.actor, office.collection
    assert [row.name for row in reports_listed(actor, asked, TODAY, ReportFilter(text="phuc LOC"))] == ["Xã Phúc Lộc"]
    office.sent()
    assert [row.name for row in reports_listed(actor, asked, TODAY, ReportFilter(state="submitted"))] == ["Xã An Phú"]
    path = office.land.elsewhere.path
    assert [row.name for row in reports_listed(actor, asked, TODAY, ReportFilter(path=path))] == ["Xã Phúc Lộc"]
    assert reports_listed(actor, asked, TODAY, ReportFilter(state="khong-co", stand="x")).count() == 14


def test_a_reporter_sees_own_numbers_and_a_stranger_none(office: Office) -> None:
    (mine,) = with_completeness(office.lan.actor, TODAY, [office.collection])
    assert mine.complete.expected == 1
    assert list(collections_listed(office.lan.actor, TODAY, CollectionFilter())) == [office.collection]
    assert not collections_listed(office.town.stranger, TODAY, CollectionFilter())


def test_collections_are_narrowed_by_form_and_year(office: Office) -> None:
    actor, form = office.hung.actor, office.collection.version.form_id
    assert collections_listed(actor, TODAY, CollectionFilter(form, 2026)).count() == 1
    assert not collections_listed(actor, TODAY, CollectionFilter(form, 2025))
    assert not collections_listed(actor, TODAY, CollectionFilter(form + 1))


@pytest.mark.parametrize("amount", [130, 3_321])
def test_the_overview_asks_the_same_queries_whatever_the_number(
    amount: int, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office()
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    many(office, amount)
    client, path = office.client(), f"/bao-cao/dot/{office.collection.pk}/"
    client.get(path)
    with django_assert_num_queries(QUERIES):
        answer = client.get(path)
    assert answer.context["complete"].expected == amount
    assert len(answer.context["rows"]) == 30


QUERIES = 16


def many(office: Office, amount: int) -> None:
    """Let so many communes be expected."""
    from binhyen.places.models import Place

    have = Report.objects.filter(collection=office.collection).count()
    template = office.report()
    places = Place.objects.bulk_create([Place(tier=template.place.tier) for _ in range(amount - have)])
    Report.objects.bulk_create(
        Report(
            collection=office.collection,
            place=place,
            place_path=child_path(office.land.bac_ninh.path, place.pk),
            name=f"Xã Số {number}",
            sort_key=f"xa {number:05d}",
            fold=f"xa so {number}",
            reviewer_id=template.reviewer_id,
            reviewer_path=template.reviewer_path,
            due_on=DUE,
        )
        for number, place in enumerate(places)
    )


def test_the_day_of_sending_is_the_day_in_vietnam(office: Office) -> None:
    report = office.report()
    late_evening = datetime(2026, 11, 17, 23, 30, tzinfo=ZONE)
    Report.objects.filter(pk=report.pk).update(first_submitted_at=late_evening)
    assert localdate(late_evening) == DUE
    listed = reports_listed(office.hung.actor, office.collection, TODAY, ReportFilter(stand=Stand.ON_TIME.value))
    assert [row.pk for row in listed] == [report.pk]
