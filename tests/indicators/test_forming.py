"""What makes a form fit to be published, and what changed between two versions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.queries.building import faults_of_shipped_forms, findings_of
from binhyen.indicators.queries.building import shelf as shipped_shelf
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.rules.catalogue import Catalogue, Floor, Kind, Mark, Source, Use
from binhyen.indicators.rules.differing import Change, differences, moved_keys
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.forming import Shelf, draft_findings, form_findings, key_findings, new_faults
from binhyen.indicators.rules.forms import MOST_IN_A_MONTH, FilledBy, FormContent, PeriodType, Section
from binhyen.indicators.rules.naming import form_code
from binhyen.indicators.rules.plain import form_from_data, form_hash, form_to_data
from binhyen.indicators.rules.windows import WindowRule
from binhyen.kernel.findings import Severity
from tests.indicators.cast import COUNT, MONEY, PEOPLE, RATE, ROADS, SHARE, catalogue, cell, flow, form

WINDOW = WindowRule("nd09", "Theo nghị định", 14, 0, {PeriodType.MONTH: Mark.CONFIRMED}, Source("x", Mark.CONFIRMED))
STATUS = Dim("status", "Tình trạng", {"new": "Mới"})
SPLIT = flow("models", dims=("status",))
TIPS = flow("tips", floor=Floor.COMMUNE)
HIDDEN = flow("suspects", use=Use.READER_ONLY)
FALL = flow("fall", kinds=(Kind.CHANGE,))
KNOWN: Catalogue = catalogue(COUNT, PEOPLE, ROADS, MONEY, SHARE, RATE, SPLIT, TIPS, HIDDEN, FALL)
SHELF = Shelf(KNOWN, {"status": STATUS}, {"nd09": WINDOW})


def codes(content: FormContent) -> list[str]:
    return [finding.code.removeprefix("indicators.") for finding in form_findings(content, SHELF)]


def relined(content: FormContent, index: int, **changes: object) -> FormContent:
    section = content.sections[0]
    lines = list(section.lines)
    lines[index] = replace(lines[index], **changes)  # type: ignore[arg-type]
    return replace(content, sections=(replace(section, lines=tuple(lines)),))


GOOD = form("sessions", "models|status=new")


def test_a_good_form_has_nothing_against_it() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (replace(GOOD, title=" "), "untitled"),
        (replace(GOOD, due_days=0), "due_too_soon"),
        (replace(GOOD, window="mine"), "window_unknown"),
        (replace(GOOD, period_type=PeriodType.YEAR), "window_not_for_type"),
        (replace(GOOD, sections=()), "without_lines"),
        (replace(GOOD, sections=(*GOOD.sections, Section("B", "Mục", ()))), "section_empty"),
        (replace(GOOD, sections=(replace(GOOD.sections[0], title=""),)), "section_untitled"),
        (replace(GOOD, sections=(GOOD.sections[0], Section("A", "Mục", ()))), "section_twice"),
        (relined(GOOD, 1, key="A1"), "key_twice"),
        (relined(GOOD, 1, key="A 1"), "key_unreadable"),
        (relined(GOOD, 1, label=""), "line_unlabelled"),
        (form("sessions", "sessions"), "cell_twice"),
        (form("nothing"), "unknown_indicator"),
        (form("suspects"), "reader_only"),
        (form("sessions|status=new"), "not_split_so"),
        (form("models|colour=red"), "not_split_so"),
        (form("models|status=old"), "unknown_value"),
        (form("fall"), "told_in_words"),
        (replace(form("tips"), filled_by=FilledBy.RESIDENTIAL_AREA), "below_its_floor"),
        (replace(form("tips"), filled_by=FilledBy.UNIT), "below_its_floor"),
        (relined(relined(GOOD, 0, mapped="B7"), 1, mapped="B7"), "place_twice"),
    ],
)
def test_what_may_not_be_published_is_named(content: FormContent, code: str) -> None:
    assert code in codes(content)
    assert all(one.severity is Severity.ERROR for one in form_findings(content, SHELF) if one.code.endswith(code))


def test_tips_are_asked_of_communes() -> None:
    assert "below_its_floor" not in codes(form("tips"))


@pytest.mark.parametrize(
    ("content", "code"), [(form("rate"), "only_a_rate"), (relined(GOOD, 0, unit="cuộc"), "unit_differs")]
)
def test_what_is_odd_is_said_and_does_not_hinder(content: FormContent, code: str) -> None:
    found = [one for one in form_findings(content, SHELF) if one.code == f"indicators.{code}"]
    assert [one.severity for one in found] == [Severity.WARNING]


def test_a_month_has_at_most_twenty_five_cells() -> None:
    asked = [flow(f"x{number}") for number in range(MOST_IN_A_MONTH + 1)]
    shelf = Shelf(catalogue(*asked), {}, SHELF.windows)
    full = form(*(one.code for one in asked[:-1]))
    assert form_findings(full, shelf) == ()
    assert [one.code for one in form_findings(form(*(one.code for one in asked)), shelf)] == [
        "indicators.month_too_long"
    ]


def test_an_early_deadline_names_the_article() -> None:
    found = form_findings(replace(GOOD, due_days=0), SHELF)
    assert [(one.where, one.source) for one in found] == [("due_days", "Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5")]


def test_a_draft_may_be_unfinished_but_never_holds_what_no_form_may_hold() -> None:
    unfinished = replace(GOOD, title="", due_days=0, sections=(Section("A", "", ()),))
    assert draft_findings(unfinished, SHELF) == ()
    assert [one.code for one in draft_findings(form("suspects"), SHELF)] == ["indicators.reader_only"]


def test_a_draft_with_two_old_faults_is_mended_one_by_one() -> None:
    bad = form("suspects", "fall", "sessions")
    better = replace(bad, sections=(replace(bad.sections[0], lines=bad.sections[0].lines[1:]),))
    assert new_faults(bad, better, SHELF) == ()
    assert [one.code for one in new_faults(better, bad, SHELF)] == ["indicators.reader_only"]


def test_a_code_that_asks_for_something_else_is_warned_of() -> None:
    found = key_findings(GOOD, relined(GOOD, 0, cell=cell("people")))
    assert [(one.code, one.where, one.severity) for one in found] == [("indicators.key_reused", "A1", Severity.WARNING)]
    assert key_findings(GOOD, GOOD) == ()


def test_the_shipped_forms_have_no_errors() -> None:
    assert faults_of_shipped_forms() == []
    assert all(
        one.severity is not Severity.ERROR for content in shipped_forms().values() for one in findings_of(content)
    )


def test_no_guarded_indicator_can_enter_any_form() -> None:
    """All that is only recognised in texts, asked of everybody who fills in forms."""
    shelf = shipped_shelf()
    hidden = [one.code for one in shelf.catalogue.indicators.values() if not one.in_forms]
    for filled_by in FilledBy:
        found = form_findings(replace(form(*hidden), filled_by=filled_by), shelf)
        assert {one.where for one in found if one.code == "indicators.reader_only"} == {
            f"A{number}" for number in range(1, len(hidden) + 1)
        }
    assert hidden


# ------------------------------------------------------------------ what changed


def kinds(old: FormContent, new: FormContent) -> list[tuple[Change, str]]:
    return [(one.change, one.key) for one in differences(old, new)]


def reordered(content: FormContent, *keys: str) -> FormContent:
    lines = {line.key: line for line in content.lines}
    return replace(content, sections=(replace(content.sections[0], lines=tuple(lines[key] for key in keys)),))


FOUR = form("sessions", "people", "roads", "money")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (FOUR, []),
        (reordered(FOUR, "A1", "A2", "A3"), [(Change.REMOVED, "A4")]),
        (reordered(FOUR, "A4", "A1", "A2", "A3"), [(Change.MOVED, "A4")]),
        (relined(FOUR, 1, label="Khác"), [(Change.RELABELLED, "A2")]),
        (relined(FOUR, 1, unit="cái"), [(Change.UNIT, "A2")]),
        (relined(FOUR, 1, required=False), [(Change.OPTIONAL, "A2")]),
        (relined(FOUR, 1, mapped="B7"), [(Change.MAPPED, "A2")]),
        (relined(FOUR, 1, cell=cell("recognised")), [(Change.ASKS_ELSE, "A2")]),
        (relined(FOUR, 1, key="A9"), [(Change.ADDED, "A9"), (Change.REMOVED, "A2")]),
        (replace(FOUR, window="calendar", due_days=3), [(Change.WINDOW, ""), (Change.DUE_DAYS, "")]),
        (replace(FOUR, filled_by=FilledBy.UNIT), [(Change.FILLED_BY, "")]),
        (replace(FOUR, sections=(replace(FOUR.sections[0], title="Mới"),)), [(Change.SECTION_RENAMED, "A")]),
        (
            replace(FOUR, sections=(*FOUR.sections, Section("B", "Thêm", ()))),
            [(Change.SECTION_ADDED, "B")],
        ),
    ],
)
def test_each_change_is_named_once(new: FormContent, expected: list[tuple[Change, str]]) -> None:
    assert kinds(FOUR, new) == expected


def test_a_line_that_goes_to_another_section_moved() -> None:
    two = replace(FOUR, sections=(*FOUR.sections, Section("B", "Thêm", ())))
    first, second = two.sections
    there = replace(two, sections=(replace(first, lines=first.lines[1:]), replace(second, lines=first.lines[:1])))
    found = differences(two, there)
    assert [(one.change, one.key, one.before, one.after) for one in found] == [(Change.MOVED, "A1", "A", "B")]


KEYS = st.lists(st.sampled_from([f"A{n}" for n in range(1, 9)]), unique=True)
EIGHT = form(*(f"x{number}" for number in range(8)))


@given(KEYS, KEYS)
def test_added_removed_and_moved_explain_the_whole_change(left: list[str], right: list[str]) -> None:
    old, new = reordered(EIGHT, *left), reordered(EIGHT, *right)
    found = differences(old, new)
    assert {one.key for one in found if one.change is Change.ADDED} == set(right) - set(left)
    assert {one.key for one in found if one.change is Change.REMOVED} == set(left) - set(right)
    stayed = [key for key in left if key in right and key not in moved_keys(old, new)]
    assert stayed == [key for key in right if key in stayed]


@given(KEYS, KEYS)
def test_what_is_the_same_differs_in_nothing_and_differing_goes_both_ways(left: list[str], right: list[str]) -> None:
    old, new = reordered(EIGHT, *left), reordered(EIGHT, *right)
    assert differences(old, old) == ()
    assert len(differences(old, new)) == len(differences(new, old))
    assert bool(differences(old, new)) == (form_hash(old) != form_hash(new))


@given(st.permutations([f"A{n}" for n in range(1, 9)]), st.integers(0, 7), st.integers(0, 7))
def test_one_line_dragged_is_one_move(keys: list[str], here: int, there: int) -> None:
    dragged = list(keys)
    dragged.insert(there, dragged.pop(here))
    found = differences(reordered(EIGHT, *keys), reordered(EIGHT, *dragged))
    assert len(found) == (keys != dragged)


def test_plain_data_is_read_back_as_it_was() -> None:
    for content in shipped_forms().values():
        assert form_from_data(form_to_data(content)) == content


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Biểu tháng 11/2026", (), "t12-bieu-thang-11-2026"),
        ("Biểu tháng", ("t12-bieu-thang", "t12-bieu-thang-2"), "t12-bieu-thang-3"),
        ("“…”", (), "t12-bieu"),
    ],
)
def test_codes_of_forms_are_plain_and_never_given_twice(name: str, taken: tuple[str, ...], code: str) -> None:
    assert form_code(name, 12, taken) == code
