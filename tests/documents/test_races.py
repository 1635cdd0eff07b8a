"""Two who issue at once: numbers stay one apart, and a draft is issued once."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from binhyen.documents import actions
from binhyen.documents.models import Document
from binhyen.kernel.findings import Refused
from tests.documents.test_actions import AT, DECISIONS, OFFICER, TODAY, draft

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connections["default"].vendor != "postgresql", reason="SQLite in memory has one connection"),
]


def at_once(*deeds: Callable[[], None]) -> None:
    def run(deed: Callable[[], None]) -> None:
        try:
            deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def issue(document_id: int) -> str:
    try:
        return actions.issue_document(document_id=document_id, register=DECISIONS, on=TODAY, by=OFFICER, at=AT).symbol
    except Refused as refusal:
        return refusal.code


def test_numbers_taken_at_once_have_no_gap_and_no_twin() -> None:
    ids = [draft().pk for _ in range(24)]

    def each_of(part: list[int]) -> None:
        for document_id in part:
            issue(document_id)

    at_once(*(partial(each_of, ids[start::6]) for start in range(6)))
    taken = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(taken) == list(range(1, 25))


def test_a_draft_issued_by_two_at_once_has_one_number() -> None:
    document_id, said = draft().pk, list[str]()
    at_once(*[lambda: said.append(issue(document_id))] * 4)
    assert sorted(said) == ["01/QĐ-UBND", *["lifecycle.no_such_move"] * 3]
