"""What a person does not see leaks nowhere: titles, links, history, lists; odd addresses are answered quietly."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from binhyen.kernel.actors import Role
from binhyen.programmes.registers import ACTIVITIES
from binhyen.registers.actions.papers import link_records
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Link
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import links_of, offered
from binhyen.registers.rules.facts import Value
from binhyen.support.models import HandoverCount
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_person, signed_in_client
from tests.programmes.factories import a_programme, an_activity
from tests.registers.factories import NOW, counted, day, rewritten, written
from tests.registers.test_importing import SAID

SECRET: dict[str, Value] = {**SAID, "since": day("07/01/2026")}
TITLE = "Giao nộp 07/01/2026"
HUGE = "9" * 30


def at(name: str, *args: object) -> str:
    return reverse(f"registers:{name}", args=["giao-nop-vu-khi", *args])


def test_nothing_is_linked_that_its_writer_does_not_see(reader: Client, land: Land, lan: Person, nam: Person) -> None:
    own = written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    other = written(HANDOVERS, land.elsewhere, SECRET | {"melee": "4"}, nam.actor)
    assert reader.post(at("link", own.record_id), {"other": str(other.record_id)}).status_code == 404
    assert not Link.objects.exists()
    link_records(record_id=other.record_id, other_id=own.record_id, by=nam.actor, at=NOW)
    page = reader.get(at("entry", own.record_id))
    assert page.status_code == 200
    assert TITLE not in page.content.decode(), "nor does a link from the other side show it"


def test_a_link_to_what_was_taken_back_is_not_shown(land: Land, lan: Person) -> None:
    own = written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    other = written(HANDOVERS, land.an_phu, SECRET | {"melee": "4"}, lan.actor)
    link_records(record_id=own.record_id, other_id=other.record_id, by=lan.actor, at=NOW)
    assert links_of(own.record_id, lan.actor) == [other.record]
    take_back(register=HANDOVERS, record_id=other.record_id, reason="Nhầm", by=lan.actor, at=NOW)
    assert not links_of(own.record_id, lan.actor)


def test_a_list_does_not_name_a_parent_that_is_not_seen(reader: Client, land: Land, nam: Person) -> None:
    other = written(HANDOVERS, land.elsewhere, SECRET | {"melee": "4"}, nam.actor)
    page = reader.get(reverse("registers:entries", args=[ACTIVITIES.slug]), {"cha": other.record_id})
    assert page.status_code == 200
    assert TITLE not in page.content.decode()


def test_the_history_of_what_was_moved_away_is_not_seen_any_more(
    reader: Client, land: Land, hung: Person, nam: Person
) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"melee": "4"}, hung.actor)
    assert reader.get(at("history", entry.record_id)).status_code == 200
    rewritten(HANDOVERS, entry, land.elsewhere, SAID | {"melee": "4"}, hung.actor)
    assert reader.get(at("history", entry.record_id)).status_code == 404
    assert signed_in_client(nam).get(at("history", entry.record_id)).status_code == 200


def test_lines_of_a_number_open_only_to_readers_of_their_register(land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SECRET | {"melee": "4"}, lan.actor)
    [row] = counted("melee_weapons", land.an_phu, "2026")
    member = a_person("hoidong.anphu", "Ngô Văn Bình", Role.COUNCIL_MEMBER, land.an_phu)
    page = signed_in_client(member).get(row.link).content.decode()
    assert "4 cái" in page
    assert TITLE not in page


def test_each_number_by_place_opens_into_as_many_entries(reader: Client, land: Land, lan: Person) -> None:
    for place, since in ((land.an_phu, "01/01/2026"), (land.an_phu, "02/01/2026"), (land.village, "03/01/2026")):
        written(HANDOVERS, place, SAID | {"melee": "4", "since": day(since)}, lan.actor)
    page = reader.get(at("by_place"), {"way": "voluntary"}).content.decode()
    hrefs = [found.replace("&amp;", "&") for found in re.findall(r'href="([^"]*noi=[^"]*)"', page)]
    pages = [reader.get(href).content.decode() for href in hrefs]
    assert sorted(len(set(re.findall(r"Giao nộp \d\d/01/2026", one))) for one in pages) == [1, 2]


def test_a_form_offers_what_its_entry_names_however_old(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    a_programme(land.bac_ninh, hung.actor, number="02/CTr")
    register = registers()["programmes.programmes"]
    assert programme.record in offered(register, hung.actor, named=[programme.record_id], most=1)
    assert programme.record not in offered(register, hung.actor, most=1)
    activity = an_activity(programme, land.bac_ninh, hung.actor)
    page = signed_in_client(hung).get(reverse("registers:change", args=[ACTIVITIES.slug, activity.record_id]))
    assert f'<option value="{programme.record_id}" selected>' in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        f"/so/muc/{HUGE}/",
        f"/so/giao-nop-vu-khi/{HUGE}/",
        f"/so/giao-nop-vu-khi/{HUGE}/lich-su/",
        f"/so/hoat-dong-phoi-hop/them/?cha={HUGE}&noi={HUGE}",
        f"/so/hoat-dong-phoi-hop/?cha={HUGE}&lan_nhap={HUGE}&noi=x&ky=2026-13&page=zz",
        f"/so/giao-nop-vu-khi/?noi={HUGE}.",
        f"/so/dem/?chi_tieu=melee_weapons&noi={HUGE}&ky=2026",
        "/so/dem/?chi_tieu=melee_weapons&noi=987654321&ky=2026",
        "/so/dem/?chi_tieu=melee_weapons&noi=1&ky=2026&nhu=hom-qua",
        "/so/giao-nop-vu-khi/theo-dia-ban/?noi=1.999999999999.",
    ],
)
def test_an_address_with_nonsense_in_it_is_answered(reader: Client, land: Land, path: str) -> None:
    assert reader.get(path).status_code in {200, 404}


def test_a_form_with_nonsense_in_it_writes_nothing(reader: Client, land: Land, lan: Person) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    assert reader.post(at("link", entry.record_id), {"other": HUGE}).status_code == 404
    assert reader.post(at("unlink", entry.record_id), {"other": HUGE}).status_code == 302
    form = {"place": HUGE, "since": "2026-01-01", "until": "2026-01-02", "document": "BB", "melee": "3"}
    assert reader.post(f"{at('add')}?noi={HUGE}", form).status_code == 409
    assert HandoverCount.objects.count() == 1
