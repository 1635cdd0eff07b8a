"""The ledger follows from entries and steps: written again it comes out the same, and what differs is mended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM
from binhyen.registers.actions.recounting import recount
from binhyen.registers.models import Tally
from binhyen.registers.rules.facts import Value
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person
from tests.registers.factories import NOW, day, number, written

SAID: dict[str, Value] = {"since": day("01/01/2026"), "until": day("31/03/2026"), "document": "BB 1"}


@pytest.fixture
def three(land: Land, lan: Person) -> None:
    for amount in ("3", "hơn 4", "hàng chục"):
        written(HANDOVERS, land.an_phu, SAID | {"melee": amount, "document": f"BB {amount}"}, lan.actor)


@pytest.mark.usefixtures("three")
def test_a_rule_that_did_not_change_changes_nothing(land: Land) -> None:
    before = list(Tally.objects.order_by("id").values())
    assert recount(register=HANDOVERS, by=SYSTEM, at=NOW + timedelta(days=1)) == (0, 0)
    assert list(Tally.objects.order_by("id").values()) == before


@pytest.mark.usefixtures("three")
def test_lines_that_no_longer_follow_are_closed_and_the_right_ones_opened(land: Land) -> None:
    wrong = Tally.objects.filter(amount=3).get()
    wrong.amount = 30  # as an older rule would have written it
    wrong.save()
    later = NOW + timedelta(days=1)
    assert recount(register=HANDOVERS, by=SYSTEM, at=later) == (1, 1)
    assert number("melee_weapons", land.an_phu, "2026") == 7
    assert number("melee_weapons", land.an_phu, "2026", NOW) == 34, "what was known before stays"


@pytest.mark.usefixtures("three")
def test_the_command_says_what_it_did() -> None:
    said = StringIO()
    call_command("recount", "support.handovers", stdout=said)
    assert said.getvalue().strip() == "support.handovers: đóng 0 dòng, mở 0 dòng"


@pytest.mark.usefixtures("three")
def test_every_record_that_counts_something_else_is_named_in_the_log(land: Land) -> None:
    wrong = Tally.objects.filter(amount=3).get()
    wrong.amount = 30
    wrong.save()
    recount(register=HANDOVERS, by=SYSTEM, at=NOW + timedelta(days=1))
    told = Entry.objects.filter(action="registers.recounted").values_list("subject_id", flat=True)
    assert sorted(told) == [0, wrong.record_id]
