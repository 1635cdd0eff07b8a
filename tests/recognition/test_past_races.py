"""Two officers at once: an earlier result is said once, and a total never beside its parts."""

from functools import partial

from binhyen.recognition.models import PastResult
from binhyen.recognition.registers import PAST
from tests.accounts.factories import a_land, ba_lan, ong_hung
from tests.races import MEETS, together
from tests.recognition.test_past_results import ONE, TOTAL
from tests.registers.factories import written

pytestmark = MEETS


def test_one_unit_is_said_once() -> None:
    land = a_land()
    write = partial(written, PAST, land.an_phu, ONE, ba_lan(land).actor)
    assert together(write, write) == ["done", "recognition.past_said_twice"]


def test_a_total_and_a_part_meet() -> None:
    land = a_land()
    lan, hung = ba_lan(land).actor, ong_hung(land).actor
    part, total = partial(written, PAST, land.an_phu, ONE, lan), partial(written, PAST, land.bac_ninh, TOTAL, hung)
    assert together(part, total) == ["done", "recognition.past_total_and_parts"]
    assert PastResult.objects.count() == 1
