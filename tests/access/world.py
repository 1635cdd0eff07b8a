"""An Phú with one record of everything that has an address, and people who may not see it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model

from binhyen.accounts.models import ApiToken, Holding
from binhyen.analytics.actions.boards import save_board
from binhyen.analytics.actions.spot_checks import draw_spot_check
from binhyen.analytics.models import Signal
from binhyen.analytics.rules.signals.subject import Code
from binhyen.awards.actions import deciding
from binhyen.awards.models import ProposalPaper
from binhyen.awards.rules.deciding import Ruling
from binhyen.campaigns.actions.conferences import Invitation, add_parts, invite
from binhyen.campaigns.actions.event_letters import draft_event_letter, letter_for
from binhyen.campaigns.letters.bodies import PEOPLES, bodies_of
from binhyen.campaigns.letters.events import prefilled
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.badges import word_of
from binhyen.campaigns.queries.conferences import PROGRAMME, course_of
from binhyen.campaigns.registers.events import EVENTS
from binhyen.documents.rules.content import LetterKind
from binhyen.files.actions import store_bytes
from binhyen.forces.actions.rating import open_year
from binhyen.indicators.actions.forms import NewForm, create_form, install_shipped_forms
from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.periods import parse_period
from binhyen.narrative.actions.composing import begin_report
from binhyen.narrative.actions.deciding import keep_words
from binhyen.narrative.actions.ending import confirm_text
from binhyen.narrative.actions.incoming import Arrived, take_text
from binhyen.narrative.models import KeptSentence, TakenReport
from binhyen.recognition.actions.attaching import Offered
from binhyen.recognition.actions.deciding import decide_many
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.actions.voting import put_to_council
from binhyen.recognition.models import Appeal, DecisionItem, RemarkKind
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.registers.models import Import, RecordFile
from binhyen.registers.rules.facts import Value
from binhyen.reports.actions.collecting import default_plan, open_collection
from binhyen.reports.actions.key_areas import KeyAreas, record_key_areas
from binhyen.reports.actions.standing import Delegated, delegate
from binhyen.reports.actions.talking import Raised, raise_difficulty
from binhyen.reports.models import CellFile, Report
from binhyen.reports.rules.threads import DifficultyKind
from binhyen.support.registers import HANDOVERS
from binhyen.units.actions.meetings import call_meeting, mark_present, open_meeting
from binhyen.units.models import Committee, Membership, Representation
from tests.accounts.factories import START, Person, a_key, a_person, an_operator
from tests.awards.factories import TODAY, Values, proposal, to_sign, with_papers
from tests.forces.factories import a_member, a_team
from tests.plans.factories import a_committee, a_plan, a_task, an_inspection
from tests.programmes.factories import a_programme, a_summary
from tests.recognition.factories import DECIDED_AT, RECOGNISE, a_paper, attach, registered
from tests.recognition.scene import Scene, a_scene
from tests.registers.factories import NOW, written
from tests.reports.factories import a_version
from tests.schemes.factories import a_scheme, an_exemplar

AT = DECIDED_AT


@dataclass(frozen=True, slots=True)
class World:
    """The scene, an auditor, an operator, and the ids of An Phú's records by the name that an address gives them.

    `own` holds ids of one namespace, where another storey uses the same name for something else.
    """

    scene: Scene
    auditor: Person
    operator: Person
    ids: dict[str, object]
    own: dict[str, dict[str, object]]


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
        **_a_form(scene),
    }
    ids |= _reports(scene)
    ids["taken_id"] = _a_taken_report(scene, ids["report_id"])
    ids |= _texts(scene, ids["report_id"])
    auditor = a_person("kiemtra", "Bùi Văn Kiểm", Role.AUDITOR, land.bac_ninh, "Kiểm tra viên")
    own = {
        "registers": _an_entry(scene),
        "programmes": _a_programme(scene),
        "campaigns": _an_event(scene),
        "forces": _a_team(scene),
    }
    own["plans"] = _plans(scene)
    own["signals"] = _signals(scene, ids["report_id"])
    own["boards"] = _boards(scene)
    own["awards"] = _an_award(scene)
    own["schemes"] = _a_scheme(scene)
    own["narrative"] = {**own.get("narrative", {}), "report_id": _a_written_report(scene), "part": "mo-hinh"}
    return World(scene, auditor, an_operator(land), ids, own)


def _reports(scene: Scene) -> dict[str, object]:
    """Ask An Phú for a report, and let it put a difficulty and write down its key areas."""
    land, hung, lan = scene.town.land, scene.hung.actor, scene.lan.actor
    version = a_version()
    plan = default_plan(content_of(version), parse_period(f"{AT:%Y-%m}"), AT.date())
    opened = open_collection(province_id=land.bac_ninh.place_id, version_id=version.pk, plan=plan, by=hung, at=AT)
    report = opened.reports.get(place_id=land.an_phu.place_id)
    put = Raised(DifficultyKind.PROPOSAL, "Xin loa.", land.an_phu.place_id)
    difficulty = raise_difficulty(report_id=report.pk, raised=put, by=lan, at=AT)
    areas = KeyAreas(land.an_phu.place_id, "route", 1, "KH 1", AT.date(), AT.date())
    place = Delegated(scene.second.post.pk, land.an_phu.place_id, AT.date(), None, "Phân công.")
    return {
        "collection_id": opened.pk,
        "report_id": report.pk,
        "difficulty_id": difficulty.pk,
        "cell": str(content_of(version).cells[0]),
        "file_id": _cell_file(report, lan).pk,
        "record_id": record_key_areas(areas=areas, by=lan, at=AT).pk,
        "delegation_id": delegate(delegated=place, by=hung, at=AT).pk,
    }


def _a_taken_report(scene: Scene, report_id: object) -> int:
    """Note that figures of a signed report were taken over into An Phú's."""
    place = scene.town.land.an_phu
    return TakenReport.objects.create(
        blob=store_bytes(content=b"%PDF-1.7", media_type="application/pdf", at=AT),
        place_code=place.code,
        period=f"{AT:%Y-%m}",
        figures=1,
        report_id=int(str(report_id)),
        place_path=place.path,
        at=AT,
        by_account=1,
        by_post=1,
    ).pk


