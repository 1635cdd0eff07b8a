"""A year of plans in the small land: the province asks, An Phú answers most of it, an inspection finds something."""

from dataclasses import dataclass

from binhyen.plans.registers import DOCUMENTS, REMEDIES, TASKS
from binhyen.registers.models import Entry
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung
from tests.plans.factories import REMEDY, Values, a_committee, a_plan, a_seat, a_task, an_inspection, stepped
from tests.registers.factories import day, written

ASKED = (
    ("Sơ kết, tổng kết việc thực hiện các chỉ thị, nghị quyết về phong trào", "Ban Chỉ đạo xã", "15/12/2026"),
    ("Đánh giá chất lượng, hiệu quả các mô hình tự phòng, tự quản", "Công an xã", "12/11/2026"),
    ("Đổi mới hình thức tuyên truyền, vận động nhân dân", "Ủy ban MTTQ xã", "31/10/2026"),
    ("Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", "UBND xã", "19/08/2026"),
    ("Kiện toàn lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở", "Công an xã", "20/12/2026"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who and what there is."""

    land: Land
    lan: Person
    hung: Person
    nam: Person
    above: Entry
    plan: Entry
    asked: tuple[Entry, ...]
    line: Entry
    inspection: Entry
    remedy: Entry
    committee: Entry
    document: Entry


def a_scene() -> Scene:
    """Play the year."""
    land = a_land()
    lan, hung = ba_lan(land), ong_hung(land)
    above = a_plan(land.bac_ninh, hung.actor, name="Kế hoạch phong trào tỉnh Bắc Ninh năm 2026", emulation=("1",))
    plan = a_plan(land.an_phu, lan.actor, name="Kế hoạch phong trào xã An Phú năm 2026", number="3/KH-BCĐ")
    asked = tuple(
        a_task(land.an_phu, hung.actor, plan=above.record_id, content=content, lead=lead, due_on=day(due))
        for content, lead, due in ASKED
    )
    line = a_task(land.an_phu, lan.actor, plan=plan.record_id, answers=asked[1].record_id, due_on=day("10/11/2026"))
    a_task(
        land.an_phu,
        lan.actor,
        plan=plan.record_id,
        content="Vận động giao nộp vũ khí, pháo",
        indicator="documents_issued",
        target=4,
        due_on=day("30/09/2026"),
    )
    _course(asked, lan, hung)
    inspection = an_inspection(land.bac_ninh, hung.actor)
    remedy = written(REMEDIES, land.an_phu, REMEDY | {"inspection": inspection.record_id}, hung.actor)
    committee = a_committee(land.an_phu, lan.actor)
    a_seat(land.an_phu, committee, lan.actor, role="head", position="Chủ tịch UBND xã", agency="UBND xã An Phú")
    a_seat(land.an_phu, committee, lan.actor, area="Thôn Đông", duties="Vận động phụ nữ", holder="Nguyễn Thị Hoa")
    a_seat(land.an_phu, committee, lan.actor, role="assistant", position="Cán bộ tổng hợp", agency="Công an xã")
    document = written(DOCUMENTS, land.an_phu, _DOCUMENT, lan.actor)
    return Scene(land, lan, hung, anh_nam(land), above, plan, asked, line, inspection, remedy, committee, document)


_DOCUMENT: Values = {
    "kind": "official_letter",
    "number": "218/BCĐ-TGV",
    "issued_on": day("20/10/2026"),
    "issuer": "Ban Chỉ đạo 138 tỉnh Bắc Ninh",
    "level": "province",
    "summary": "Về việc báo cáo kết quả rà soát mô hình",
    "way": "received",
    "received_on": day("22/10/2026"),
    "answer_by": day("09/11/2026"),
}


def _course(asked: tuple[Entry, ...], lan: Person, hung: Person) -> None:
    _, schemes, methods, festival, force = asked
    stepped(TASKS, schemes, "accept", "05/02/2026", lan.actor)
    stepped(TASKS, schemes, "progress", "01/07/2026", lan.actor, percent=60)
    stepped(TASKS, methods, "accept", "05/02/2026", lan.actor)
    stepped(TASKS, festival, "accept", "05/02/2026", lan.actor)
    stepped(TASKS, festival, "submit", "25/08/2026", lan.actor)
    stepped(TASKS, festival, "close", "28/08/2026", hung.actor)
    stepped(TASKS, force, "accept", "05/02/2026", lan.actor)
    stepped(TASKS, force, "extend", "01/06/2026", hung.actor, due_on=day("28/12/2026"))
    stepped(TASKS, force, "submit", "01/11/2026", lan.actor)
