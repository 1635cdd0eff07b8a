"""The log: entries in the acting transaction, a chain that shows every change."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from binhyen.audit.actions import Deed, record, record_all, seal_entries
from binhyen.audit.models import Entry, Seal
from binhyen.audit.queries import broken_links, trail_of, unsealed
from binhyen.audit.rules.chain import Damage
from binhyen.kernel.actors import SYSTEM

AT = datetime(2026, 11, 5, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(count: int, at: datetime = AT) -> None:
    deeds = [Deed("dossier.register", "dossier", number, "1.20.", {"day": "2026-03-02"}) for number in range(count)]
    record_all(deeds, by=SYSTEM, at=at)


def damages() -> set[Damage]:
    return {one.damage for one in broken_links()}


def test_a_sealed_chain_holds() -> None:
    write(7)
    assert seal_entries() == 7
    assert list(broken_links()) == []
    assert unsealed().count() == 0


def test_sealing_goes_on_where_it_stopped() -> None:
    write(3)
    seal_entries()
    write(2)
    assert seal_entries() == 2
    assert seal_entries() == 0
    assert list(Seal.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert damages() == set()


def test_a_changed_entry_is_found() -> None:
    write(5)
    seal_entries()
    third = Entry.objects.order_by("id")[2]
    Entry.objects.filter(pk=third.pk).update(data={"day": "2026-04-02"})
    assert [(one.entry_id, one.damage) for one in broken_links()] == [(third.pk, Damage.CHANGED)]


def test_a_removed_entry_is_found() -> None:
    write(5)
    seal_entries()
    third = Entry.objects.order_by("id")[2].pk
    Entry.objects.filter(pk=third).delete()
    assert [(one.entry_id, one.damage) for one in broken_links()] == [(third, Damage.REMOVED)]


def test_an_entry_removed_with_its_seal_is_found() -> None:
    write(5)
    seal_entries()
    Entry.objects.filter(pk=Seal.objects.get(sequence=3).entry_id).delete()
    Seal.objects.filter(sequence=3).delete()
    assert Damage.REMOVED in damages()


def test_an_inserted_link_is_found() -> None:
    write(3)
    seal_entries()
    write(1)
    entry = Entry.objects.order_by("-id")[0]
    Seal.objects.create(sequence=4, entry_id=entry.pk, previous_hash="f" * 64, hash="0" * 64)
    assert damages() == {Damage.INSERTED}


def test_an_entry_slipped_in_between_old_ones_is_found() -> None:
    write(2)
    write(2, AT + timedelta(days=1))
    seal_entries()
    Entry.objects.create(pk=0, at=AT, account_id=1, post_id=1, action="x.y", subject_type="dossier", subject_id=1)
    assert Damage.INSERTED in damages()


def test_the_unsealed_tail_is_reported_and_is_no_damage() -> None:
    write(3)
    seal_entries()
    write(2)
    report = verify()
    newest = Seal.objects.get(sequence=3).hash
    assert report == {"links": 3, "head": newest, "breaks": [], "unsealed": 2}


def test_verifying_a_broken_chain_exits_with_one() -> None:
    write(3)
    seal_entries()
    Entry.objects.filter(subject_id=1).update(account_id=99)
    with pytest.raises(SystemExit) as stop:
        verify()
    assert stop.value.code == 1


def test_an_entry_is_undone_with_what_it_speaks_of() -> None:
    with transaction.atomic():
        record(Deed("dossier.decide", "dossier", 1), by=SYSTEM, at=AT)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_a_subject_s_trail_is_its_own() -> None:
    write(3)
    assert [entry.subject_id for entry in trail_of("dossier", 1)] == [1]


def verify() -> dict[str, Any]:
    out = io.StringIO()
    call_command("verify_audit", "--json", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report
