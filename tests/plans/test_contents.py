"""Contents of the emulation movement: written by the province, kept with their time, never rewritten."""

from datetime import timedelta

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.plans.actions.emulation import write_contents
from binhyen.plans.models import EmulationContent
from binhyen.plans.queries.emulation import contents_of
from tests.accounts.factories import Land, a_land, ba_lan, ong_hung
from tests.registers.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


def test_what_is_written_holds_in_the_province_and_what_was_written_stays(land: Land) -> None:
    hung = ong_hung(land).actor
    assert write_contents(texts={"1": "Chủ trương, nghị quyết", "2": " "}, by=hung, at=NOW) == 1
    later = NOW + timedelta(days=1)
    assert write_contents(texts={"1": "Chủ trương,  nghị quyết", "3": "Mô hình"}, by=hung, at=later) == 1, (
        "spaces are none"
    )
    assert write_contents(texts={"1": "Chủ trương mới"}, by=hung, at=later) == 1
    assert contents_of(land.an_phu.path) == {"1": "Chủ trương mới", "3": "Mô hình"}
    assert contents_of(land.other_province.path) == {}
    assert EmulationContent.objects.filter(number=1).count() == 2
    assert [entry.data for entry in LogEntry.objects.filter(action="plans.content_written").order_by("id")] == [
        {"number": "1"},
        {"number": "3"},
        {"number": "1"},
    ]


def test_only_the_provinces_office_writes(land: Land) -> None:
    with pytest.raises(Forbidden) as refusal:
        write_contents(texts={"1": "Khác"}, by=ba_lan(land).actor, at=NOW)
    assert refusal.value.code == "plans.not_the_province"
    assert not EmulationContent.objects.exists()


def test_a_text_that_is_too_long_is_refused(land: Land) -> None:
    with pytest.raises(Refused) as refusal:
        write_contents(texts={"1": "a" * 501, "2": "Ngắn"}, by=ong_hung(land).actor, at=NOW)
    assert refusal.value.code == "plans.content_too_long"
    assert not EmulationContent.objects.exists()
