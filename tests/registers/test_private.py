"""Names that only keepers see: in lists, pages, history, workbooks and searches, also of posts that keep their own."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from binhyen.audit.models import Entry as LogEntry
from binhyen.awards.registers import AWARDS, PROPOSALS
from binhyen.forces.registers import MEMBERS
from binhyen.kernel.actors import Actor, Role
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Entry, Record
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import entries_seen_by, sees
from binhyen.schemes.registers import EXEMPLARS, SCHEMES
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_person, chi_mai, signed_in_client
from tests.awards.factories import award, proposal
from tests.forces.factories import a_member, a_team
from tests.programmes.factories import a_programme
from tests.registers.factories import NOW, rewritten, written
from tests.registers.test_importing import SAID
from tests.schemes.factories import TEAM, a_scheme, an_exemplar

NAME = "Hoàng Thị Kín"
"""Somebody who did not agree to be named."""
PERSON = {"recipient": "individual", "name": NAME, "position": "Hội viên phụ nữ thôn Đông"}


def a_neighbour(land: Land) -> Person:
    """Somebody of an association who keeps exemplars of its own."""
    return a_person("hoi.anphu", "Bùi Thị Hoa", Role.ASSOCIATION_OFFICER, land.an_phu, "Chủ tịch Hội Phụ nữ")


def at(register: Register, name: str, *args: object) -> str:
    return reverse(f"registers:{name}", args=[register.slug, *args])


def everything(client: Client, register: Register, entry: Entry) -> str:
    """All that a person is shown of an entry: its list, page, history and workbook."""
    pages = [
        client.get(at(register, "entries")),
        client.get(register.href_of(entry.record_id)),
        client.get(at(register, "history", entry.record_id)),
    ]
    assert {page.status_code for page in pages} == {200}
    book = load_workbook(BytesIO(client.get(at(register, "export")).content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    return " ".join([*(page.content.decode() for page in pages), *cells])


def test_an_exemplar_without_consent_is_named_to_its_office_alone(land: Land, lan: Person) -> None:
    entry = an_exemplar(land.an_phu, lan.actor, **PERSON)
    rewritten(EXEMPLARS, entry, land.an_phu, TEAM | PERSON | {"position": f"{NAME}, tổ trưởng"}, lan.actor)
    for other in (chi_mai(land), a_neighbour(land)):
        assert NAME not in everything(signed_in_client(other), EXEMPLARS, entry)
    assert NAME in everything(signed_in_client(lan), EXEMPLARS, entry)


def test_who_keeps_only_the_own_sees_the_names_written_there(land: Land, lan: Person) -> None:
    hoa = a_neighbour(land)
    an_exemplar(land.an_phu, lan.actor, **PERSON)
    own = an_exemplar(land.an_phu, hoa.actor, **PERSON | {"name": "Bùi Thị Gương"})
    shown = everything(signed_in_client(hoa), EXEMPLARS, own)
    assert "Bùi Thị Gương" in shown
    assert NAME not in shown


@pytest.mark.parametrize("words", ["hoang thi kin", "Hoàng Kín", "kin tu tuan tra"])
def test_offices_find_names_and_nobody_else_does(land: Land, lan: Person, words: str) -> None:
    an_exemplar(land.an_phu, lan.actor, **PERSON)
    path, row = at(EXEMPLARS, "entries"), "chưa có ý kiến đồng ý nêu tên"
    assert row in signed_in_client(lan).get(path, {"q": words}).content.decode()
    for other in (chi_mai(land), a_neighbour(land)):
        assert row not in signed_in_client(other).get(path, {"q": words}).content.decode()


def test_a_member_is_found_by_name_by_who_keeps_the_force(land: Land, lan: Person) -> None:
    a_member(a_team(land.an_phu, lan.actor), land.an_phu, lan.actor, name=NAME)
    page = signed_in_client(lan).get(at(MEMBERS, "entries"), {"q": "hoang kin"}).content.decode()
    assert NAME in page
    assert "Không có mục nào" not in page


def test_proposals_of_others_are_not_read_by_who_only_proposes(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor, recipient=NAME)
    for role in (Role.UNIT_REPRESENTATIVE, Role.DEPARTMENT_OFFICER):
        client = signed_in_client(a_person(role.value, "Lê Văn Đọc", role, land.an_phu))
        assert client.get(PROPOSALS.href_of(entry.record_id)).status_code == 404
        assert NAME not in client.get(at(PROPOSALS, "entries"), {"q": "kin"}).content.decode()
    mai = chi_mai(land)
    own = proposal(land.an_phu, mai.actor, recipient="Nguyễn Thị Mình")
    assert signed_in_client(mai).get(PROPOSALS.href_of(own.record_id)).status_code == 200


def test_an_award_names_its_proposal_to_those_who_see_that(land: Land, lan: Person) -> None:
    case = proposal(land.an_phu, lan.actor, recipient=NAME)
    given = award(land.an_phu, lan.actor, recipient_kind="individual", recipient=NAME, proposal=case.record_id)
    assert NAME not in everything(signed_in_client(chi_mai(land)), AWARDS, given)
    assert NAME in everything(signed_in_client(lan), AWARDS, given)


def test_a_field_leads_nowhere_once_what_it_names_is_gone(land: Land, lan: Person) -> None:
    scheme = a_scheme(land.an_phu, lan.actor, name="Tiếng kẻng an ninh")
    entry = an_exemplar(land.an_phu, lan.actor, scheme=scheme.record_id)
    take_back(register=SCHEMES, record_id=scheme.record_id, reason="Nhầm", by=lan.actor, at=NOW)
    page = signed_in_client(lan).get(EXEMPLARS.href_of(entry.record_id)).content.decode()
    assert "Tiếng kẻng an ninh" in page
    assert reverse("registers:record", args=[scheme.record_id]) not in page


@pytest.mark.parametrize("role", list(Role))
def test_a_title_is_shown_exactly_where_its_entry_is(land: Land, lan: Person, hung: Person, role: Role) -> None:
    place = land.village if role is Role.RESIDENTIAL_HEAD else land.an_phu
    one = Actor(777, 777, role, place.place_id, place.path, (place.path,))
    a_scheme(land.elsewhere, hung.actor)
    an_exemplar(land.village, lan.actor)
    an_exemplar(land.elsewhere, hung.actor)
    proposal(land.an_phu, lan.actor)
    a_programme(land.bac_ninh, hung.actor)
    a_member(a_team(land.an_phu, lan.actor), land.an_phu, lan.actor)
    written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    for record in Record.objects.all():
        rows = entries_seen_by(registers()[record.register], one).filter(record=record)
        assert sees(one, record) == rows.exists(), record.register


def test_whoever_takes_a_list_out_leaves_a_trace(land: Land, lan: Person) -> None:
    a_member(a_team(land.an_phu, lan.actor), land.an_phu, lan.actor, name=NAME)
    signed_in_client(lan).get(at(MEMBERS, "export"))
    [entry] = LogEntry.objects.filter(action="registers.exported")
    assert (entry.subject_type, entry.data) == (MEMBERS.code, {"rows": 1, "private": True})
