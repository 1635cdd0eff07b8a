"""Awards and proposals written through the actions, in the small land that other tests use too."""

from datetime import date, timedelta

from binhyen.awards.registers import AWARDS, PROPOSALS
from binhyen.kernel.actors import Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import StepFacts, Value
from tests.registers.factories import NOW, day, written

TODAY = NOW.date()
Values = dict[str, Value]

AWARD: Values = {
    "recipient_kind": "collective",
    "form": "certificate_of_merit",
    "authority": "province_chair",
    "recipient": "Công an xã An Phú",
    "decided_on": day("02/10/2026"),
    "decision": "104/QĐ-UBND",
}
PROPOSAL: Values = {
    "recipient_kind": "individual",
    "recipient": "Nguyễn Văn Mẫu",
    "recipient_post": "Tổ trưởng Tổ bảo vệ an ninh, trật tự thôn Đông",
    "form": "certificate_of_merit",
    "authority": "province_chair",
    "proposed_on": day("01/10/2026"),
    "achievement_type": "merit",
    "achievement": "Có thành tích xuất sắc trong phong trào năm 2026",
    "achieved_since": day("15/11/2025"),
    "achieved_until": day("01/10/2026"),
}


def an_actor(role: Role) -> Actor:
    """Somebody with a role who covers everything."""
    return Actor(1, 1, role, 1, "1.", ("1.",))


def award(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write an award down."""
    return written(AWARDS, place, AWARD | values, by)


def proposal(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write a proposal down."""
    return written(PROPOSALS, place, PROPOSAL | values, by)


def step(  # noqa: PLR0913, PLR0917 - a step, all that it may say
    entry: Entry,
    code: str,
    by: Actor,
    on: date = TODAY,
    document: str = "",
    note: str = "",
    values: Values | None = None,
) -> None:
    """Take a step of a proposal."""
    take_step(
        register=PROPOSALS,
        record_id=entry.record_id,
        step=StepFacts(code, on, values or {}, {}, document, note),
        by=by,
        at=NOW + timedelta(minutes=1),
    )