def _texts(scene: Scene, report_id: object) -> dict[str, object]:
    """Let An Phú read one text for its report, and keep a sentence of another."""
    lan, at_hand = scene.lan.actor, int(str(report_id))

    def read(words: str) -> int:
        arrived = Arrived(at_hand, "Xã An Phú", pasted=words, about_date=AT.date())
        return take_text(arrived=arrived, by=lan, at=AT).pk

    words = "Trật tự xã hội được giữ vững."
    told = read(words)
    keep_words(text_id=told, start=words.index("được"), keep=True, by=lan, at=AT)
    confirm_text(text_id=told, by=lan, at=AT)
    return {"text_id": read("Toàn xã phát 350 tờ rơi."), "kept_id": KeptSentence.objects.get().pk}


def _signals(scene: Scene, report_id: object) -> dict[str, object]:
    """Let a signal stand at An Phú's report, and draw its village for a spot check."""
    signal = Signal.objects.create(
        report_id=int(str(report_id)), code=Code.COPIED, strength=1, found_at=AT, shown_on=AT.date()
    )
    round_id = scene.dossier("area1").round_id
    check = draw_spot_check(round_id=round_id, seed="1 2 3", asked=1, by=scene.hung.actor, at=AT)
    return {"signal_id": signal.pk, "check_id": check.pk}


def _boards(scene: Scene) -> dict[str, object]:
    """Keep a board of An Phú's post."""
    board = save_board(name="Tuyên truyền", address="/bang/xoay/", by=scene.lan.actor, at=AT)
    return {"board_id": board.pk}


def _plans(scene: Scene) -> dict[str, object]:
    """Write a plan, a committee and an inspection of An Phú down, and a task of the province that the plan may answer."""
    lan, hung, place = scene.lan.actor, scene.hung.actor, scene.town.land.an_phu
    return {
        "plan_id": a_plan(place, lan).record_id,
        "task_id": a_task(place, hung, plan=a_plan(scene.town.land.bac_ninh, hung).record_id).record_id,
        "committee_id": a_committee(place, lan).record_id,
        "inspection_id": an_inspection(place, lan, level="commune").record_id,
    }


