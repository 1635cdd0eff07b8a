"""The life of a dossier and of a pack's version; what a decision may say. Pages and documentation read these tables."""

from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class State(StrEnum):
    """Where a dossier stands.

    `withdrawn` is a unit that ceased to exist during the year; one that gives up stays, and is not recognised.
    """

    OPENED = "opened"
    REGISTERED = "registered"
    ASSESSING = "assessing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPRAISED = "appraised"
    VOTED = "voted"
    DECIDED = "decided"
    NOT_REGISTERED = "not_registered"
    OUT_OF_SCOPE = "out_of_scope"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What may happen to a dossier."""

    REGISTER = "register"
    MISS_REGISTRATION = "miss_registration"
    ASSESS = "assess"
    SUBMIT = "submit"
    RETURN = "return"
    APPRAISE = "appraise"
    VOTE = "vote"
    DECIDE = "decide"
    EXCLUDE = "exclude"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """Result of a dossier, apart from its state. Empty until somebody with authority decided."""

    NONE = ""
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"
    REVOKED = "revoked"


class DecisionKind(StrEnum):
    """What a decision does to the dossiers that it names."""

    RECOGNISE = "recognise"
    REFUSE = "refuse"
    REVOKE = "revoke"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_DISMISSED = "appeal_dismissed"


class PackState(StrEnum):
    """A draft may change; what was active once never does."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


DOSSIER: Lifecycle[State, Event] = Lifecycle(
    {
        (State.OPENED, Event.REGISTER): State.REGISTERED,
        (State.OPENED, Event.MISS_REGISTRATION): State.NOT_REGISTERED,
        (State.OPENED, Event.EXCLUDE): State.OUT_OF_SCOPE,
        (State.OPENED, Event.WITHDRAW): State.WITHDRAWN,
        (State.NOT_REGISTERED, Event.REGISTER): State.REGISTERED,
        (State.NOT_REGISTERED, Event.WITHDRAW): State.WITHDRAWN,
        (State.REGISTERED, Event.ASSESS): State.ASSESSING,
        (State.REGISTERED, Event.WITHDRAW): State.WITHDRAWN,
        (State.ASSESSING, Event.ASSESS): State.ASSESSING,
        (State.ASSESSING, Event.SUBMIT): State.SUBMITTED,
        (State.ASSESSING, Event.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Event.ASSESS): State.RETURNED,
        (State.RETURNED, Event.SUBMIT): State.SUBMITTED,
        (State.RETURNED, Event.WITHDRAW): State.WITHDRAWN,
        (State.SUBMITTED, Event.RETURN): State.RETURNED,
        (State.SUBMITTED, Event.APPRAISE): State.APPRAISED,
        (State.APPRAISED, Event.RETURN): State.RETURNED,
        (State.APPRAISED, Event.VOTE): State.VOTED,
        (State.APPRAISED, Event.DECIDE): State.DECIDED,
        (State.VOTED, Event.DECIDE): State.DECIDED,
    }
)
EDITABLE = DOSSIER.before(Event.ASSESS)
"""States in which the unit writes its answers."""
NOT_COUNTED = (State.OUT_OF_SCOPE, State.WITHDRAWN)
"""States of dossiers that no share counts: outside the circular, or no longer there."""
UNREGISTERED = (State.OPENED, State.NOT_REGISTERED)
AWAITING_DECISION = (State.SUBMITTED, State.APPRAISED, State.VOTED)

OUTCOME_OF = {
    DecisionKind.RECOGNISE: Outcome.RECOGNISED,
    DecisionKind.REFUSE: Outcome.NOT_RECOGNISED,
    DecisionKind.REVOKE: Outcome.REVOKED,
    DecisionKind.APPEAL_UPHELD: Outcome.RECOGNISED,
}
"""Result that a decision leaves on a dossier; a dismissed appeal leaves what it finds."""
