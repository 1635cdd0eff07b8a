"""The life of a dossier: every state can be reached, and ends stay ends."""

import pytest

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.lifecycle import DOSSIER, EDITABLE, Event, State


def reachable_from(start: State) -> set[State]:
    seen, queue = {start}, [start]
    while queue:
        state = queue.pop()
        for event in DOSSIER.events(state):
            after = DOSSIER.after(state, event)
            if after not in seen:
                seen.add(after)
                queue.append(after)
    return seen


def test_every_state_is_reached_from_an_opened_dossier() -> None:
    assert reachable_from(State.OPENED) == set(State)


@pytest.mark.parametrize("end", [State.DECIDED, State.OUT_OF_SCOPE, State.WITHDRAWN])
def test_ends_are_ends(end: State) -> None:
    assert DOSSIER.events(end) == ()


def test_nothing_is_decided_without_registration_submission_and_appraisal() -> None:
    assert set(DOSSIER.before(Event.DECIDE)) == {State.APPRAISED, State.VOTED}
    assert DOSSIER.before(Event.APPRAISE) == (State.SUBMITTED,)
    assert set(DOSSIER.before(Event.SUBMIT)) == {State.ASSESSING, State.RETURNED}
    assert State.OPENED not in EDITABLE


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        DOSSIER.after(State.NOT_REGISTERED, Event.DECIDE)
    assert refusal.value.code == "lifecycle.no_such_move"
