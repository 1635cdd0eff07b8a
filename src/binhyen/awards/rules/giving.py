"""What happens to an award after its decision: it is handed over, or revoked."""

from binhyen.awards.rules.course import CHAIRS, OFFICES
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.steps import Life, State, StepKind

AWARD_STATE = "given"
AWARD = Life(
    {
        "given": State(gettext_noop("decided"), "met"),
        "handed": State(gettext_noop("handed over"), "met"),
        "revoked": State(gettext_noop("revoked"), "not_met"),
    },
    (
        StepKind("hand_over", gettext_noop("Hand over"), frozenset({"given"}), "handed"),
        StepKind(
            "revoke",
            gettext_noop("Revoke"),
            frozenset({"given", "handed"}),
            "revoked",
            document=True,
            note=True,
            roles=OFFICES | CHAIRS,
            danger=True,
        ),
    ),
)
