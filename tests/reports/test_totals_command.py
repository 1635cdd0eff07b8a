"""`binhyen totals`: a fixed answer that others rely on, and refusals in a sentence."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.amounts import Bound, exactly, roughly, vaguely
from binhyen.kernel.findings import Refused
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.rules.asking import day_of, end_of, nearest, read_basis, read_day
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_place
from tests.reports.factories import NOW, ReportTown, a_content, a_version
from tests.reports.toys import TOYS


def told(town: ReportTown, capsys: pytest.CaptureFixture[str], **options: str) -> Mapping[str, Any]:
    """Run the command as a program would."""
    Place.objects.filter(pk=town.land.bac_ninh.place_id).update(slug="bac-ninh")
    asked = {"indicator": "propaganda_sessions", "period": "2026-11", "place": "bac-ninh"} | options
    call_command("totals", *(f"--{name.replace('_', '-')}={value}" for name, value in asked.items()), "--json")
    answer: Mapping[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture
def said(town: ReportTown) -> ReportTown:
    town.accepted()
    town.save({"propaganda_sessions": 9}, town.report(place=town.land.elsewhere), town.nam)
    return town


@pytest.mark.django_db
def test_the_answer_has_a_fixed_shape(said: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    sums: dict[str, Any] = {"numerator": None, "denominator": None, "bound": "exact", "vague": []}
    place = said.land.bac_ninh
    link = f"/bao-cao/tong/?noi={place.place_id}&ky=2026-11&chi_tieu=propaganda_sessions"
    total = {"value": 17, **sums, "figures": 2, "accepted": 1}
    assert told(said, capsys) == {
        "indicator": "propaganda_sessions",
        "place": "bac-ninh",
        "period": "2026-11",
        "basis": "saved",
        "as_of": None,
        "on_map": "2026-11-30",
        "comparable": True,
        "not_comparable": [],
        "rows": [{**total, "dims": {}, "link": link}],
        "total": total,
    }


@pytest.mark.django_db
def test_the_basis_and_the_day_are_asked_for(said: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(said, capsys, basis="accepted")["total"]["value"] == 8
    for day, value in (("2026-11-04", None), ("05/11/2026", 17)):
        answer = told(said, capsys, as_of=day)
        assert (answer["total"]["value"], answer["as_of"]) == (value, read_day(day).isoformat())


@pytest.mark.django_db
def test_words_and_bounds_are_kept(town: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    town.save({"fireworks_kg": roughly(Decimal("2.5"), Bound.OVER)})
    town.save({"fireworks_kg": vaguely("hàng trăm kg")}, town.report(place=town.land.elsewhere), town.nam)
    total = told(town, capsys, indicator="fireworks_kg")["total"]
    assert (total["value"], total["bound"], total["vague"]) == (2.5, "over", ["hàng trăm kg"])


@pytest.mark.django_db
def test_shares_have_two_numbers_and_no_value(town: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    version = a_version(a_content("recognised_units|unit_kind=kdc"), "ty-le")
    town.collect("2026-10", version)
    town.save({"recognised_units|unit_kind=kdc": exactly(9, 10)}, town.report("2026-10"))
    answer = told(town, capsys, indicator="recognised_units", period="2026-10")
    (row,) = answer["rows"]
    assert (row["value"], row["numerator"], row["denominator"], row["dims"]) == (None, 9, 10, {"unit_kind": "kdc"})
    assert answer["total"]["denominator"] == 10


@pytest.mark.django_db
def test_places_that_cannot_be_carried_are_named_by_code(said: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    land, day = said.land, date(2027, 7, 1)
    for above in (land.bac_ninh, land.other_province):
        half = a_place("Nửa", Tier.COMMUNE, PlaceKind.COMMUNE, above, day)
        Lineage.objects.create(from_place=land.an_phu.place, to_place=half.place, on=day, share=None)
    PlaceVersion.objects.filter(pk=land.an_phu.pk).update(valid_to=day)
    answer = told(said, capsys, on_map="2027-12-31")
    assert (answer["comparable"], answer["not_comparable"]) == (False, [land.an_phu.code])
    assert (answer["on_map"], answer["total"]["value"]) == ("2027-12-31", 9)


@pytest.mark.django_db
def test_without_json_it_speaks(said: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    told(said, capsys)
    call_command("totals", "--indicator=propaganda_sessions", "--period=2026-11", "--place=bac-ninh")
    head, row = capsys.readouterr().out.splitlines()
    assert head.endswith("Tỉnh Bắc Ninh, tháng 11/2026")
    assert row.split()[0] == "17"


WRONG = [
    ({"indicator": "propaganda_session"}, "propaganda_sessions"),
    ({"indicator": "xyz"}, "xyz"),
    ({"indicator": "tip_providers"}, "văn bản"),
    ({"place": "khong-co"}, "khong-co"),
    ({"period": "tháng 11"}, "tháng 11"),
    ({"on_map": "2025-07-01"}, "01/07/2025"),
    ({"as_of": "31/02/2026"}, "31/02/2026"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "word"), WRONG)
def test_what_does_not_exist_is_said_in_a_sentence(
    town: ReportTown, capsys: pytest.CaptureFixture[str], options: dict[str, str], word: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        told(town, capsys, **options)
    assert ended.value.code == 2
    assert word in capsys.readouterr().err


@pytest.mark.django_db
def test_another_basis_is_no_basis(town: ReportTown, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError):
        told(town, capsys, basis="signed")


# ------------------------------------------------------------------ days and names


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_read_both_ways_and_ends_where_it_ends(day: date) -> None:
    assert read_day(day.isoformat()) == read_day(f"{day:%d/%m/%Y}") == day
    assert day_of(end_of(day)) == day
    assert day_of(end_of(day) + timedelta(microseconds=1)) == day + timedelta(days=1)


@pytest.mark.parametrize("text", ["", "hôm nay", "2026-13-01", "1/2", "2026-11-05T00:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(text)
    assert refused.value.code == "reports.no_day"


def test_a_basis_is_one_of_two() -> None:
    assert read_basis("accepted") is Basis.ACCEPTED
    with pytest.raises(Refused) as refused:
        read_basis("signed")
    assert refused.value.code == "reports.no_basis"


def test_near_names_are_offered_and_hidden_ones_never() -> None:
    assert [one.code for one in nearest("sesions", TOYS)] == ["sessions"]
    assert nearest("suspects", TOYS) == []


def test_the_day_of_an_instant_is_the_countrys() -> None:
    assert day_of(NOW) == date(2026, 11, 5)