def _an_entry(scene: Scene) -> dict[str, object]:
    """Write an entry of a register down for An Phú, with a file and an import."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    said: dict[str, Value] = {"since": AT.date(), "until": AT.date(), "document": "BB 1", "guns": "1"}
    entry = written(HANDOVERS, place, said, lan, at=AT)
    kept = store_bytes(content=b"%PDF-1.6", media_type="application/pdf", at=AT)
    author = {"by_account": lan.account_id, "by_post": lan.post_id}
    file = RecordFile.objects.create(record=entry.record, blob=kept, name="a.pdf", added_at=AT, **author)
    brought = Import.objects.create(
        register=HANDOVERS.code,
        place_path=place.path,
        file_name="a.xlsx",
        added=0,
        changed=0,
        skipped=0,
        at=AT,
        **author,
    )
    return {
        "slug": HANDOVERS.slug,
        "record_id": entry.record_id,
        "file_id": file.pk,
        "import_id": brought.pk,
        "step_id": 1,
        "code": "khong-co",
    }


def _an_award(scene: Scene) -> dict[str, object]:
    """Decide on an award in An Phú, and write another proposal down with a paper in its dossier."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    own: Values = {"form": "certificate_of_commendation", "authority": "commune_chair"}
    entry = to_sign(place, lan, lan, **own)
    paper = deciding.Paper(symbol="9/QĐ-UBND")
    ruling = Ruling(TODAY)
    later = NOW + timedelta(hours=1)
    decision = deciding.decide_many(record_ids=[entry.record_id], ruling=ruling, paper=paper, by=lan, at=later)
    waiting = with_papers(proposal(place, lan, recipient="Trần Thị Mẫu", **own), lan)
    return {
        "record_id": waiting.record_id,
        "decision_id": decision.pk,
        "paper_id": ProposalPaper.objects.filter(record_id=waiting.record_id).latest("pk").pk,
        "form": "certificate_of_merit",
    }


def _a_scheme(scene: Scene) -> dict[str, object]:
    """Write a scheme of An Phú down, and an exemplar that agreed to be shown."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    made = a_scheme(place, lan)
    return {"record_id": made.record_id, "exemplar_id": an_exemplar(place, lan).record_id}


def _an_event(scene: Scene) -> dict[str, object]:
    """Write a conference of An Phú down, with an item of its programme, a seat and a letter."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    said: dict[str, Value] = {"kind": "conference", "conference_kind": "final", "name": "Tổng kết", "since": AT.date()}
    written(EVENTS, place, said, lan, at=AT)
    event = Event.objects.get()
    item: dict[str, Value] = {"part": "work", "content": "Khai mạc"}
    [part] = add_parts(code=PROGRAMME, event=event, rows=[item], by=lan, at=AT)
    [seat] = invite(event=event, lines=[Invitation("Hội Nông dân")], by=lan, at=AT)
    issuing = bodies_of(event)[PEOPLES]
    wording = prefilled(LetterKind.INVITATION, course_of(event), issuing.body)
    letter = letter_for(event, LetterKind.INVITATION, issuing, wording)
    return {
        "record_id": event.record_id,
        "kind": "papers",
        "part_id": part.record_id,
        "seat_id": seat.record_id,
        "word": word_of(seat.record_id),
        "letter": LetterKind.INVITATION.value,
        "letter_id": draft_event_letter(event=event, letter=letter, by=lan, at=AT).pk,
    }


def _a_team(scene: Scene) -> dict[str, object]:
    """Write a team of An Phú down with a member, and open the rating of its force."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    team = a_team(place, lan)
    member = a_member(team, place, lan)
    year = open_year(place_id=place.place_id, year=AT.year, by=lan, at=AT)
    return {"record_id": team.record_id, "member_id": member.record_id, "year_id": year.pk}


def _a_programme(scene: Scene) -> dict[str, object]:
    """Write a joint programme of An Phú down, with a summary of its first month."""
    lan, place = scene.lan.actor, scene.town.land.an_phu
    programme = a_programme(place, lan, AT, since=AT.date(), signed_on=AT.date())
    summary = a_summary(programme, place, lan, AT, since=AT.date(), until=AT.date())
    return {"record_id": programme.record_id, "summary_id": summary.record_id}


def _cell_file(report: Report, by: Actor) -> CellFile:
    """Keep a file at the first cell of a report."""
    kept = store_bytes(content=b"%PDF-1.5", media_type="application/pdf", at=AT)
    cell_id = next(iter(cells_of(report.collection.version).values()))
    return CellFile.objects.create(
        report=report,
        cell_id=cell_id,
        blob=kept,
        name="a.pdf",
        added_at=AT,
        by_account=by.account_id,
        by_post=by.post_id,
    )


def _a_key(scene: Scene) -> object:
    a_key(scene.lan)
    return ApiToken.objects.get().pk


def _a_form(scene: Scene) -> dict[str, object]:
    """Begin a form of the province: a draft, which is only its officers' to see."""
    source = next(one for one in install_shipped_forms(by=SYSTEM, at=AT) if one.form.code == "phong-trao-thang")
    wanted = NewForm(scene.town.land.bac_ninh.place_id, "Biểu của tỉnh", source)
    draft = create_form(wanted=wanted, by=scene.hung.actor, at=AT)
    return {"form_code": draft.form.code, "number": draft.number, "line_key": "A1"}


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


def _a_written_report(scene: Scene) -> int:
    """Let An Phú begin its year-end report."""
    place = scene.town.land.an_phu.place_id
    return begin_report(template="year-end", place_id=place, period="2026", by=scene.lan.actor, at=AT).pk
