"""Steering committees: levels, roles, what they count, and the end of the district level.

QĐ 187/QĐ-TTg (2013) and the instructions on local bodies; districts ended on 30/6/2025.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

NO_DISTRICTS_FROM = date(2025, 7, 1)
"""From this day there is no district level of government, so no committee of it. Source: the two-tier reform."""
DISTRICT = "district"
LEVELS = {"province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}


class SeatRole(StrEnum):
    """What a member is on a committee."""

    HEAD = "head"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"
    ASSISTANT = "assistant"


SEAT_ROLES: Mapping[str, str] = {
    SeatRole.HEAD: "Trưởng ban",
    SeatRole.STANDING_DEPUTY: "Phó Trưởng ban thường trực",
    SeatRole.DEPUTY: "Phó Trưởng ban",
    SeatRole.MEMBER: "Ủy viên",
    SeatRole.SECRETARY: "Thư ký",
    SeatRole.ASSISTANT: "Tổ giúp việc",
}
NOT_MEMBERS = frozenset({SeatRole.ASSISTANT})
"""Assistants sit beside the committee and are not counted as its members."""
ROLE_ORDER = {role.value: rank for rank, role in enumerate(SeatRole)}

RENEW, DISSOLVE, RELEASE = "renew", "dissolve", "release"
DISSOLVED, RELEASED = "dissolved", "released"
COMMITTEE_LIFE = Life(
    {BEGIN: State(gettext_noop("At work"), "active"), DISSOLVED: State(gettext_noop("Dissolved"), "ended")},
    (
        StepKind(RENEW, gettext_noop("Composed anew by decision"), frozenset({BEGIN}), document=True),
        StepKind(
            DISSOLVE, gettext_noop("Dissolve the committee"), frozenset({BEGIN}), DISSOLVED, document=True, danger=True
        ),
    ),
)
SEAT_LIFE = Life(
    {BEGIN: State(gettext_noop("On the committee"), "active"), RELEASED: State(gettext_noop("Released"), "ended")},
    (StepKind(RELEASE, gettext_noop("Release from the committee"), frozenset({BEGIN}), RELEASED, document=True),),
)


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """A seat as a decision names it."""

    role: SeatRole
    position: str
    agency: str
    holder: str = ""
    area: str = ""
    duties: str = ""


def ended_on(facts: Facts, steps: Sequence[StepFacts], code: str) -> date | None:
    """Return the first day on which it is no more: after its last day, or from the day of the step that ends it."""
    last = facts.day("until")
    ends = [step.on for step in steps if step.code == code]
    ends += [last + timedelta(days=1)] if last else []
    return min(ends, default=None)


def committee_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where a district's committee would stand after districts ended."""
    if facts.text("level") != DISTRICT:
        return
    begun, until = facts.day("since"), facts.day("until")
    days = [day for day in (begun, until, *(step.on for step in steps if step.code == RENEW)) if day]
    if any(day >= NO_DISTRICTS_FROM for day in days):
        message = gettext_noop(
            "District committees ended on 30/06/2025 together with the district level. Enter the committee of the "
            "province or the commune, or an earlier day."
        )
        yield Finding("plans.no_district_committee", message, where="level")


def committee_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Count a committee from its decision until it is dissolved; composing it anew adds none."""
    begun, level = facts.day("since"), facts.text("level")
    if begun is None:
        return
    ended = ended_on(facts, steps, DISSOLVE)
    if level == DISTRICT:
        ended = min(ended or NO_DISTRICTS_FROM, NO_DISTRICTS_FROM)
    if ended is None or begun < ended:
        yield one_of("steering_committees", begun, ended, level=level)


def seat_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Count a member from one decision until the other; assistants are no members."""
    begun = facts.day("since")
    if begun is None or facts.text("role") in NOT_MEMBERS:
        return
    ended = ended_on(facts, steps, RELEASE)
    if ended is None or begun < ended:
        yield one_of("steering_members", begun, ended)


def renewal_findings(seats: Sequence[SeatDraft]) -> Iterable[Finding]:
    """Say what a new composition lacks: exactly one head, a post and an agency for each seat."""
    heads = sum(seat.role is SeatRole.HEAD for seat in seats)
    if heads != 1:
        message = gettext_noop("A committee has one head; this list has %(heads)s. Look at the roles again.")
        yield Finding("plans.one_head", message, params={"heads": heads}, where="seats")
    for number, seat in enumerate(seats, start=1):
        if not seat.position.strip() or not seat.agency.strip():
            message = gettext_noop("Line %(line)s: write the post and the agency.")
            yield Finding("plans.seat_incomplete", message, params={"line": number}, where="seats")
