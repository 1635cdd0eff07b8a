"""The register of units: what is entered, changed, closed, and what is refused with nothing changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.findings import Forbidden, Refusal, Refused
from binhyen.places.models import PlaceVersion
from binhyen.units.actions import (
    change_unit,
    close_unit,
    define_kind,
    delegate_unit,
    enrol_places,
    register_unit,
    register_units,
    represent,
)
from binhyen.units.models import Unit, UnitVersion
from binhyen.units.queries import facts_on, units_represented
from binhyen.units.rules.facts import KindDraft, UnitChange, UnitDraft, UnitFacts
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, UnitKind
from tests.units.conftest import AT, BEGIN, DAY, Town, agency, enterprise, school


def test_a_registered_unit_has_a_version_and_a_trace(town: Town) -> None:
    unit = register_unit(draft=agency(town.an_phu.place_id), by=town.lan, at=AT)
    assert (unit.fold, unit.place_path, unit.managing_level) == ("tram y te", town.an_phu.path, "commune")
    assert UnitVersion.objects.get().unit == unit
    entry = Entry.objects.get(action="units.registered")
    assert (entry.subject_id, entry.data) == (unit.pk, {"kind": "agency"})


def refused(town: Town, draft: UnitDraft, by: Role = Role.COMMUNE_OFFICER) -> str:
    with pytest.raises(Refusal) as refusal:
        register_unit(draft=draft, by=town.actor(by, town.an_phu), at=AT)
    assert not Unit.objects.filter(name=draft.name).exists()
    return refusal.value.code


def test_who_may_not_and_what_cannot_be_is_refused(town: Town) -> None:
    home = town.an_phu.place_id
    assert refused(town, agency(town.binh_minh.place_id)) == "permission.elsewhere"
    assert refused(town, agency(home), Role.AUDITOR) == "permission.role"
    assert refused(town, agency(home), Role.COMMUNE_CHAIR) == "permission.role"
    assert refused(town, agency(home, level=ManagingLevel.PROVINCE)) == "units.level_above"
    assert refused(town, replace(agency(home), name=" ")) == "units.no_name"
    assert refused(town, replace(agency(home), name="\u200b\u200b")) == "units.no_name"
    assert refused(town, agency(town.east.place_id)) == "units.no_commune"
    assert refused(town, replace(agency(home), since=date(2020, 1, 1))) == "units.no_commune"
    area = UnitFacts(UnitKind.RESIDENTIAL_AREA, ManagingLevel.COMMUNE)
    assert refused(town, replace(agency(home), facts=area, kind_code="residential_area")) == "units.places_enrol"


def test_many_are_registered_all_or_none(town: Town) -> None:
    home = town.an_phu.place_id
    drafts = [agency(home), enterprise(home), replace(school(home), name="")]
    with pytest.raises(Refused) as refusal:
        register_units(drafts=drafts, by=town.lan, at=AT)
    assert refusal.value.code == "units.no_name"
    assert not Unit.objects.exists()
    assert len(register_units(drafts=drafts[:2], by=town.lan, at=AT)) == 2


def test_a_name_is_used_once_for_a_kind_in_a_commune(town: Town) -> None:
    home = town.an_phu.place_id
    register_unit(draft=agency(home), by=town.lan, at=AT)
    for drafts in ([agency(home, "TRAM Y TE")], [agency(home, "A"), agency(home, "a")]):
        with pytest.raises(Refused) as refusal:
            register_units(drafts=drafts, by=town.lan, at=AT)
        assert refusal.value.code == "units.duplicate"
    register_unit(draft=enterprise(home, name="Trạm Y tế"), by=town.lan, at=AT)
    register_unit(draft=agency(town.binh_minh.place_id), by=town.nam, at=AT)
    assert Unit.objects.count() == 3


def test_a_change_begins_on_its_day_and_what_was_stays(town: Town) -> None:
    unit = register_unit(draft=enterprise(town.an_phu.place_id), by=town.lan, at=AT)
    facts = UnitFacts(UnitKind.ENTERPRISE, ManagingLevel.COMMUNE, enterprise_size=EnterpriseSize.SMALL)
    changed = change_unit(unit=unit, change=UnitChange(facts, DAY, "Công ty May Đông Á"), by=town.lan, at=AT)
    assert changed.name == "Công ty May Đông Á"
    before, after = (facts_on([unit], day)[unit.pk] for day in (DAY - timedelta(1), DAY))
    assert (before.enterprise_size, after.enterprise_size) == (EnterpriseSize.MEDIUM, EnterpriseSize.SMALL)
    assert Entry.objects.filter(action="units.changed").count() == 1
    with pytest.raises(Refused) as refusal:
        change_unit(unit=unit, change=UnitChange(facts, BEGIN), by=town.lan, at=AT)
    assert refusal.value.code == "units.earlier_than_known"
    for year in range(2025, 2028):
        day = date(year, 12, 31)
        assert UnitVersion.objects.filter(unit=unit, valid_from__lte=day).exclude(valid_to__lte=day).count() == 1


def test_the_commune_does_not_touch_what_the_province_manages(town: Town) -> None:
    draft = agency(town.an_phu.place_id, level=ManagingLevel.PROVINCE)
    unit = register_unit(draft=draft, by=town.hung, at=AT)
    with pytest.raises(Forbidden) as refusal:
        close_unit(unit=unit, on=DAY, instrument="", by=town.lan, at=AT)
    assert refusal.value.code == "units.level_above"
    unit = delegate_unit(unit=unit, on=DAY, instrument="QĐ 5/QĐ-UBND", by=town.hung, at=AT)
    assert unit.delegated_to_commune


def test_a_closed_unit_is_closed_for_all(town: Town) -> None:
    unit = register_unit(draft=school(town.an_phu.place_id), by=town.lan, at=AT)
    post = town.post(Role.UNIT_REPRESENTATIVE, town.an_phu)
    represent(post=post, unit=unit, since=BEGIN, by=town.lan, at=AT)
    with pytest.raises(Refused) as early:
        close_unit(unit=unit, on=BEGIN, instrument="", by=town.lan, at=AT)
    assert early.value.code == "units.ends_before_it_begins"
    close_unit(unit=unit, on=DAY, instrument="QĐ 9", by=town.lan, at=AT)
    assert facts_on([unit], DAY) == {}
    assert units_represented(post.pk, DAY) == frozenset()
    assert units_represented(post.pk, DAY - timedelta(1)) == {unit.pk}
    with pytest.raises(Refused) as late:
        close_unit(unit=unit, on=DAY, instrument="", by=town.lan, at=AT)
    assert late.value.code == "units.closed"


def test_only_a_representative_speaks_and_only_once(town: Town) -> None:
    unit = register_unit(draft=school(town.an_phu.place_id), by=town.lan, at=AT)
    chair = town.post(Role.COMMUNE_CHAIR, town.an_phu)
    mai = town.post(Role.UNIT_REPRESENTATIVE, town.an_phu)
    represent(post=mai, unit=unit, since=BEGIN, by=town.lan, at=AT)
    for post, code in ((chair, "units.not_a_representative"), (mai, "units.speaks_already")):
        with pytest.raises(Refused) as refusal:
            represent(post=post, unit=unit, since=BEGIN, by=town.lan, at=AT)
        assert refusal.value.code == code
    with pytest.raises(Forbidden):
        represent(post=mai, unit=unit, since=BEGIN, by=town.nam, at=AT)


def test_a_province_adds_a_kind(town: Town) -> None:
    draft = KindDraft("religious", "Cơ sở tôn giáo", UnitKind.AGENCY, town.province.place_id, "QĐ 7")
    define_kind(draft=draft, by=town.hung, at=AT)
    unit = register_unit(draft=replace(agency(town.an_phu.place_id), kind_code="religious"), by=town.lan, at=AT)
    assert facts_on([unit], DAY)[unit.pk].kind is UnitKind.AGENCY
    cases = [(draft, town.hung, "units.kind_exists"), (draft, town.lan, "permission.role")]
    elsewhere = replace(draft, code="x", province_id=town.an_phu.place_id)
    cases.append((elsewhere, SYSTEM, "units.no_province"))
    for one, by, code in cases:
        with pytest.raises(Refusal) as refusal:
            define_kind(draft=one, by=by, at=AT)
        assert refusal.value.code == code


def test_places_become_units_once(town: Town) -> None:
    done = enrol_places(province_id=town.province.place_id, day=DAY, by=town.hung, at=AT)
    assert (done.made, done.moved, done.closed) == (4, 0, 0)
    levels = dict(Unit.objects.values_list("name", "managing_level"))
    assert levels == {
        "Xã An Phú": "province",
        "Phường Bình Minh": "province",
        "Thôn Đông": "commune",
        "Thôn Tây": "commune",
    }
    again = enrol_places(province_id=town.province.place_id, day=DAY, by=town.hung, at=AT)
    assert (again.made, again.moved, again.closed) == (0, 0, 0)
    assert Unit.objects.count() == UnitVersion.objects.count() == 4


def test_units_follow_their_places_and_end_with_them(town: Town) -> None:
    enrol_places(province_id=town.province.place_id, day=DAY, by=SYSTEM, at=AT)
    PlaceVersion.objects.filter(pk=town.west.pk).update(valid_to=DAY)
    PlaceVersion.objects.filter(pk=town.east.pk).update(name="Đông Hải")
    later = DAY + timedelta(1)
    done = enrol_places(province_id=town.province.place_id, day=later, by=SYSTEM, at=AT)
    assert (done.made, done.moved, done.closed) == (0, 1, 1)
    assert Unit.objects.get(name="Thôn Tây").valid_to == DAY
    assert Unit.objects.filter(name="Thôn Đông Hải", fold="thon dong hai").exists()


def test_a_commune_officer_enrols_no_places(town: Town) -> None:
    with pytest.raises(Forbidden):
        enrol_places(province_id=town.an_phu.place_id, day=DAY, by=town.lan, at=AT)
    assert not Unit.objects.exists()
