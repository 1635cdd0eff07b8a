"""Actions in odd orders: what is taken back under others, merged twice, stepped since it was brought in."""

from datetime import timedelta

import pytest

from binhyen.kernel.findings import Refused
from binhyen.programmes.registers import ACTIVITIES, COMMITMENTS, PROGRAMMES
from binhyen.registers.actions.importing import undo_import
from binhyen.registers.actions.stepping import drop_step, take_step
from binhyen.registers.actions.writing import put_back, take_back, write_entry
from binhyen.registers.models import Import, Record, Step
from binhyen.registers.queries.declared import Draft, rows_now
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import StepFacts
from binhyen.registers.rules.importing import Doing
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person
from tests.programmes.factories import a_commitment, a_programme, an_activity
from tests.registers.factories import NOW, day, number, rewritten, written
from tests.registers.test_importing import ONE, SAID, TWO, taken, workbook

LATER = NOW + timedelta(days=1)


def test_two_same_rows_are_merged_into_an_entry_once(land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    made = taken(workbook(ONE, ONE), lan, {2: Doing.MERGE, 3: Doing.MERGE})
    assert (made.added, made.changed, made.skipped) == (0, 1, 1)
    assert number("melee_weapons", land.an_phu, "2026") == 10


def test_what_others_belong_to_is_not_taken_back_under_them(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    activity = an_activity(programme, land.an_phu, hung.actor)
    with pytest.raises(Refused) as refusal:
        take_back(register=PROGRAMMES, record_id=programme.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    assert refusal.value.code == "registers.has_entries"
    assert number("joint_activities", land.an_phu, "2026") == 1
    take_back(register=ACTIVITIES, record_id=activity.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    take_back(register=PROGRAMMES, record_id=programme.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    assert number("joint_programmes", land.bac_ninh, "2026") == 0


def test_nothing_is_put_back_or_written_under_what_was_taken_back(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    activity = an_activity(programme, land.an_phu, hung.actor)
    for register, entry in ((ACTIVITIES, activity), (PROGRAMMES, programme)):
        take_back(register=register, record_id=entry.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    with pytest.raises(Refused) as refusal:
        put_back(register=ACTIVITIES, record_id=activity.record_id, by=hung.actor, at=LATER)
    assert refusal.value.code == "registers.named_gone"
    assert Record.objects.get(pk=activity.record_id).removed_at is not None
    with pytest.raises(Refused):
        a_commitment(programme, land.bac_ninh, hung.actor)
    assert not rows_now(COMMITMENTS).exists()


def test_a_field_names_only_entries_of_its_register(land: Land, hung: Person) -> None:
    other = written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, hung.actor)
    with pytest.raises(Refused) as refusal:
        an_activity(other, land.an_phu, hung.actor)
    assert refusal.value.code == "registers.named_gone"


def test_a_predecessor_taken_back_does_not_close_its_successor(land: Land, hung: Person) -> None:
    first = a_programme(land.bac_ninh, hung.actor)
    second = a_programme(land.bac_ninh, hung.actor, number="02/CTr", successor_of=first.record_id)
    take_back(register=PROGRAMMES, record_id=first.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    said = facts_of(PROGRAMMES, second)
    changed = Draft(said.__class__(said.place_id, {**said.values, "subject": "Phối hợp"}), second.record_id, second.pk)
    assert write_entry(register=PROGRAMMES, draft=changed, by=hung.actor, at=LATER).record_id == second.record_id


def test_an_import_whose_entries_were_stepped_since_says_so(land: Land, hung: Person) -> None:
    made = Import.objects.create(
        register=PROGRAMMES.code, place_path="", file_name="ct.xlsx", added=1, changed=0, skipped=0, at=NOW,
        by_account=hung.actor.account_id, by_post=hung.actor.post_id,
    )  # fmt: skip
    programme = a_programme(land.bac_ninh, hung.actor)
    rows_now(PROGRAMMES).update(brought_by=made)
    end = StepFacts("end", day("01/10/2026"), document="Biên bản thanh lý")
    take_step(register=PROGRAMMES, record_id=programme.record_id, step=end, by=hung.actor, at=LATER)
    with pytest.raises(Refused) as refusal:
        undo_import(register=PROGRAMMES, import_id=made.pk, by=hung.actor, at=LATER)
    assert refusal.value.code == "registers.changed_since_import"
    undo_import(register=PROGRAMMES, import_id=made.pk, by=hung.actor, at=LATER, also_changed=True)
    assert number("joint_programmes", land.bac_ninh, "2026") == 0


def test_imports_are_taken_back_in_the_other_order(land: Land, lan: Person) -> None:
    first = taken(workbook(ONE, TWO), lan)
    second = taken(workbook((*ONE[:5], 30)), lan, {2: Doing.MERGE}, days=1)
    assert number("melee_weapons", land.an_phu, "2026") == 37
    undo_import(register=HANDOVERS, import_id=first.pk, by=lan.actor, at=NOW + timedelta(days=2), also_changed=True)
    assert number("melee_weapons", land.an_phu, "2026") == 0
    undo_import(register=HANDOVERS, import_id=second.pk, by=lan.actor, at=NOW + timedelta(days=3))
    assert number("melee_weapons", land.an_phu, "2026") == 0, "what is gone is not brought again"
    assert number("melee_weapons", land.an_phu, "2026", NOW + timedelta(days=1)) == 37


def test_an_entry_moved_after_its_step_counts_where_it_is_now(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    end = StepFacts("end", day("01/10/2026"), document="Biên bản thanh lý")
    taken_step = take_step(register=PROGRAMMES, record_id=programme.record_id, step=end, by=hung.actor, at=NOW)
    said = facts_of(PROGRAMMES, programme)
    moved = {**said.values, "level": "commune"}
    rewritten(PROGRAMMES, programme, land.an_phu, moved, hung.actor, LATER)
    assert rows_now(PROGRAMMES).get().state == "ended"
    assert number("joint_programmes", land.an_phu, "2026") == 1
    drop_step(register=PROGRAMMES, record_id=programme.record_id, step_id=taken_step.pk, by=hung.actor, at=LATER)
    assert rows_now(PROGRAMMES).get().state == ""
    assert not Step.objects.filter(superseded_at=None).exists()
    assert number("joint_programmes", land.bac_ninh, "2026", NOW) == 1
    take_back(register=PROGRAMMES, record_id=programme.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    assert number("joint_programmes", land.bac_ninh, "2026") == 0
    put_back(register=PROGRAMMES, record_id=programme.record_id, by=hung.actor, at=LATER + timedelta(hours=1))
    assert number("joint_programmes", land.an_phu, "2026") == 1
