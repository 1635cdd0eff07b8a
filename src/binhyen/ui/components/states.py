"""The closed list of states a chip can show: word, icon, colour. Words that differ are given by the page."""

from dataclasses import dataclass

from binhyen.kernel.marks import gettext_noop


@dataclass(frozen=True, slots=True)
class State:
    """One look of the chip. `look` names the colour, `icon` the sprite's symbol."""

    code: str
    label: str
    look: str
    icon: str


_LIST = (
    State("none", gettext_noop("Not registered"), "none", "none"),
    State("todo", gettext_noop("Not started"), "none", "none"),
    State("registered", gettext_noop("Registered"), "registered", "registered"),
    State("doing", gettext_noop("In self-assessment"), "doing", "doing"),
    State("open", gettext_noop("Open"), "doing", "doing"),
    State("sent", gettext_noop("Submitted, waiting for appraisal"), "sent", "sent"),
    State("waiting", gettext_noop("Waiting"), "sent", "sent"),
    State("returned", gettext_noop("Returned"), "returned", "returned"),
    State("met", gettext_noop("Met"), "met", "met"),
    State("not", gettext_noop("Not met"), "not", "not"),
    State("not_met", gettext_noop("Not met"), "not", "not"),
    State("unknown", gettext_noop("Not enough grounds to conclude"), "unknown", "unknown"),
    State("cannot_conclude", gettext_noop("Not enough grounds to conclude"), "unknown", "unknown"),
    State("late", gettext_noop("Overdue"), "late", "late"),
    State("na", gettext_noop("Out of scope"), "na", "na"),
    State("not_applicable", gettext_noop("Not applicable"), "na", "na"),
    State("out_of_scope", gettext_noop("Out of scope"), "na", "na"),
    State("recognised", gettext_noop("Recognised"), "met", "met"),
    State("not_recognised", gettext_noop("Not recognised"), "not", "not"),
    State("revoked", gettext_noop("Revoked"), "not", "ban"),
    State("draft", gettext_noop("Draft"), "none", "edit"),
    State("issued", gettext_noop("Issued"), "met", "stamp"),
    State("cancelled", gettext_noop("Cancelled"), "not", "ban"),
    State("closed", gettext_noop("Closed"), "registered", "lock"),
    State("active", gettext_noop("In force"), "met", "met"),
    State("ended", gettext_noop("Ended"), "na", "na"),
)
VERDICTS = tuple(state for state in _LIST if state.code in {"met", "not_met", "cannot_conclude"})
"""The three answers, with the codes of the engine's verdicts."""
STATES = {state.code: state for state in _LIST}


def state_of(code: str) -> State:
    """Return the state with this code; an unknown code is a mistake of the page and raises `KeyError`."""
    return STATES[code]
