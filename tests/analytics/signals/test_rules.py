"""Each signal: found where it is planted, silent where the like do the same, explained by a sentence with its numbers."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.analytics.rules.signals.looking import look
from binhyen.analytics.rules.signals.strength import SHOWN_FROM
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid
from binhyen.analytics.rules.signals.texts import shingles_of
from binhyen.analytics.rules.signals.weighing import WEIGHTS, Teaches, evidence_of, group_of
from binhyen.kernel.amounts import Origin
from tests.analytics.signals.toys import DUE, a_report, looked_at, others, saying

OWN = a_report(0)
TEXT = (
    "Tổ chức họp thôn Nà Lầu bàn về hòa giải, tuần tra đêm, ký cam kết với các hộ kinh doanh và thăm gia đình khó khăn"
)


def told(report: ReportSaid, code: Code, among: list[ReportSaid] | None = None) -> bool:
    found = looked_at(report, among).get(code)
    return found is not None and found.strength >= SHOWN_FROM


def all_with(change: dict[str, object], reports: list[ReportSaid]) -> list[ReportSaid]:
    return [replace(one, cells=tuple(replace(cell, **change) for cell in one.cells)) for one in reports]  # type: ignore[arg-type]


def test_an_honest_report_shows_no_signal() -> None:
    assert [code for code, one in looked_at(OWN).items() if one.strength >= SHOWN_FROM] == []


def test_numbers_copied_from_the_period_before_are_told_with_their_cells() -> None:
    copied = saying(OWN, [cell.before for cell in OWN.cells])
    found = looked_at(copied)[Code.COPIED]
    assert found.strength > 0.9
    assert found.params["count"] == found.params["of"] == 10
    assert set(found.cells) == {cell.cell for cell in OWN.cells}


def test_numbers_copied_from_last_year_are_told() -> None:
    assert "a year ago" in looked_at(saying(OWN, [cell.last_year for cell in OWN.cells]))[Code.COPIED].sentence


def test_repeating_what_everybody_repeats_is_no_signal() -> None:
    same = [saying(one, [cell.before for cell in one.cells]) for one in [OWN, *others()]]
    assert not told(same[0], Code.COPIED, same[1:])


def test_zeros_that_stay_zero_are_not_copied() -> None:
    still = replace(
        OWN, cells=tuple(replace(c, value=Decimal(0), history=(Decimal(0),), last_year=None) for c in OWN.cells)
    )
    assert Code.COPIED not in looked_at(still)


def test_numbers_copied_with_one_more_or_less_are_told() -> None:
    near = saying(OWN, [(cell.before or 0) + at % 3 - 1 for at, cell in enumerate(OWN.cells)])
    found = looked_at(near)[Code.COPIED]
    assert found.strength > 0.5
    assert "one more or less" in found.sentence


def test_a_few_large_numbers_copied_tell_more_than_as_many_small_ones() -> None:
    by_size = sorted(OWN.cells, key=lambda cell: cell.value)
    small, large = ({cell.cell for cell in part} for part in (by_size[:4], by_size[-4:]))

    def strength(of: set[str]) -> float:
        copied = saying(OWN, [cell.before if cell.cell in of else None for cell in OWN.cells])
        found = looked_at(copied).get(Code.COPIED)
        return found.strength if found else 0.0

    assert strength(large) >= SHOWN_FROM
    assert strength(large) > strength(small)


def test_two_copies_in_a_collection_do_not_hide_each_other() -> None:
    twice = [saying(one, [cell.before for cell in one.cells]) for one in (OWN, a_report(1))]
    assert told(twice[0], Code.COPIED, [twice[1], *others()[1:]])


def test_stocks_that_stay_are_not_copied_where_they_stay_with_the_others() -> None:
    still = [
        replace(one, cells=tuple(replace(cell, value=cell.before or Decimal(0), stock=True) for cell in one.cells))
        for one in [OWN, *others()]
    ]
    assert not {Code.COPIED, Code.ROUND, Code.DIGITS, Code.SMOOTH} & {
        code for code, one in looked_at(still[0], still[1:]).items() if one.strength >= SHOWN_FROM
    }


def test_what_a_place_does_by_plan_every_month_is_not_copied() -> None:
    planned = tuple(
        replace(cell, value=Decimal(12), history=(Decimal(12),) * 12, last_year=Decimal(12)) if at < 4 else cell
        for at, cell in enumerate(OWN.cells)
    )
    assert not told(replace(OWN, cells=planned), Code.COPIED)


def test_who_has_copied_for_half_a_year_is_not_excused_by_it() -> None:
    held = tuple(
        replace(cell, value=cell.history[5] or Decimal(0), history=(*cell.history[:6], *[cell.history[5]] * 6))
        for cell in OWN.cells
    )
    assert told(replace(OWN, cells=held), Code.COPIED)


def test_a_small_place_that_counts_nothing_or_one_is_asked_nothing() -> None:
    luck = Random("small")
    small = [
        replace(
            one,
            cells=tuple(
                replace(cell, value=Decimal(luck.choice((0, 0, 1, 1, 2))), history=past, last_year=past[0])
                for cell in one.cells
                for past in [tuple(Decimal(luck.choice((0, 0, 1, 1, 2))) for _ in range(12))]
            ),
        )
        for one in [OWN, *others()]
    ]
    asked = [one.report for one in look(small) if one.signals]
    assert len(asked) <= 1


def test_a_number_that_was_as_large_before_is_no_jump() -> None:
    jumped = saying(OWN, [None, 300, None, None, 260, *[None] * 5])
    known = tuple(replace(cell, history=(cell.value + 1, *cell.history[1:])) for cell in jumped.cells)
    assert Code.JUMP not in looked_at(replace(jumped, cells=known))


def test_a_month_without_anything_is_no_jump_of_small_numbers() -> None:
    few = tuple(
        replace(cell, value=Decimal(0), history=tuple(Decimal(one) for one in (3, 5, 4, 2, 6, 4, 3, 5, 2, 4, 3, 4)))
        for cell in OWN.cells[:2]
    )
    assert not told(replace(OWN, cells=(*few, *OWN.cells[2:])), Code.JUMP)


def test_round_numbers_are_told_where_others_count() -> None:
    assert told(saying(OWN, [30, 60, 90, 120, 50, 70, 250, 30, 150, 60]), Code.ROUND)


def test_round_numbers_are_no_signal_where_everybody_rounds() -> None:
    tens = [saying(one, [cell.value // 10 * 10 for cell in one.cells]) for one in [OWN, *others()]]
    assert not told(tens[0], Code.ROUND, tens[1:])


def test_one_last_digit_at_the_end_of_all_numbers_is_told() -> None:
    found = looked_at(saying(OWN, [37, 57, 87, 127, 47, 67, 257, 37, 147, 77]))[Code.DIGITS]
    assert found.params["digit"] == "7"
    assert found.strength >= SHOWN_FROM


def test_numbers_that_never_end_in_0_or_5_are_told() -> None:
    def moved(value: Decimal | None) -> Decimal:
        whole = int(value or 0)
        return Decimal(whole + 1 if whole % 5 == 0 else whole)

    avoiding = tuple(
        replace(cell, value=moved(cell.value), history=tuple(moved(one) for one in cell.history)) for cell in OWN.cells
    )
    found = looked_at(replace(OWN, cells=avoiding))[Code.DIGITS]
    assert found.strength >= SHOWN_FROM
    assert found.params["count"] == 0
    assert "end in 0 or 5" in found.sentence


def test_few_digits_are_not_judged() -> None:
    few = replace(OWN, cells=tuple(replace(cell, history=()) for cell in OWN.cells[:6]))
    assert Code.DIGITS not in looked_at(saying(few, [37, 57, 87, 127, 47, 67]))


def shares(full: bool, backed: bool = False) -> tuple[CellSaid, ...]:
    return tuple(
        CellSaid(f"s{at}", Decimal(20 if full else 14 + at % 6), Decimal(20), backed=backed) for at in range(5)
    )


@pytest.mark.parametrize(("backed", "expected"), [(False, True), (True, False)])
def test_all_shares_at_a_hundred_percent_are_told_unless_files_stand_beside_them(backed: bool, expected: bool) -> None:
    like = [replace(one, cells=shares(full=False)) for one in others()]
    assert told(replace(OWN, cells=shares(True, backed)), Code.FULL, like) is expected


def test_all_shares_full_is_no_signal_where_all_are_full() -> None:
    like = [replace(one, cells=shares(full=True)) for one in others()]
    assert not told(replace(OWN, cells=shares(full=True)), Code.FULL, like)


def test_a_jump_that_nobody_else_had_is_told_and_names_the_number() -> None:
    found = looked_at(saying(OWN, [None, 300, None, None, 260, *[None] * 5]))[Code.JUMP]
    assert found.strength >= SHOWN_FROM
    assert set(found.cells) == {"c1", "c4"}


def test_a_jump_that_is_explained_is_not_told() -> None:
    jumped = saying(OWN, [None, 300, None, None, 260, *[None] * 5])
    backed = replace(jumped, cells=tuple(replace(cell, backed=True) for cell in jumped.cells))
    assert Code.JUMP not in looked_at(backed)


def test_a_move_that_everybody_made_is_no_jump() -> None:
    tripled = [saying(one, [cell.value * 3 for cell in one.cells]) for one in [OWN, *others()]]
    assert not told(tripled[0], Code.JUMP, tripled[1:])


def test_more_typed_than_counted_is_told_where_others_type_what_is_counted() -> None:
    counted = [replace(one, cells=tuple(replace(c, counted=c.value) for c in one.cells)) for one in others()]
    more = replace(OWN, cells=tuple(replace(c, counted=c.value - 5) for c in OWN.cells))
    assert told(more, Code.OVER_COUNTED, counted)
    assert not told(replace(more, cells=tuple(replace(c, backed=True) for c in more.cells)), Code.OVER_COUNTED, counted)


def test_results_without_entries_are_told_only_where_the_register_was_kept_before() -> None:
    kept = [
        replace(one, cells=tuple(replace(c, counted=c.value, counted_before=c.value) for c in one.cells))
        for one in others()
    ]
    bare = replace(OWN, cells=tuple(replace(c, counted=Decimal(0), counted_before=Decimal(9)) for c in OWN.cells))
    assert told(bare, Code.NO_EVENT, kept)
    never = replace(OWN, cells=tuple(replace(c, counted=Decimal(0), counted_before=Decimal(0)) for c in OWN.cells))
    assert Code.NO_EVENT not in looked_at(never, kept)


def test_one_large_move_alone_is_little_and_several_are_much() -> None:
    wide = [replace(one, cells=(*one.cells, *(replace(c, cell=f"d{c.cell}") for c in one.cells))) for one in others()]
    own = replace(OWN, cells=(*OWN.cells, *(replace(c, cell=f"d{c.cell}") for c in OWN.cells)))
    strengths = [
        looked_at(saying(own, [*values, *[None] * (20 - len(values))]), wide)[Code.JUMP].strength
        for values in ([None, 400], [None, 400, 600], [None, 400, 600, 800])
    ]
    assert strengths[0] < SHOWN_FROM < strengths[1] < strengths[2]


def typed_at_once(report: ReportSaid) -> ReportSaid:
    assert report.sent is not None
    start = report.sent - timedelta(minutes=6)
    cells = (replace(cell, entered_at=start + timedelta(seconds=5 * at)) for at, cell in enumerate(report.cells))
    return replace(report, cells=tuple(cells))


def test_all_typed_at_once_on_the_last_day_is_told() -> None:
    assert told(typed_at_once(OWN), Code.LAST_HOUR, others(60))


def test_all_typed_at_once_days_before_is_not_told() -> None:
    early = replace(OWN, sent=DUE - timedelta(days=3))
    assert Code.LAST_HOUR not in looked_at(typed_at_once(early))


def test_typing_at_once_is_no_signal_where_many_do() -> None:
    like = [typed_at_once(one) if one.report % 3 == 0 else one for one in others(60)]
    assert not told(typed_at_once(OWN), Code.LAST_HOUR, like)


def worded(report: ReportSaid, text: str) -> ReportSaid:
    return replace(report, texts=shingles_of(text))


def test_an_earlier_reporters_text_is_told_to_the_later_one_alone() -> None:
    like = [worded(one, " ".join(f"{word}{chr(97 + one.report)}" for word in TEXT.split())) for one in others()]
    first, later = like[4], worded(replace(OWN, sent=DUE - timedelta(minutes=1)), TEXT.replace("Nà Lầu", "Bản Mới"))
    first = worded(first, TEXT)
    like[4] = first
    assert told(later, Code.SAME_TEXT, like)
    assert looked_at(later, like)[Code.SAME_TEXT].other == first.report
    assert not told(first, Code.SAME_TEXT, [later, *(one for one in like if one is not first)])


def test_wording_from_a_model_text_that_all_have_is_no_signal() -> None:
    assert not told(worded(OWN, TEXT), Code.SAME_TEXT, [worded(one, TEXT) for one in others()])


def test_series_that_hardly_vary_are_told_and_planned_ones_are_not() -> None:
    luck = Random("even")
    even = tuple(
        replace(cell, history=tuple(Decimal(mean + luck.choice((-1, 0, 1))) for _ in range(12)), value=Decimal(mean))
        for cell, mean in zip(OWN.cells, (34, 57, 88, 120, 45, 71, 260, 33, 150, 64), strict=True)
    )
    assert told(replace(OWN, cells=even), Code.SMOOTH)
    planned = [replace(one, cells=even) for one in others()]
    assert Code.SMOOTH not in looked_at(replace(OWN, cells=even), planned)


def test_numbers_counted_by_registers_are_not_judged_as_typed() -> None:
    counted = replace(
        OWN,
        cells=tuple(
            replace(c, value=c.before or Decimal(0), origin=Origin.COUNTED, counted=c.before) for c in OWN.cells
        ),
    )
    found = looked_at(counted)
    assert not {Code.COPIED, Code.ROUND, Code.DIGITS, Code.SMOOTH, Code.LAST_HOUR} & set(found)


# ------------------------------------------------------------------ of all signals

amounts = st.integers(0, 5_000).map(Decimal)
cells = st.builds(
    CellSaid,
    cell=st.sampled_from([f"c{at}" for at in range(12)]),
    value=amounts,
    denominator=st.none() | st.integers(5_000, 6_000).map(Decimal),
    stock=st.booleans(),
    origin=st.sampled_from(Origin),
    counted=st.none() | amounts,
    counted_before=st.none() | amounts,
    backed=st.booleans(),
    entered_at=st.none() | st.integers(0, 5_000).map(lambda minutes: DUE - timedelta(minutes=minutes)),
    history=st.lists(st.none() | amounts, max_size=12).map(tuple),
    last_year=st.none() | amounts,
)
reports = st.lists(
    st.tuples(
        st.lists(cells, max_size=12, unique_by=lambda cell: cell.cell),
        st.frozensets(st.integers(0, 40), max_size=30),
        st.none() | st.integers(0, 3_000).map(lambda minutes: DUE - timedelta(minutes=minutes)),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        ReportSaid(at, tuple(listed), texts, due=DUE, sent=sent) for at, (listed, texts, sent) in enumerate(rows)
    ]
)


@settings(max_examples=60, deadline=None)
@given(reports, st.randoms(use_true_random=False))
def test_whatever_is_reported_signals_are_whole_sentences_of_bounded_strength_in_any_order(
    listed: list[ReportSaid], luck: Random
) -> None:
    weighed = {one.report: one for one in look(listed)}
    assert set(weighed) == {one.report for one in listed}
    for one in weighed.values():
        assert one.evidence >= 0
        assert all(SHOWN_FROM <= signal.strength <= 1 for signal in one.signals)
        assert all(signal.sentence % signal.params for signal in one.signals)
        assert one.evidence == evidence_of({signal.code: signal.strength for signal in one.signals})
    shuffled = list(listed)
    luck.shuffle(shuffled)
    assert {one.report: one for one in look(shuffled)} == weighed


def test_a_report_alone_is_judged_without_fault() -> None:
    assert look([OWN])[0].teaches is Teaches.LITTLE


def test_more_evidence_never_teaches_less() -> None:
    order = [Teaches.LITTLE, Teaches.SOME, Teaches.MUCH]
    ranks = [order.index(group_of(evidence / 10)) for evidence in range(120)]
    assert ranks == sorted(ranks)
    assert set(WEIGHTS) == set(Code)
