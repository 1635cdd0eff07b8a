"""The parts of a page, rendered alone."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.actors import Role
from binhyen.kernel.decisions import YES, never, no
from binhyen.kernel.findings import Finding, Severity
from binhyen.ui.components.navigation import PLACES, address, entries_for
from binhyen.ui.components.parts import Choice, Segment, Side, strips
from binhyen.ui.components.sentences import sentence
from binhyen.ui.components.states import STATES, VERDICTS, state_of
from binhyen.ui.forms import DayField

MORNING = datetime(2026, 11, 5, 1, 42, tzinfo=ZoneInfo("UTC"))


def drawn(source: str, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ value|number }}", "1.234.567"),
        ("{{ none|number }}", "–"),
        ("{{ amount|number }}", "12,50"),
        ("{{ part|percent:whole }}", "97,6\u00a0%"),
        ("{{ part|percent:zero }}", "–"),
        ("{{ at|moment }}", "08:42, 05/11/2026"),
        ("{{ at|day }}", "05/11/2026"),
        ("{{ day|day }}", "03/02/2026"),
        ("{{ none|day }}", "–"),
    ],
)
def test_numbers_and_days_are_written_as_in_vietnam(source: str, written: str) -> None:
    values = {
        "value": 1234567,
        "amount": Decimal("12.50"),
        "none": None,
        "part": 1686,
        "whole": 1727,
        "zero": 0,
        "at": MORNING,
        "day": date(2026, 2, 3),
    }
    assert drawn(source, **values) == written


def test_a_sentence_writes_its_values_but_leaves_years_alone() -> None:
    said = sentence(
        "%(count)s of %(year)s, %(day)s, %(name)s", {"count": 1727, "year": 2026, "day": MORNING.date(), "name": "An"}
    )
    assert said == "1.727 of 2026, 05/11/2026, An"


def test_a_sentence_without_its_value_still_reads() -> None:
    assert sentence("%(count)s rows", {"other": 1}) == "%(count)s rows"


@pytest.mark.parametrize("code", sorted(STATES))
def test_every_state_has_an_icon_and_a_word(code: str) -> None:
    shown = drawn("{% state code %}", code=code)
    assert f"#{state_of(code).icon}" in shown
    assert f"by-state--{state_of(code).look}" in shown


def test_an_unknown_state_is_a_mistake_of_the_page() -> None:
    with pytest.raises(KeyError):
        drawn("{% state 'splendid' %}")


def test_the_three_answers_have_equal_room_and_the_current_one_is_chosen() -> None:
    shown = drawn("{% verdicts 'verdict' 'cannot_conclude' %}")
    assert [verdict.code for verdict in VERDICTS] == ["met", "not_met", "cannot_conclude"]
    assert shown.count('type="radio"') == 3
    assert shown.count(" checked") == 1
    assert 'value="cannot_conclude" checked' in shown


def test_a_zero_does_not_open() -> None:
    assert drawn("{% num 0 '/x/' %}") == "0"
    assert drawn("{% num 1727 '/x/' %}") == '<a class="by-num" href="/x/">1.727</a>'


def test_an_allowed_action_is_a_form_that_posts() -> None:
    shown = drawn("{% action_button decision '/nop/' 'Nộp' %}", decision=YES, csrf_token="token")
    assert 'method="post" action="/nop/"' in shown
    assert "csrfmiddlewaretoken" in shown


def test_a_refused_action_is_disabled_with_its_reason_beside_it() -> None:
    decision = no("test.quorum", "%(present)s present", source="Điều 6", present=5)
    shown = drawn("{% action_button decision '/nop/' 'Nộp' %}", decision=decision)
    assert "disabled" in shown
    assert "5 present" in shown
    assert "Điều 6" in shown


def test_an_action_that_this_post_never_may_is_hidden() -> None:
    assert drawn("{% action_button decision '/nop/' 'Nộp' %}", decision=never("test.never", "Never")).strip() == ""


def test_a_finding_stands_at_its_place_with_its_source_and_escapes_what_was_typed() -> None:
    finding = Finding("test.typed", "“%(typed)s”", Severity.WARNING, {"typed": "<b>"}, "Ô 3", "Điều 4")
    shown = drawn("{% finding one %}", one=finding)
    assert "Ô 3: “&lt;b&gt;”" in shown
    assert "by-note--warn" in shown
    assert "Điều 4" in shown


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/", {"q": "đông", "page": "2"})
    page = Paginator(range(120), 50).page(2)
    shown = drawn("{% pagination page %}", page=page, request=request)
    assert "51–100 trong 120" in shown
    assert "?q=%C4%91%C3%B4ng&amp;page=3" in shown


def test_a_filter_chip_goes_back_to_the_first_page() -> None:
    request = RequestFactory().get("/", {"q": "a", "page": "2", "state": "late"})
    choices = [Choice("", "Tất cả"), Choice("late", "Quá hạn", 3)]
    shown = drawn("{% filter_chips 'state' choices 'late' %}", choices=choices, request=request)
    assert 'href="?q=a"' in shown
    assert 'href="?q=a&amp;state=late" aria-current="true"' in shown


class _Form(forms.Form):
    since = DayField(help_text="dd/mm")
    note = forms.CharField(required=False, widget=forms.Textarea)


def test_a_field_ties_help_and_errors_to_its_control() -> None:
    form = _Form({"since": "31/31/2026"})
    shown = drawn("{% field form.since %}{% field form.note %}", form=form)
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_since_helptext id_since_error"' in shown
    assert 'id="id_since_error"' in shown
    assert 'type="date"' in shown


@pytest.mark.parametrize("typed", ["2026-11-05", "05/11/2026"])
def test_a_day_is_read_from_the_calendar_or_from_the_keyboard(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 5)


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=6))
def test_strips_lie_side_by_side_inside_the_bar(amounts: list[int]) -> None:
    laid = strips([Segment("met", amount) for amount in amounts])
    assert len(laid) == sum(amount > 0 for amount in amounts)
    starts = [Decimal(strip.x) for strip in laid]
    assert starts == sorted(starts)
    assert all(0 <= start <= 1000 for start in starts)


def test_the_bar_shows_only_pages_that_exist() -> None:
    shown = {entry.href for entry in entries_for(Role.PROVINCE_OFFICER, "desk:my_work")}
    assert shown == {address(place.url_name) for place in PLACES if address(place.url_name)}
    assert address("nowhere:nothing") == ""


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("desk:my_work", "My work"),
        ("forces:teams", "Registers"),
        ("narrative:written_reports", "Writing"),
        ("narrative:reading_desk", "Reports"),
        ("narrative:signed_report", "Reports"),
        ("", None),
    ],
)
def test_the_bar_lights_the_entry_that_a_page_lies_under(page: str, label: str | None) -> None:
    lit = [entry.label for entry in entries_for(Role.PROVINCE_OFFICER, page) if entry.current]
    assert lit == ([gettext(label)] if label else [])


def test_pages_that_lie_under_another_entry_exist() -> None:
    claimed = {page for place in PLACES for page in place.pages}
    names = ["text_id", "kept_id", "word", "taken_id"]
    assert claimed == {page for page in claimed if any(reverses(page, name) for name in ["", *names])}


def reverses(page: str, argument: str) -> bool:
    try:
        reverse(page, kwargs={argument: 1} if argument else {})
    except NoReverseMatch:
        return False
    return True


def test_an_operator_sees_no_content() -> None:
    hidden = {place.label for place in PLACES if Role.OPERATOR not in place.roles}
    assert {"Recognition", "Units", "Letters"} <= hidden


def test_a_conflict_shows_both_sides_and_prefers_neither() -> None:
    theirs, yours = Side("214 hộ", "Trưởng thôn Đông", MORNING), Side("<b>215</b> hộ", "Cán bộ xã")
    shown = drawn("{% conflict theirs yours 4 %}", theirs=theirs, yours=yours)
    assert "214 hộ" in shown
    assert "08:42, 05/11/2026" in shown
    assert "&lt;b&gt;215" in shown
    assert 'name="version" value="4"' in shown
    assert "btn-primary" not in shown


@pytest.mark.parametrize(("value", "name"), [(date(2026, 11, 5), "Thứ Năm"), (date(2026, 11, 8), "Chủ nhật")])
def test_days_of_the_week_have_their_names(value: date, name: str) -> None:
    assert drawn("{{ value|weekday }}", value=value) == name
