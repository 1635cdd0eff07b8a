"""The rules of schemes: how long something stands, how it is rated, what is counted, what cannot be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.amounts import Amount, Bound, exactly, roughly, vaguely
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.registers.rules.ledger import Line
from binhyen.schemes.rules.counting import exemplar_lines, scheme_lines
from binhyen.schemes.rules.judging import exemplar_findings, outside, scheme_findings, site_findings
from binhyen.schemes.rules.kinds import type_of
from binhyen.schemes.rules.score_sheet import (
    Criterion,
    Sheet,
    points_findings,
    sheet_findings,
    sheet_from_data,
    sheet_to_data,
)
from binhyen.schemes.rules.spans import Span, rating_now, ratings, span_of_scheme

D = date(2026, 3, 10)
STOOD: dict[str, Value] = {"name": "Camera an ninh", "kind": "cameras", "since": D, "managing_level": "commune"}


def facts(**values: Value) -> Facts:
    return Facts(7, STOOD | values)


def step(code: str, on: date, **values: Value) -> StepFacts:
    return StepFacts(code, on, values)


def lines(indicator: str, found: list[Line]) -> list[Line]:
    return [line for line in found if line.indicator == indicator]


def test_what_stood_before_it_was_written_down_stands_since_its_day() -> None:
    assert span_of_scheme(facts(), ()) == Span(D, None)


def test_one_in_preparation_stands_from_its_launch() -> None:
    assert span_of_scheme(facts(preparing=True), ()) == Span(None, None)
    assert span_of_scheme(facts(preparing=True), [step("launched", date(2026, 5, 1))]) == Span(date(2026, 5, 1), None)


def test_a_scheme_has_one_rating_each_day() -> None:
    steps = [
        step("reviewed", date(2026, 12, 1), level="effective"),
        step("reviewed", date(2027, 12, 1), level="average"),
        step("dissolved", date(2028, 2, 1)),
    ]
    found = ratings(span_of_scheme(facts(), steps), steps)
    assert [(one.level, one.since, one.until) for one in found] == [
        ("maintained", D, date(2026, 12, 1)),
        ("effective", date(2026, 12, 1), date(2027, 12, 1)),
        ("average", date(2027, 12, 1), date(2028, 2, 1)),
    ]
    assert rating_now(facts(), steps[:2]) == "average"
    assert not rating_now(facts(), steps)


LEVELS = st.sampled_from(("effective", "average", "ineffective"))


@given(
    reviews=st.lists(st.tuples(st.integers(0, 900), LEVELS), max_size=6),
    end=st.none() | st.integers(0, 1200),
    asked=st.integers(-50, 1300),
)
def test_on_every_day_a_standing_scheme_has_exactly_one_line(
    reviews: list[tuple[int, str]], end: int | None, asked: int
) -> None:
    steps = [step("reviewed", D + timedelta(days=days), level=level) for days, level in sorted(reviews)]
    last = max([days for days, _ in reviews], default=0)
    if end is not None:
        steps.append(step("dissolved", D + timedelta(days=max(end, last))))
    on = D + timedelta(days=asked)
    found = list(scheme_lines(facts(), steps))
    there = [one for one in lines("models_total", found) if one.since <= on and (one.until is None or on < one.until)]
    span = span_of_scheme(facts(), steps)
    stands = on >= D and (span.until is None or on < span.until)
    assert len(there) == int(stands)
    kinds = [one for one in lines("model_types", found) if one.since <= on and (one.until is None or on < one.until)]
    assert len(kinds) == int(stands)


def test_a_new_scheme_is_counted_at_its_launch_or_with_the_decision_it_brings() -> None:
    launched = [step("recognised", date(2026, 4, 1)), step("launched", date(2026, 5, 1))]
    assert [one.since for one in lines("models_new", list(scheme_lines(facts(preparing=True), launched)))] == [
        date(2026, 5, 1)
    ]
    assert [one.since for one in lines("models_new", list(scheme_lines(facts(decision="QĐ 3"), ())))] == [D]
    assert not lines("models_new", list(scheme_lines(facts(), ()))), "an old one of unknown paper is not called new"


def test_what_happened_is_counted_by_its_step() -> None:
    on = date(2026, 6, 1)
    steps = [step(code, on) for code in ("summed_up", "consolidated", "consolidated", "replicated", "visited")]
    found = list(scheme_lines(facts(org="police"), [*steps, step("dissolved", on)]))
    assert len({one.token for one in lines("models_consolidated", found)}) == 1
    assert [dict(one.dims) for one in lines("models_replicated", found)] == [
        {"org": "police", "managing_level": "commune"}
    ]
    assert all(len(lines(code, found)) == 1 for code in ("models_reviewed", "exemplars_visited", "models_dissolved"))


def test_equal_names_of_other_kinds_are_one_kind() -> None:
    assert type_of("other", "Tiếng loa an ninh") == type_of("other", "tiếng  LOA An ninh")
    assert type_of("cameras", "") == "cameras"
    long = "Câu lạc bộ " * 12
    assert len(type_of("other", long)) <= 80
    assert type_of("other", long) != type_of("other", long + "một")


@pytest.mark.parametrize(
    ("year", "on", "code"),
    [
        (2027, date(2026, 12, 1), "schemes.review_of_other_year"),
        (2025, date(2026, 12, 1), "schemes.review_of_other_year"),
        (2026, date(2026, 12, 1), ""),
        (2026, date(2027, 1, 15), ""),
    ],
)
def test_a_review_judges_a_year_in_which_the_scheme_stood(year: int, on: date, code: str) -> None:
    found = list(scheme_findings(facts(), [step("reviewed", on, year=year)]))
    assert [one.code for one in found] == ([code] if code else [])


def test_a_year_is_reviewed_once() -> None:
    twice = [step("reviewed", date(2026, 12, day), year=2026) for day in (1, 2)]
    assert [one.code for one in scheme_findings(facts(), twice)] == ["schemes.reviewed_twice"]


@pytest.mark.parametrize(
    ("values", "amounts", "codes"),
    [
        ({"leaders": 3}, {"members": exactly(2)}, ["schemes.more_leaders_than_members"]),
        ({"leaders": 2}, {"members": exactly(2)}, []),
        ({"groups": 5}, {"members": exactly(4)}, ["schemes.more_groups_than_members"]),
        ({"leaders": 9}, {"members": roughly(5, Bound.OVER)}, []),
        ({"leaders": 9}, {"members": vaguely("hàng trăm")}, []),
        ({"leaders": 9}, {}, []),
        ({}, {"camera_sites": exactly(4), "cameras": exactly(3)}, ["schemes.more_camera_sites_than_cameras"]),
    ],
)
def test_parts_are_not_more_than_their_whole(
    values: dict[str, Value], amounts: dict[str, Amount], codes: list[str]
) -> None:
    assert [one.code for one in site_findings(Facts(7, {"since": D} | values, amounts), ())] == codes


def test_counting_anew_is_held_to_what_was_counted_before() -> None:
    said = Facts(7, {"since": D}, {"members": exactly(4)})
    more = StepFacts("counted", date(2026, 6, 1), {"leaders": 5})
    assert [one.code for one in site_findings(said, [more])] == ["schemes.more_leaders_than_members"]
    mended = StepFacts("counted", date(2026, 6, 1), {"leaders": 5}, {"members": exactly(9)})
    assert not list(site_findings(said, [mended]))


def test_nothing_happens_after_a_site_and_nothing_is_bought_for_nothing() -> None:
    said = Facts(7, {"since": D, "until": date(2026, 6, 1)})
    steps = [StepFacts("counted", date(2026, 6, 1)), StepFacts("bought", date(2026, 5, 1))]
    assert [one.code for one in site_findings(said, steps)] == ["schemes.step_after_site", "schemes.nothing_bought"]


@pytest.mark.parametrize(
    ("span", "since", "until", "code"),
    [
        (Span(None, None), D, None, "schemes.site_before_launch"),
        (Span(D, None), D, None, ""),
        (Span(D, None), date(2026, 3, 9), None, "schemes.site_before_scheme"),
        (Span(D, date(2026, 6, 1)), D, None, "schemes.site_after_scheme"),
        (Span(D, date(2026, 6, 1)), D, date(2026, 6, 2), "schemes.site_after_scheme"),
        (Span(D, date(2026, 6, 1)), D, date(2026, 6, 1), ""),
    ],
)
def test_a_site_stands_within_its_scheme(span: Span, since: date, until: date | None, code: str) -> None:
    found = outside(span, since, until)
    assert (found.code if found else "") == code


def test_consent_has_a_day_and_its_words() -> None:
    assert [one.code for one in exemplar_findings(facts(consent="Đã đồng ý"), ())] == ["schemes.half_a_consent"]
    assert not list(exemplar_findings(facts(consent="Đã đồng ý", consent_on=D), ()))


def test_an_exemplar_counts_from_its_recognition_until_it_is_kept_no_more() -> None:
    steps = [
        step("recognised", date(2026, 4, 1)),
        step("honoured", date(2026, 8, 19), org="police"),
        step("ended", date(2027, 1, 1)),
    ]
    found = list(exemplar_lines(facts(recipient="individual"), steps))
    assert [(one.since, one.until, dict(one.dims)) for one in lines("exemplars", found)] == [
        (date(2026, 4, 1), date(2027, 1, 1), {"kind_of_recipient": "individual"})
    ]
    assert [dict(one.dims) for one in lines("exemplars_honoured", found)] == [
        {"kind_of_recipient": "individual", "org": "police"}
    ]
    assert not list(exemplar_lines(facts(recipient="individual"), ())), "put forward is not recognised"


SHEET = Sheet(D, (Criterion("a", "Quy chế", 40), Criterion("b", "Kết quả", 60)), effective=80, average=50)


@pytest.mark.parametrize(
    ("points", "level"), [(100, "effective"), (80, "effective"), (79, "average"), (50, "average"), (49, "ineffective")]
)
def test_a_level_begins_at_its_threshold(points: int, level: str) -> None:
    assert SHEET.level_of(points) == level


def test_a_sheet_without_thresholds_proposes_no_level() -> None:
    assert not Sheet(D, SHEET.criteria).level_of(100)


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (Sheet(D, ()), "schemes.sheet_of_no_use"),
        (Sheet(D, (Criterion("a", "Quy chế", 0),)), "schemes.odd_points"),
        (Sheet(D, SHEET.criteria, effective=80), "schemes.half_thresholds"),
        (Sheet(D, SHEET.criteria, effective=50, average=80), "schemes.reversed_thresholds"),
        (Sheet(D, SHEET.criteria, effective=101, average=80), "schemes.reversed_thresholds"),
    ],
)
def test_a_sheet_that_cannot_judge_is_refused(sheet: Sheet, code: str) -> None:
    assert [one.code for one in sheet_findings(sheet)] == [code]


def test_points_lie_within_their_criterion_and_none_is_missing() -> None:
    assert not list(points_findings(SHEET, {"a": 40, "b": 0}))
    assert [one.where for one in points_findings(SHEET, {"a": 41, "b": None})] == ["a", "b"]


def test_a_sheet_is_read_as_it_was_kept() -> None:
    assert sheet_from_data(sheet_to_data(SHEET), D) == SHEET
