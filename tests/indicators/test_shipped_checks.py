"""Every shipped check speaks up where it is broken, and is silent where it holds."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from binhyen.indicators.queries import catalogue, checks
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checking import Check, CheckKind, Values, run_checks
from binhyen.indicators.rules.checks import EVERY, FLOWS, STOCKS
from binhyen.indicators.rules.forms import FormContent, PeriodType
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import Amount, exactly
from binhyen.kernel.findings import Severity
from tests.indicators.cast import form

STANDING_FOR = {EVERY: "recognised_units", STOCKS: "security_lights", FLOWS: "leaflets"}
FLOWS_OF_A_REPORT = ("leaflets", "banners", "patrols_done", "media_items", "broadcast_sessions", "gifts_given")
Case = tuple[Values, Values]


def cell_of(check: Check) -> CellKey:
    assert check.left is not None
    return CellKey(STANDING_FOR.get(check.left.indicator, check.left.indicator), check.left.dims)


def said(cell: CellKey, number: Decimal) -> Amount:
    share = catalogue().indicators[cell.indicator].is_share
    return exactly(number, number + 1_000) if share else exactly(number)


def values(cells: Mapping[CellKey, Decimal]) -> Values:
    return Values({cell: said(cell, number) for cell, number in cells.items()})


def against(check: Check, past: Decimal, present: Decimal) -> Values:
    cell = cell_of(check)
    before = {cell: said(cell, past)}
    return Values({cell: said(cell, present)}, before, before)


def at_most(check: Check) -> Case:
    left, right = cell_of(check), check.right[0]
    base = Decimal(1_000_000) if check.factor < 1 else Decimal(3)
    limit = base * check.factor
    return values({left: limit + 1, right: base}), values({left: limit, right: base})


def total(check: Check) -> Case:
    parts = dict.fromkeys(check.right, Decimal(5))
    whole = Decimal(5 * len(parts))
    return values({cell_of(check): whole - 1, **parts}), values({cell_of(check): whole, **parts})


def needs(check: Check) -> Case:
    return (
        values({cell_of(check): Decimal(4), check.right[0]: Decimal(0)}),
        values({cell_of(check): Decimal(4), check.right[0]: Decimal(4)}),
    )


def between(check: Check) -> Case:
    assert check.most is not None
    return values({cell_of(check): check.most + 1}), values({cell_of(check): check.most})


def jump(check: Check) -> Case:
    past = check.floor
    return against(check, past, past * check.factor + 1), against(check, past, past)


def drop(check: Check) -> Case:
    past = check.floor + 100
    return against(check, past, Decimal(0)), against(check, past, past)


def peers(check: Check) -> Case:
    cell = cell_of(check)
    like = {cell: [said(cell, check.floor)] * 3}
    return (
        Values({cell: said(cell, check.floor * check.factor + 1)}, peers=like),
        Values({cell: said(cell, check.floor)}, peers=like),
    )


def share(check: Check) -> Case:
    cell = cell_of(check)
    return Values({cell: exactly(11, 10)}), Values({cell: exactly(10, 10)})


def copied(_check: Check) -> Case:
    same = {CellKey(code): exactly(number) for number, code in enumerate(FLOWS_OF_A_REPORT, 1)}
    other = {cell: exactly(amount.number + 1) for cell, amount in same.items()}
    return Values(same, before=same), Values(other, before=same)


CASES: Mapping[CheckKind, Callable[[Check], Case]] = {
    CheckKind.AT_MOST: at_most,
    CheckKind.TOTAL: total,
    CheckKind.NEEDS: needs,
    CheckKind.RANGE: between,
    CheckKind.JUMP: jump,
    CheckKind.DROP: drop,
    CheckKind.PEERS: peers,
    CheckKind.SHARE: share,
    CheckKind.COPIED: copied,
}


def a_form(check: Check, held: Values) -> FormContent:
    period = min(check.periods, default=PeriodType.YEAR)
    return form(*(str(cell) for cell in held.now), period_type=period)


@pytest.mark.parametrize("check", checks(), ids=lambda one: one.code)
def test_a_check_speaks_where_it_is_broken_and_is_silent_where_it_holds(check: Check) -> None:
    broken, whole = CASES[check.kind](check)
    for held, speaks in ((broken, True), (whole, False)):
        found = {one.code: one for one in run_checks((check,), catalogue(), a_form(check, held), held)}
        assert (f"check.{check.code}" in found) is speaks
        if speaks:
            finding = found[f"check.{check.code}"]
            assert "%(" not in str(finding)
            assert finding.severity is check.severity


PROGRAMME = {
    "propaganda_sessions": "12", "commitments_signed": "130", "mobilisation_events": "80",
    "mobilisation_attendance": "4.200", "leaflets": "600", "patrol_groups": "9", "patrol_members": "34",
    "people_security_groups": "2", "mediation_groups": "12", "regular_police_communes": "1/1", "tip_boxes": "12",
    "tips_received": "310",
}  # fmt: skip


def filled(code: str, written: Mapping[str, str]) -> list[str]:
    """Return the errors that the shipped checks find in a shipped form filled in so."""
    known = {CellKey(cell): text for cell, text in written.items()}
    read = {cell: read_amount(text, catalogue().indicators[cell.indicator])[0] for cell, text in known.items()}
    found = run_checks(checks(), catalogue(), shipped_forms()[code], Values(read))
    return [one.code for one in found if one.severity is Severity.ERROR]


def test_an_honest_year_of_a_commune_finds_no_error() -> None:
    assert filled("phoi-hop-09", PROGRAMME) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"patrol_members": "8"}, "check.patrol_members_below_groups"),
        ({"patrol_groups": "0"}, "check.patrol_members_without_groups"),
        ({"mobilisation_attendance": "70"}, "check.mobilisation_attendance_below_events"),
        ({"regular_police_communes": "2/1"}, "check.share"),
    ],
)
def test_a_slip_of_the_hand_is_found_at_its_cell(changed: dict[str, str], code: str) -> None:
    assert filled("phoi-hop-09", {**PROGRAMME, **changed}) == [code]
