"""Who sees which units, how lists are narrowed, in how many queries."""

from datetime import timedelta

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.actors import Role
from binhyen.units.actions import close_unit, enrol_places, register_unit, register_units, represent
from binhyen.units.models import Unit
from binhyen.units.queries import (
    UnitFilter,
    counts_of,
    facts_on,
    kinds_of,
    unit_seen_by,
    units_represented,
    units_seen_by,
    units_under,
)
from binhyen.units.rules.kinds import EnterpriseSize, SchoolLevel
from binhyen.units.rules.scope import Regime, scope_of
from tests.units.conftest import AT, BEGIN, DAY, Town, agency, enterprise, school


def names(rows: object) -> list[str]:
    return [unit.name for unit in rows]  # type: ignore[attr-defined]  # any rows of units


def test_each_sees_what_the_post_covers_in_vietnamese_order(town: Town) -> None:
    enrol_places(province_id=town.province.place_id, day=DAY, by=town.hung, at=AT)
    register_unit(draft=school(town.an_phu.place_id), by=town.lan, at=AT)
    mine = ["Thôn Đông", "Thôn Tây", "Trường An Phú", "Xã An Phú"]
    assert names(units_seen_by(town.lan, on=DAY)) == mine
    assert names(units_seen_by(town.hung, on=DAY)) == ["Phường Bình Minh", *mine]
    assert names(units_seen_by(town.nam, on=DAY)) == ["Phường Bình Minh"]
    assert names(units_seen_by(town.actor(Role.RESIDENTIAL_HEAD, town.east), on=DAY)) == ["Thôn Đông"]
    assert names(units_seen_by(town.actor(Role.OPERATOR, town.province), on=DAY)) == []


def test_a_representative_sees_only_the_own_unit(town: Town) -> None:
    unit = register_unit(draft=school(town.an_phu.place_id), by=town.lan, at=AT)
    other = register_unit(draft=agency(town.an_phu.place_id), by=town.lan, at=AT)
    post = town.post(Role.UNIT_REPRESENTATIVE, town.an_phu)
    represent(post=post, unit=unit, since=BEGIN, by=town.lan, at=AT)
    mai = town.actor(Role.UNIT_REPRESENTATIVE, town.an_phu, units_represented(post.pk, DAY))
    assert names(units_seen_by(mai, on=DAY)) == ["Trường An Phú"]
    assert unit_seen_by(mai, unit.pk) == unit
    for actor, pk in ((mai, other.pk), (town.nam, unit.pk), (town.hung, 999_999)):
        with pytest.raises(Http404):
            unit_seen_by(actor, pk)


def test_lists_are_narrowed_without_diacritics_by_kind_place_level_and_state(town: Town) -> None:
    home = town.an_phu.place_id
    drafts = [agency(home), enterprise(home), enterprise(home, EnterpriseSize.SMALL, "Xưởng mộc"), school(home)]
    units = register_units(drafts=drafts, by=town.lan, at=AT)
    cases = [
        (UnitFilter(text="TRAM y"), ["Trạm Y tế"]),
        (UnitFilter(kind="enterprise"), ["Công ty May", "Xưởng mộc"]),
        (UnitFilter(kind="enterprise", scope="out"), ["Xưởng mộc"]),
        (UnitFilter(scope="in"), ["Công ty May", "Trạm Y tế", "Trường An Phú"]),
        (UnitFilter(level="province"), []),
        (UnitFilter(place_path=town.binh_minh.path), []),
        (UnitFilter(closed=True), []),
    ]
    for wanted, expected in cases:
        assert names(units_seen_by(town.hung, wanted, on=DAY)) == expected
    close_unit(unit=units[0], on=DAY, instrument="", by=town.lan, at=AT)
    assert names(units_seen_by(town.hung, UnitFilter(closed=True), on=DAY)) == ["Trạm Y tế"]
    assert counts_of(units_seen_by(town.hung, on=DAY)) == {"enterprise": 2, "school": 1}


def test_the_lists_filter_is_the_rule_of_scope(town: Town) -> None:
    home = town.an_phu.place_id
    drafts = [enterprise(home, size, size) for size in EnterpriseSize]
    drafts += [school(home, level, level) for level in SchoolLevel]
    units = register_units(drafts=[*drafts, agency(home)], by=town.lan, at=AT)
    Unit.objects.filter(kind_id="agency").update(armed_forces=True)
    known = Unit.objects.select_related("kind").in_bulk([unit.pk for unit in units])
    facts = facts_on(known.values(), DAY)
    outside = {pk for pk in known if scope_of(facts[pk], Regime.TT124)}
    outside |= {pk for pk, unit in known.items() if unit.armed_forces}
    assert set(units_seen_by(town.hung, UnitFilter(scope="out"), on=DAY).values_list("pk", flat=True)) == outside


def test_reads_take_few_queries(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    enrol_places(province_id=town.province.place_id, day=DAY, by=town.hung, at=AT)
    hung = town.hung
    with django_assert_num_queries(1):
        list(units_seen_by(hung, UnitFilter(text="a"), on=DAY))
    with django_assert_num_queries(2):
        facts_on(list(units_under(town.province.path, DAY)), DAY)
    with django_assert_num_queries(1):
        counts_of(units_seen_by(hung, on=DAY))


def test_kinds_are_the_laws_and_the_own_provinces(town: Town) -> None:
    enrol_places(province_id=town.province.place_id, day=DAY - timedelta(1), by=town.hung, at=AT)
    assert set(kinds_of(town.an_phu.path)) == {"residential_area", "commune", "agency", "enterprise", "school"}
