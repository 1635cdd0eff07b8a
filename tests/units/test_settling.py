"""What a province settles about its units, and how a representation ends."""

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from binhyen.audit.models import Entry
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.sheets.models import ColumnMap
from binhyen.units.actions import end_representation, register_unit, represent, settle_mixed_schools
from binhyen.units.models import Kind, ProvinceSetting, Representation
from binhyen.units.queries import UnitFilter, scope_settings, units_seen_by
from binhyen.units.rules.facts import MixedSchools
from tests.accounts.factories import TODAY as VISIT
from tests.accounts.factories import Land, a_land, ba_lan, chi_mai, ong_hung, signed_in_client
from tests.units.conftest import AT, BEGIN, DAY, Town, agency, school
from tests.units.test_views import GOOD, book

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(settings: Settings, tmp_path: Path) -> Land:
    settings.VAR_DIR = tmp_path
    return a_land()


def leave_out(town: Town, on: date = DAY) -> MixedSchools:
    return MixedSchools(town.province.place_id, take_part=False, on=on, instrument="KH 15/KH-BCĐ")


def test_a_setting_holds_from_its_day_and_earlier_days_keep_theirs(town: Town) -> None:
    path = town.an_phu.path
    assert scope_settings(path, DAY).mixed_schools
    settle_mixed_schools(wanted=leave_out(town), by=town.hung, at=AT)
    assert not scope_settings(path, DAY).mixed_schools
    assert scope_settings(path, DAY).source == "KH 15/KH-BCĐ"
    assert scope_settings(path, DAY - timedelta(days=1)).mixed_schools
    settle_mixed_schools(wanted=replace(leave_out(town), take_part=True), by=town.hung, at=AT)
    assert ProvinceSetting.objects.get().mixed_schools
    assert Entry.objects.filter(action="units.mixed_schools_settled").count() == 2


def test_only_the_provinces_own_officer_settles_and_not_behind_a_later_day(town: Town) -> None:
    with pytest.raises(Forbidden):
        settle_mixed_schools(wanted=leave_out(town), by=town.lan, at=AT)
    settle_mixed_schools(wanted=leave_out(town), by=town.hung, at=AT)
    with pytest.raises(Refused) as refusal:
        settle_mixed_schools(wanted=leave_out(town, BEGIN), by=town.hung, at=AT)
    assert refusal.value.code == "units.earlier_than_known"
    assert ProvinceSetting.objects.count() == 1


def test_lists_leave_out_what_the_province_leaves_out(town: Town) -> None:
    draft = school(town.an_phu.place_id)
    draft = replace(draft, facts=replace(draft.facts, teaches_primary=True))
    mixed = register_unit(draft=draft, by=town.lan, at=AT)
    assert not units_seen_by(town.hung, UnitFilter(scope="out"), on=DAY).exists()
    settle_mixed_schools(wanted=leave_out(town), by=town.hung, at=AT)
    assert list(units_seen_by(town.hung, UnitFilter(scope="out"), on=DAY)) == [mixed]
    assert not units_seen_by(town.hung, UnitFilter(scope="in"), on=DAY).exists()


@pytest.fixture
def voice(town: Town) -> Representation:
    unit = register_unit(draft=agency(town.an_phu.place_id), by=town.lan, at=AT)
    post = town.post(Role.UNIT_REPRESENTATIVE, town.an_phu)
    return represent(post=post, unit=unit, since=BEGIN, by=town.lan, at=AT)


def test_a_representation_ends_on_a_day(town: Town, voice: Representation) -> None:
    ended = end_representation(voice=voice, on=DAY, by=town.lan, at=AT)
    assert ended.valid_to == DAY
    assert Entry.objects.filter(action="units.representation_ended").count() == 1
    with pytest.raises(Refused) as refusal:
        end_representation(voice=voice, on=DAY + timedelta(days=1), by=town.lan, at=AT)
    assert refusal.value.code == "units.silent_already"


def test_a_representation_lasts_a_day_and_is_ended_by_its_office(town: Town, voice: Representation) -> None:
    with pytest.raises(Refused) as refusal:
        end_representation(voice=voice, on=BEGIN, by=town.lan, at=AT)
    assert refusal.value.code == "units.voice_too_short"
    with pytest.raises(Forbidden):
        end_representation(voice=voice, on=DAY, by=town.nam, at=AT)
    voice.refresh_from_db()
    assert voice.valid_to is None


def test_a_province_adds_a_kind_and_settles_mixed_schools_on_its_pages(land: Land) -> None:
    client = signed_in_client(ong_hung(land))
    new = {"name": "Cơ sở tôn giáo", "treated_as": "agency", "instrument": "KH 15/KH-BCĐ"}
    assert client.post(reverse("units:kinds"), new).status_code == 302
    assert Kind.objects.get(name="Cơ sở tôn giáo").pk == "co_so_ton_giao"
    again = client.post(reverse("units:kinds"), new)
    assert again.status_code == 200
    assert again.context["form"].non_field_errors()
    settle = {"on": VISIT.isoformat(), "instrument": "KH 15/KH-BCĐ"}
    assert client.get(reverse("units:settle_mixed_schools")).status_code == 200
    assert client.post(reverse("units:settle_mixed_schools"), settle).status_code == 302
    page = client.get(reverse("units:kinds"))
    assert not page.context["settled"].mixed_schools
    assert "Cơ sở tôn giáo" in page.content.decode()


def test_a_commune_settles_nothing(land: Land) -> None:
    client = signed_in_client(ba_lan(land))
    assert client.get(reverse("units:kinds")).status_code == 403
    assert client.get(reverse("units:settle_mixed_schools")).status_code == 403
    assert client.delete(reverse("units:kinds")).status_code == 405


def own_heading(heading: str) -> SimpleUploadedFile:
    """A workbook whose first column has a heading of the place's own."""
    opened = openpyxl.load_workbook(io.BytesIO(book(GOOD).read()))
    opened.worksheets[0]["A1"] = heading
    held = io.BytesIO()
    opened.save(held)
    return SimpleUploadedFile("a.xlsx", held.getvalue())


def test_headings_of_a_place_are_remembered(land: Land) -> None:
    client = signed_in_client(ba_lan(land))
    answer = client.post(reverse("units:choose_workbook"), {"workbook": own_heading("Đơn vị chúng tôi")})
    page = client.get(answer["Location"])
    assert [one.code for one in page.context["seen"].head if one.where == "Đơn vị chúng tôi"]
    word = page.context["word"]
    named = client.post(reverse("units:name_columns", args=[word]), {"c0": "name"})
    assert named["Location"] == answer["Location"]
    assert ColumnMap.objects.get().column == "name"
    again = client.get(answer["Location"])
    assert again.context["seen"].clean
    assert not again.context["columns"].fields
    assert client.get(reverse("units:name_columns", args=[word])).status_code == 405


def test_a_representation_is_ended_on_its_page(land: Land) -> None:
    lan = ba_lan(land)
    unit = register_unit(draft=agency(land.an_phu.place_id), by=lan.actor, at=AT)
    mai = chi_mai(land)
    voice = represent(post=mai.post, unit=unit, since=BEGIN, by=lan.actor, at=AT)
    client: Client = signed_in_client(lan)
    path = reverse("units:dismiss", args=[unit.pk, voice.pk])
    assert client.get(path).status_code == 200
    assert client.post(path, {"on": VISIT.isoformat()}).status_code == 302
    voice.refresh_from_db()
    assert voice.valid_to == VISIT
    assert client.get(reverse("units:dismiss", args=[unit.pk, voice.pk + 1])).status_code == 404
