"""The register of events: what was held where, by whom, with what result."""

from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.event_checks import event_checks
from binhyen.campaigns.registers.event_fields import CODE, REMARK, SAID
from binhyen.campaigns.registers.event_results import RESULTS
from binhyen.campaigns.rules import events
from binhyen.campaigns.rules.guessing import guess
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS, Reach, Register, Way
from binhyen.registers.rules.facts import Dates

KEEPERS = OFFICERS | {
    Role.ASSOCIATION_OFFICER,
    Role.DEPARTMENT_OFFICER,
    Role.RESIDENTIAL_HEAD,
    Role.UNIT_REPRESENTATIVE,
}
FIELDS = (*SAID, *RESULTS, REMARK)

EVENTS = Register(
    code=CODE,
    slug="hoat-dong",
    name=gettext_noop("Events"),
    one=gettext_noop("Event"),
    lead=gettext_noop(
        "Sessions, festivals, conferences, drives, contests and broadcasts: what was held, with what result."
    ),
    icon="cal",
    model=Event,
    fields=FIELDS,
    dates=Dates("since", "until", lasting=False),
    title=lambda facts: facts.text("name"),
    listed=("since", "kind", "venue", "organiser", "attendance", "standing"),
    findings=lambda facts, _steps: events.findings(FIELDS, facts),
    lines=lambda facts, steps: events.lines(FIELDS, facts, steps),
    typed=False,
    counts=events.COUNTS,
    distinct=events.DISTINCT,
    past=events.held_on,
    checks=event_checks,
    guess=guess,
    guesses=frozenset({"kind", "conference_kind"}),
    same=("since", "kind", "name", "venue"),
    filters=("kind", "standing", "org", "topic"),
    chosen_by="kind",
    keepers=KEEPERS,
    reach=Reach.ABOVE,
    page="campaigns:event",
    ways=(
        Way("campaigns:calendar", gettext_noop("Calendar"), "cal"),
        Way("campaigns:this_month", gettext_noop("Results of the month"), "sum"),
    ),
)
