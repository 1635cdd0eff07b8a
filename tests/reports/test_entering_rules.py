"""What may be written into a cell, whoever brings it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Line
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Said, exactly, roughly, vaguely
from binhyen.kernel.findings import Finding, Severity
from binhyen.reports.rules.entering import (
    CellEntry,
    Standing,
    amount_findings,
    differs,
    entry_findings,
    meeting_findings,
    normal,
    same,
    twice_findings,
)
from binhyen.reports.rules.sending import Explained, empty_findings, unexplained
from tests.reports.toys import FLOW, SHARE, TOYS, WEIGHT, a_form, key

SESSIONS = key("sessions")


@pytest.mark.parametrize(
    ("amount", "indicator", "code"),
    [
        (exactly(5), FLOW, ""),
        (exactly(0), FLOW, ""),
        (NOTHING, FLOW, ""),
        (EMPTY, FLOW, ""),
        (vaguely("hàng trăm"), FLOW, ""),
        (roughly(200, Bound.OVER), FLOW, ""),
        (exactly(Decimal("1.5")), WEIGHT, ""),
        (exactly(194, 213), SHARE, ""),
        (exactly(-1), FLOW, "reports.negative"),
        (exactly(Decimal("1.5")), FLOW, "reports.not_whole"),
        (exactly(Decimal("1.00001")), WEIGHT, "reports.too_fine"),
        (exactly(10**14), FLOW, "reports.too_large"),
        (exactly(Decimal(10) ** 30), FLOW, "reports.too_large"),
        (exactly(Decimal("NaN")), FLOW, "reports.not_a_number"),
        (exactly(Decimal("Infinity")), FLOW, "reports.not_a_number"),
        (Amount(Said.NUMBER), FLOW, "reports.not_a_number"),
        (exactly(194), SHARE, "reports.share"),
        (vaguely("nhiều"), SHARE, "reports.share"),
        (exactly(1, 2), FLOW, "reports.share"),
        (exactly(1, -2), SHARE, "reports.negative"),
        (vaguely(" "), FLOW, "reports.vague_without_words"),
        (vaguely("x" * 121), FLOW, "reports.vague_without_words"),
    ],
)
def test_an_amount_is_of_its_indicator(amount: Amount, indicator: Indicator, code: str) -> None:
    assert [finding.code for finding in amount_findings(amount, indicator)] == ([code] if code else [])


def lines(*cells: str) -> dict[CellKey, Line]:
    return {line.cell: line for line in a_form(*cells).lines}


def codes(entry: CellEntry) -> list[str]:
    return [finding.code for finding in entry_findings(entry, lines("sessions", "groups"), TOYS)]


def test_a_cell_is_of_the_form() -> None:
    assert codes(CellEntry(SESSIONS, exactly(5))) == []
    assert codes(CellEntry(key("kilos"), exactly(5))) == ["reports.not_in_form"]
    assert codes(CellEntry(key("sessions|status=new"), exactly(5))) == ["reports.not_in_form"]
    assert codes(CellEntry(key("unheard_of"), exactly(5))) == ["reports.not_in_form"]


def test_what_only_readers_know_is_in_no_form() -> None:
    found = entry_findings(CellEntry(key("suspects"), exactly(5)), lines("suspects"), TOYS)
    assert [one.code for one in found] == ["reports.not_in_form"]


def test_a_number_over_a_counted_one_needs_its_reason() -> None:
    over = CellEntry(SESSIONS, exactly(8), counted=Decimal(6))
    assert differs(over)
    assert codes(over) == ["reports.reason_needed"]
    assert codes(replace(over, note="Hai buổi chưa vào sổ")) == []
    assert codes(replace(over, amount=exactly(6))) == []
    assert codes(replace(over, amount=EMPTY)) == ["reports.reason_needed"]


def test_a_cell_named_twice_is_asked_about() -> None:
    found = twice_findings([CellEntry(SESSIONS, exactly(1)), CellEntry(SESSIONS, exactly(2))])
    assert [(one.code, one.where) for one in found] == [("reports.cell_twice", "sessions")]


def meet(entry: CellEntry, standing: Standing | None) -> list[str]:
    standings = {} if standing is None else {entry.cell: standing}
    return [one.code for one in meeting_findings([entry], standings, {})]


@pytest.mark.parametrize(
    ("base", "standing", "found"),
    [
        (0, None, []),
        (1, Standing(1, exactly(3), "", accepted=False), []),
        (0, Standing(1, exactly(3), "", accepted=False), ["reports.conflict"]),
        (1, Standing(2, exactly(3), "", accepted=False), ["reports.conflict"]),
        (1, None, ["reports.conflict"]),
        (0, Standing(1, exactly(5), "", accepted=False), []),
        (1, Standing(1, exactly(3), "", accepted=True), ["reports.cell_accepted"]),
        (1, Standing(1, exactly(5), "", accepted=True), []),
    ],
)
def test_two_editors_meet_unless_they_say_the_same(base: int, standing: Standing | None, found: list[str]) -> None:
    assert meet(CellEntry(SESSIONS, exactly(5), base), standing) == found


def test_a_conflict_carries_both_values() -> None:
    entry = CellEntry(SESSIONS, exactly(412), 1, "Cộng sổ")
    (found,) = meeting_findings([entry], {SESSIONS: Standing(2, exactly(421), "Cả buổi tối", accepted=False)}, {})
    assert found.params["yours"] == exactly(412)
    assert found.params["theirs"] == exactly(421)
    assert (found.params["your_note"], found.params["their_note"]) == ("Cộng sổ", "Cả buổi tối")
    assert found.params["version"] == 2


def test_saving_the_same_again_is_harmless() -> None:
    assert same(CellEntry(SESSIONS, EMPTY), None)
    assert same(CellEntry(SESSIONS, exactly(Decimal("5.0"))), Standing(3, exactly(5), "", accepted=False))
    assert not same(CellEntry(SESSIONS, exactly(5), note="Mới"), Standing(3, exactly(5), "", accepted=False))


def test_amounts_are_stored_in_one_way() -> None:
    assert normal(exactly(Decimal("5.000"))) == exactly(5)
    assert normal(exactly(Decimal("1.50"))) == exactly(Decimal("1.5"))
    assert normal(exactly(Decimal("1E+2"))) == exactly(100)
    assert normal(vaguely("  hàng   trăm ")) == vaguely("hàng trăm")


def test_zero_and_nothing_are_answers_and_an_empty_cell_is_none() -> None:
    form = a_form("sessions", "groups", "kilos")
    said = {key("sessions"): exactly(0), key("groups"): NOTHING}
    assert [one.where for one in empty_findings(form, said)] == ["kilos"]


def warned(severity: Severity = Severity.WARNING) -> Finding:
    return Finding("check.jump", "Gấp 6 lần.", severity, where="sessions")


def test_an_explanation_answers_a_check_at_the_value_it_was_given_for() -> None:
    explained = [Explained("jump", SESSIONS, 2)]
    assert unexplained([warned()], {"jump"}, explained, {SESSIONS: 2}) == []
    assert [one.severity for one in unexplained([warned()], {"jump"}, explained, {SESSIONS: 3})] == [Severity.ERROR]
    assert len(unexplained([warned()], set(), explained, {SESSIONS: 2})) == 1
    assert unexplained([warned(Severity.INFO)], set(), [], {}) == []
