"""Plans, tasks and committees of the small land, written through the actions."""

from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.plans.registers import COMMITTEES, INSPECTIONS, PLANS, SEATS, TASKS
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import StepFacts, Value
from tests.registers.factories import NOW, day, written

Values = dict[str, Value | str]

PLAN: Values = {
    "name": "Kế hoạch thực hiện phong trào năm 2026",
    "year": 2026,
    "number": "12/KH-BCĐ",
    "signed_on": day("20/01/2026"),
    "since": day("01/01/2026"),
    "until": day("31/12/2026"),
}
TASK: Values = {
    "content": "Đánh giá chất lượng, hiệu quả các mô hình",
    "lead": "Công an xã",
    "issued_on": day("01/02/2026"),
    "due_on": day("30/11/2026"),
}
INSPECTION: Values = {
    "topic": "Việc duy trì các mô hình tự phòng, tự quản",
    "begun_on": day("03/08/2026"),
    "ended_on": day("05/08/2026"),
    "inspector": "Đoàn kiểm tra của Ban Chỉ đạo tỉnh",
    "level": "province",
    "decision": "Quyết định số 7/QĐ-BCĐ ngày 20/7/2026",
    "units": "3",
    "conclusion": "Cơ bản thực hiện đúng kế hoạch",
}
REMEDY: Values = {
    "found_on": day("05/08/2026"),
    "shortcoming": "Chưa có sổ theo dõi mô hình",
    "measure": "Lập sổ, cập nhật hằng tháng",
    "responsible": "Công an xã",
    "due_on": day("30/09/2026"),
}
COMMITTEE: Values = {
    "name": "Ban Chỉ đạo 138 xã An Phú",
    "level": "commune",
    "decision": "Quyết định số 15/QĐ-UBND ngày 10/7/2025",
    "since": day("10/07/2025"),
    "standing_body": "Công an xã",
}
SEAT: Values = {
    "role": "member",
    "position": "Chủ tịch Hội Phụ nữ xã",
    "agency": "Hội Liên hiệp Phụ nữ",
    "since": day("10/07/2025"),
    "decision": "Quyết định số 15/QĐ-UBND ngày 10/7/2025",
}


def a_plan(place: PlaceVersion, by: Actor, **more: Value) -> Entry:
    """Write a plan down."""
    return written(PLANS, place, PLAN | more, by)


def a_task(place: PlaceVersion, by: Actor, **more: Value) -> Entry:
    """Write a task down."""
    return written(TASKS, place, TASK | more, by)


def an_inspection(place: PlaceVersion, by: Actor, **more: Value) -> Entry:
    """Write an inspection down."""
    return written(INSPECTIONS, place, INSPECTION | more, by)


def a_committee(place: PlaceVersion, by: Actor, **more: Value) -> Entry:
    """Write a committee down."""
    return written(COMMITTEES, place, COMMITTEE | more, by)


def a_seat(place: PlaceVersion, committee: Entry, by: Actor, **more: Value) -> Entry:
    """Write a seat down."""
    return written(SEATS, place, SEAT | {"committee": committee.record_id} | more, by)


def stepped(register: Register, entry: Entry, code: str, on: str, by: Actor, **more: object) -> None:
    """Take a step; document and note are given where the step asks for them."""
    kind = register.life.kind(code)
    assert kind is not None
    values = {name: value for name, value in more.items() if name not in {"document", "note"}}
    step = StepFacts(
        code,
        day(on),
        values,  # type: ignore[arg-type]
        document=str(more.get("document", "Báo cáo số 3/BC-CAX" if kind.document else "")),
        note=str(more.get("note", "Như báo cáo" if kind.note else "")),
    )
    take_step(register=register, record_id=entry.record_id, step=step, by=by, at=NOW)
