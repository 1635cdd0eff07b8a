"""An Phú with one record of everything that has an address, and people who may not see it."""

from dataclasses import dataclass

from django.db.models import Model

from binhyen.accounts.models import ApiToken, Holding
from binhyen.files.actions import store_bytes
from binhyen.kernel.actors import Role
from binhyen.recognition.actions.attaching import Offered
from binhyen.recognition.actions.deciding import decide_many
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.actions.voting import put_to_council
from binhyen.recognition.models import Appeal, DecisionItem, RemarkKind
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.units.actions.meetings import call_meeting, mark_present, open_meeting
from binhyen.units.models import Committee, Membership, Representation
from tests.accounts.factories import START, Person, a_key, a_person, an_operator
from tests.recognition.factories import DECIDED_AT, RECOGNISE, a_paper, attach, registered
from tests.recognition.scene import Scene, a_scene

AT = DECIDED_AT


@dataclass(frozen=True, slots=True)
class World:
    """The scene, an auditor, an operator, and the ids of An Phú's records by the name that an address gives them."""

    scene: Scene
    auditor: Person
    operator: Person
    ids: dict[str, object]


def a_world() -> World:
    """Build everything through the actions."""
    scene = a_scene()
    scene.appraise("area1")
    town, land = scene.town, scene.town.land
    decision = decide_many(
        dossier_ids=[scene.dossier("area1").pk], ruling=RECOGNISE, paper=a_paper(), by=scene.chair.actor, at=AT
    )
    member = a_person("hoidong", "Ủy viên", Role.COUNCIL_MEMBER, land.an_phu, "Ủy viên")
    meeting, motion, committee = _a_meeting(scene, member)
    sent = scene.dossier("area2").pk
    remark = add_remark(
        dossier_id=sent, criterion="KDC-1c", kind=RemarkKind.QUESTION, text="Bao nhiêu hộ?", by=scene.lan.actor, at=AT
    )
    item = DecisionItem.objects.get(decision=decision)
    appeal = Appeal.objects.create(
        dossier=item.dossier, against=item, grounds="Xin xem lại.", filed_at=AT, by_account=1, by_post=1
    )
    ids: dict[str, object] = {
        "round_id": _key(scene.dossier("area2").round),
        "dossier_id": sent,
        "criterion": "KDC-1c",
        "remark_id": remark.pk,
        "evidence_id": _evidence(scene),
        "document_id": decision.document_id,
        "decision_id": decision.pk,
        "decided_dossier_id": item.dossier_id,
        "appeal_id": _key(appeal),
        "version_id": scene.dossier("area2").pack_id,
        "unit_id": town.units["school"].pk,
        "voice_id": Representation.objects.get(unit=town.units["school"]).pk,
        "committee_id": _key(committee),
        "meeting_id": _key(meeting),
        "motion_id": _key(motion),
        "account_id": _key(scene.second.account),
        "post_id": _key(scene.second.post),
        "token_id": _a_key(scene),
        "holding_id": Holding.objects.get(account=scene.second.account).pk,
        "place_id": town.commune.place_id,
        "area_id": town.area.place_id,
    }
    auditor = a_person("kiemtra", "Bùi Văn Kiểm", Role.AUDITOR, land.bac_ninh, "Kiểm tra viên")
    return World(scene, auditor, an_operator(land), ids)


def _a_key(scene: Scene) -> object:
    a_key(scene.lan)
    return ApiToken.objects.get().pk


def _key(record: Model) -> object:
    return record.pk


def _evidence(scene: Scene) -> int:
    """Attach a file to a dossier that its unit still fills in."""
    kept = store_bytes(content=b"%PDF-1.4", media_type="application/pdf", at=AT)
    offered = Offered(kept.sha256, EvidenceKind.RESOLUTION, "Nghị quyết.pdf", AT.date())
    return attach(scene.town, registered(scene.town, "area").pk, "KDC-1a", offered)


def _a_meeting(scene: Scene, member: Person) -> tuple[Model, Model, Committee]:
    place = scene.town.commune
    committee = Committee.objects.create(
        place=place.place,
        place_path=place.path,
        name="Hội đồng xã",
        short_name="HĐ",
        sign_suffix="HĐ",
        valid_from=START,
    )
    seat = Membership.objects.create(committee=committee, post=member.post, role="head", valid_from=START)
    by = scene.lan.actor
    meeting = call_meeting(committee=committee, held_on=AT.date(), subject="Họp xét", quorum_percent=66, by=by, at=AT)
    mark_present(meeting=meeting, present=[seat.pk], by=by, at=AT)
    held = open_meeting(meeting=meeting, by=by, at=AT)
    scene.appraise("area3")
    asked = [scene.dossier("area3").pk]
    return held, put_to_council(dossier_ids=asked, meeting=held, title="Công nhận", by=by, at=AT), committee
