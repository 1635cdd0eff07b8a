"""Cells that a register counts, on the page of a report: filled in, typed over, emptied, counted anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from binhyen.indicators import counting
from binhyen.kernel.ports import AskedSingly, CountedRow, Question
from binhyen.reports.models import Figure
from tests.reports.desks import Desks
from tests.reports.grid import body, send, shown, value

pytestmark = pytest.mark.django_db


@dataclass
class ToyRegister(AskedSingly):
    """A register that counts nine models."""

    amount: int = 9
    from_register: bool = True
    indicators: frozenset[str] = frozenset({"models_total"})
    dims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, question: Question) -> Sequence[CountedRow]:
        assert question.indicators <= self.indicators
        return [CountedRow("models_total", {}, value=Decimal(self.amount), link="/so/mo-hinh/?noi=1")]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[ToyRegister]:
    made = ToyRegister()
    monkeypatch.setattr(counting, "counters", lambda: (made,))
    counting.countable.cache_clear()
    yield made
    counting.countable.cache_clear()


def test_a_counted_cell_arrives_filled_with_the_list_behind_it(seats: Desks, register: ToyRegister) -> None:
    page = shown(seats.client(seats.lan), f"/bao-cao/{seats.town.report().pk}/")
    assert "cell--counted" in page
    assert '<a href="/so/mo-hinh/?noi=1">' in page
    assert "1 ô đếm sẵn từ sổ" in page
    assert "7 ô chưa nhập" in page
    assert Figure.objects.count() == 0


def test_typing_over_a_count_asks_for_the_reason_and_is_shown_ever_after(seats: Desks, register: ToyRegister) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    refused = body(send(client, report, {"models_total": "11"}))
    assert "vì sao" in refused.lower() or "lý do" in refused.lower()
    assert Figure.objects.count() == 0
    send(client, report, {"models_total": "11"}, note_models_total="Hai mô hình mới ra mắt, sổ chưa ghi.")
    saved = value(report, "models_total")
    assert [saved.amount, saved.counted] == [11, 9]
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert "sửa tay, đếm được 9, có lý do" in page
    assert "cell--over" in page
    register.amount = 12
    assert "đếm được 9" in shown(client, f"/bao-cao/{report.pk}/")


def test_emptying_a_cell_takes_the_count_back(seats: Desks, register: ToyRegister) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    send(client, report, {"models_total": "11"}, note_models_total="Sổ chưa ghi.")
    send(client, report, {"models_total": ""}, 1)
    saved = value(report, "models_total")
    assert [saved.amount, saved.origin, saved.origin_ref, saved.note] == [9, "counted", "/so/mo-hinh/?noi=1", ""]


def test_counts_are_taken_anew(seats: Desks, register: ToyRegister) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    assert client.post(f"/bao-cao/{report.pk}/dem/").status_code == 302
    register.amount = 10
    client.post(f"/bao-cao/{report.pk}/dem/")
    assert value(report, "models_total").amount == 10
