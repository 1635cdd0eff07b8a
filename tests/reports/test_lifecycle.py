"""The life of a report, and how it stands to its day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.findings import Refused
from binhyen.reports.rules.lifecycle import EDITABLE, REPORT, SENT, Event, Standing, State, Timeliness
from binhyen.reports.rules.threads import DIFFICULTY, DifficultyEvent, DifficultyState
from binhyen.reports.rules.timeliness import Completeness, Expected, completeness, timeliness

DUE = date(2026, 11, 17)


def walk(*events: Event) -> State:
    state = State.DRAFT
    for event in events:
        state = REPORT.after(state, event)
    return state


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), State.DRAFT),
        ((Event.ENTER, Event.SUBMIT), State.SUBMITTED),
        ((Event.SUBMIT, Event.WITHDRAW), State.DRAFT),
        ((Event.SUBMIT, Event.RETURN, Event.ENTER, Event.SUBMIT, Event.ACCEPT), State.ACCEPTED),
        ((Event.SUBMIT, Event.ACCEPT, Event.CLOSE, Event.CORRECT, Event.ENTER), State.CORRECTING),
        ((Event.SUBMIT, Event.ACCEPT, Event.CORRECT, Event.SUBMIT, Event.RETURN), State.RETURNED),
        ((Event.SUBMIT, Event.ACCEPT, Event.CORRECT, Event.DROP_CORRECTION), State.ACCEPTED),
    ],
)
def test_a_report_lives_by_its_table(events: tuple[Event, ...], state: State) -> None:
    assert walk(*events) is state


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.CLOSED])
def test_nobody_writes_into_a_report_that_lies_with_the_office(state: State) -> None:
    with pytest.raises(Refused, match="enter") as refused:
        REPORT.after(state, Event.ENTER)
    assert refused.value.code == "lifecycle.no_such_move"


def test_every_state_is_either_with_the_reporter_or_with_the_office() -> None:
    assert set(EDITABLE) | set(SENT) == set(State)
    assert not set(EDITABLE) & set(SENT)


def test_a_difficulty_is_solved_when_its_asker_says_so() -> None:
    answered = DIFFICULTY.after(DifficultyState.OPEN, DifficultyEvent.ANSWER)
    assert DIFFICULTY.after(answered, DifficultyEvent.CONFIRM) is DifficultyState.SOLVED
    assert DIFFICULTY.after(answered, DifficultyEvent.REOPEN) is DifficultyState.OPEN
    with pytest.raises(Refused, match="confirm"):
        DIFFICULTY.after(DifficultyState.OPEN, DifficultyEvent.CONFIRM)


@pytest.mark.parametrize(
    ("standing", "sent", "today", "how"),
    [
        (Standing.EXPECTED, None, DUE, Timeliness.DUE),
        (Standing.EXPECTED, None, date(2026, 11, 18), Timeliness.OVERDUE),
        (Standing.EXPECTED, DUE, date(2026, 12, 1), Timeliness.ON_TIME),
        (Standing.EXPECTED, date(2026, 11, 18), date(2026, 12, 1), Timeliness.LATE),
        (Standing.EXEMPT, None, date(2026, 12, 1), Timeliness.EXEMPT),
        (Standing.NOT_APPLICABLE, DUE, date(2026, 12, 1), Timeliness.NOT_APPLICABLE),
    ],
)
def test_a_report_is_on_time_when_it_was_sent_on_its_day_or_before(
    standing: Standing, sent: date | None, today: date, how: Timeliness
) -> None:
    assert timeliness(Expected(standing, State.DRAFT, DUE, sent), today) is how


days = st.dates(date(2026, 10, 1), date(2026, 12, 31))
reports = st.builds(
    Expected,
    st.sampled_from(Standing),
    st.sampled_from(State),
    days,
    st.none() | days,
)


@given(st.lists(reports), days)
def test_no_share_passes_the_whole(listed: list[Expected], today: date) -> None:
    found = completeness(listed, today)
    assert 0 <= found.on_time <= found.sent <= found.expected
    assert 0 <= found.accepted <= found.expected
    assert found.expected + found.exempt + found.not_applicable == len(listed)
    assert found.missing + found.sent == found.expected


def test_who_is_exempted_and_sends_all_the_same_is_not_counted_among_the_expected() -> None:
    found = completeness([Expected(Standing.EXEMPT, State.ACCEPTED, DUE, DUE)], DUE)
    assert found == Completeness(exempt=1)
