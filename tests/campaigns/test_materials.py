"""Texts that are ready: what ships, and what speakers translate."""

import pytest

from binhyen.campaigns.queries.materials import shipped_texts
from binhyen.campaigns.registers.event_fields import TOPICS
from binhyen.campaigns.registers.materials import MATERIALS
from binhyen.campaigns.rules.materials import MEDIA, Text, spoken_seconds
from binhyen.kernel.findings import Refused
from binhyen.registers.models import Record
from binhyen.registers.queries.entries import entries_seen_by
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, a_land, anh_nam, ba_lan
from tests.registers.factories import day, written

MINE: dict[str, Value] = {
    "name": "Ba không (bản dịch)",
    "medium": "loudspeaker",
    "language": "tay",
    "translates": "fraud_phone",
    "text": "[bản dịch do người nói tiếng Tày viết]",
    "since": day("01/06/2026"),
}


@pytest.mark.parametrize("text", shipped_texts(), ids=lambda text: text.code)
def test_each_shipped_text_has_a_medium_a_topic_and_fits_its_use(text: Text) -> None:
    assert text.medium in MEDIA
    assert text.topic in TOPICS
    assert 8 <= spoken_seconds(text.text) <= 60
    assert text.text.endswith((".", "!", "?"))


def test_codes_of_shipped_texts_are_their_own() -> None:
    codes = [text.code for text in shipped_texts()]
    assert len(codes) == len(set(codes)) >= 8


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


def test_a_translation_is_read_in_the_whole_province(land: Land) -> None:
    written(MATERIALS, land.an_phu, MINE, ba_lan(land).actor)
    assert [row.title for row in entries_seen_by(MATERIALS, anh_nam(land).actor)] == ["Ba không (bản dịch)"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"language": "vi"}, "campaigns.not_translated"),
        ({"text": shipped_texts()[1].text}, "campaigns.same_text"),
        ({"text": ""}, "registers.missing"),
        ({"language": "klingon"}, "registers.no_choice"),
    ],
)
def test_what_is_no_translation_is_refused(land: Land, values: dict[str, Value], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        written(MATERIALS, land.an_phu, MINE | values, ba_lan(land).actor)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()
