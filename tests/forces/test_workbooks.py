"""Lists of teams and members as offices keep them, taken in; and names kept out of what others read."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.forces.models import ForceGroup, ForceMember
from binhyen.forces.registers import GROUPS, MEMBERS
from binhyen.kernel.actors import Role
from binhyen.registers.actions.importing import import_entries, plan_import
from binhyen.registers.models import Import, Record
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import Register
from binhyen.sheets.queries import read_table
from tests.accounts.factories import Land, Person, a_land, a_person, ba_lan, signed_in_client
from tests.forces.factories import NOW, a_member, a_team
from tests.registers.factories import number

pytestmark = pytest.mark.django_db
TEAMS = ("Địa bàn", "Loại tổ", "Tên tổ, đội", "Ngày thành lập", "Quyết định thành lập", "Số tổ", "Số thành viên")
PEOPLE = ("Địa bàn", "Lực lượng", "Tên tổ", "Họ và tên", "Chức vụ", "Ngày tham gia", "Quyết định công nhận")
FORCE = "Tổ bảo vệ an ninh, trật tự ở cơ sở"
TEAM = "Tổ bảo vệ ANTT thôn Đông"


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def workbook(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken(register: Register, content: bytes, by: Person) -> Import:
    table = read_table(io.BytesIO(content), columns(register))
    return import_entries(
        register=register, table=table, chosen={}, workbook=io.BytesIO(content), name="ds.xlsx", by=by.actor, at=NOW
    )


def faults(register: Register, content: bytes, by: Person) -> set[str]:
    plan = plan_import(
        register=register, table=read_table(io.BytesIO(content), columns(register)), chosen={}, by=by.actor, at=NOW
    )
    return {finding.code for row in plan.rows if row.wrong for finding in row.findings}


def test_a_list_of_groups_is_taken_in_and_counted(land: Land, lan: Person) -> None:
    patrol = ("Xã An Phú", "Tổ, đội tuần tra", "Các tổ tuần tra xã", "01/08/2025", "", 965, "3.620")
    people = ("Thôn Đông", "Tổ an ninh nhân dân", "Tổ ANND thôn Đông", "01/08/2025", "QĐ 3", "", 12)
    assert taken(GROUPS, workbook(TEAMS, patrol, people), lan).added == 2
    assert number("patrol_groups", land.bac_ninh, "2026") == 965
    assert number("patrol_members", land.bac_ninh, "2026") == 3620
    assert number("people_security_groups", land.bac_ninh, "2026") == 1
    assert ForceGroup.objects.filter(brought_by__isnull=False).count() == 2


def test_a_list_of_members_finds_their_team_by_its_name(land: Land, lan: Person) -> None:
    a_team(land.village, lan.actor)
    rows = (
        ("Thôn Đông", FORCE, TEAM, "Trần Thị Bình", "Tổ trưởng", "01/08/2025", "QĐ 12"),
        ("Thôn Đông", FORCE, TEAM, "Nguyễn Văn An", "Tổ viên", "01/08/2025", "QĐ 12"),
    )
    assert taken(MEMBERS, workbook(PEOPLE, *rows), lan).added == 2
    assert number("grassroots_members", land.an_phu, "2026") == 2


def test_a_list_with_somebody_twice_or_two_leaders_is_not_taken_in(land: Land, lan: Person) -> None:
    a_team(land.village, lan.actor)
    first = ("Thôn Đông", FORCE, TEAM, "Trần Thị Bình", "Tổ trưởng", "01/08/2025", "QĐ 12")
    leader = (*first[:3], "Nguyễn Văn An", *first[4:])
    again = (*first[:4], "Tổ viên", "01/09/2025", "QĐ 12")
    assert faults(MEMBERS, workbook(PEOPLE, first, leader), lan) == {"forces.two_leaders"}
    assert faults(MEMBERS, workbook(PEOPLE, first, again), lan) == {"forces.two_teams"}
    assert not ForceMember.objects.exists()


def test_names_of_members_stand_in_no_log_no_title_and_no_list_of_others(land: Land, lan: Person) -> None:
    a_member(a_team(land.village, lan.actor), land.village, lan.actor, name="Trần Thị Bình")
    assert not Record.objects.filter(title__contains="Bình").exists()
    assert not [one for one in LogEntry.objects.all() if "Trần Thị Bình" in str(one.data)]
    auditor = signed_in_client(a_person("thanhtra", "Ngô Thị Hà", Role.AUDITOR, land.bac_ninh))
    for path in ("/so/thanh-vien/", "/so/thanh-vien/?q=Bình", "/so/thanh-vien/tai-ve/", "/so/to-doi/"):
        assert "Trần Thị Bình" not in auditor.get(path).content.decode(errors="ignore")
    keeper = signed_in_client(lan).get("/so/thanh-vien/").content.decode()
    assert "Trần Thị Bình" in keeper
