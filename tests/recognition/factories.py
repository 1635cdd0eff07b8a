"""A small province with a round: units by hand, everything else through the actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from binhyen.accounts.models import Post
from binhyen.documents.rules.content import Issuer, Signature
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.files.models import Blob, ScanState
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import PlaceVersion
from binhyen.recognition.actions.answering import Entry, save_answer
from binhyen.recognition.actions.appraising import Conclusion, Opinion, conclude_appraisal, declare_no_conflict
from binhyen.recognition.actions.attaching import Offered, add_evidence
from binhyen.recognition.actions.deciding import Paper, decide
from binhyen.recognition.actions.packs import install_shipped_packs
from binhyen.recognition.actions.registering import Registration, register
from binhyen.recognition.actions.rounds import open_round
from binhyen.recognition.actions.submitting import Submission, submit
from binhyen.recognition.letters import Desk
from binhyen.recognition.models import Answer, Dossier, Round
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.recognition.rules.settings import RoundSettings, default_settings
from binhyen.units.models import Kind, Unit
from tests.accounts.factories import Land, a_land, a_place

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = 2026


def on(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the round's year."""
    return datetime(YEAR, month, day, hour, minute, tzinfo=ZONE)


JANUARY, FEBRUARY, NOVEMBER = on(1, 5), on(2, 25), on(11, 5)


@dataclass
class Town:
    """A province with a round, its people and its units."""

    land: Land
    province: PlaceVersion
    commune: PlaceVersion
    area: PlaceVersion
    opened: Round | None = None
    units: dict[str, Unit] = field(default_factory=dict)

    def actor(self, role: Role, place: PlaceVersion, account: int = 0, *units: str) -> Actor:
        """Somebody at a desk."""
        return Actor(
            account_id=account or 100 + list(Role).index(role) * 1000 + place.place_id,
            post_id=200 + list(Role).index(role) * 1000 + place.place_id,
            role=role,
            place_id=place.place_id,
            place_path=place.path,
            scopes=(place.path,),
            units=frozenset(self.units[name].pk for name in units),
        )

    @property
    def hung(self) -> Actor:
        """Ông Hùng keeps the province's rounds."""
        return self.actor(Role.PROVINCE_OFFICER, self.province)

    @property
    def leader(self) -> Actor:
        return self.actor(Role.PROVINCE_LEADER, self.province)

    @property
    def lan(self) -> Actor:
        """Bà Lan is An Phú's officer."""
        return self.actor(Role.COMMUNE_OFFICER, self.commune)

    @property
    def chair(self) -> Actor:
        return self.actor(Role.COMMUNE_CHAIR, self.commune)

    @property
    def head(self) -> Actor:
        """The head of Đông village."""
        return self.actor(Role.RESIDENTIAL_HEAD, self.area)

    @property
    def mai(self) -> Actor:
        """Chị Mai answers for the school."""
        return self.actor(Role.UNIT_REPRESENTATIVE, self.commune, 0, "school")

    @property
    def nam(self) -> Actor:
        """Anh Nam belongs elsewhere."""
        return self.actor(Role.COMMUNE_OFFICER, self.land.elsewhere)

    def dossier(self, name: str = "area") -> Dossier:
        """The dossier of a unit, fresh from the database."""
        return Dossier.objects.select_related("round", "unit", "pack").get(unit=self.units[name])


def a_unit(name: str, kind: str, place: PlaceVersion, **more: object) -> Unit:
    """A unit that has been there since the map of 2025."""
    Kind.objects.get_or_create(code=kind, defaults={"name": kind, "treated_as": kind})
    values: dict[str, object] = {"managing_level": "commune", "valid_from": date(2025, 7, 1)} | more
    return Unit.objects.create(
        name=name,
        kind_id=kind,
        fold=fold(name),
        sort_key=sort_key(name)[:120],
        place=place.place,
        place_path=place.path,
        **values,
    )


def a_town() -> Town:
    """A province of one commune with a village, a school, an enterprise and a kindergarten."""
    land = a_land()
    town = Town(land, land.bac_ninh, land.an_phu, land.village)
    town.units = {
        "area": a_unit("Thôn Đông", "residential_area", land.village),
        "commune": a_unit("Xã An Phú", "commune", land.an_phu, managing_level="province"),
        "school": a_unit("Trường THCS An Phú", "school", land.an_phu, highest_level="lower_secondary"),
        "enterprise": a_unit(
            "Công ty Sông Cầu",
            "enterprise",
            land.an_phu,
            managing_level="province",
            enterprise_size="medium",
            has_party_organisation=False,
        ),
        "kindergarten": a_unit("Trường Mầm non", "school", land.an_phu, highest_level="preschool"),
    }
    install_shipped_packs(by=SYSTEM, at=JANUARY)
    return town


def opened(town: Town, settings: RoundSettings | None = None) -> Town:
    """The same town with its round open."""
    chosen = settings or default_settings(YEAR)
    town.opened = open_round(
        province_id=town.province.place_id, year=YEAR, settings=chosen, by=town.hung, at=JANUARY
    ).round
    return town


def more_areas(town: Town, count: int) -> list[Unit]:
    """Make more villages in An Phú, before the round opens."""
    made = []
    for number in range(1, count + 1):
        place = a_place(f"Số {number}", town.area.place.tier, town.area.kind, town.commune)  # type: ignore[arg-type]  # stored as their words
        unit = a_unit(f"Thôn Số {number}", "residential_area", place)
        town.units[f"area{number}"] = unit
        made.append(unit)
    return made


AREA_ANSWERS: dict[str, Said] = {
    "KDC-1a": Said({"party_cell_resolution_date": "2026-02-18"}, "met", explanation="Nghị quyết số 3."),
    "KDC-1b": Said({}, "met", explanation="Theo bản đăng ký."),
    "KDC-1c": Said({"households_registered": 212, "households_residing": 212}, "met", explanation="Theo sổ theo dõi."),
    "KDC-2": Said({}, "met", explanation="Báo cáo năm."),
    "KDC-3": Said({}, "met", reference="15/KL-CA"),
}
PENDING = {"KDC-4": Opinion("met", "Theo tình hình thực tế."), "KDC-5": Opinion("met")}


def registered(town: Town, name: str = "area", by: Actor | None = None) -> Dossier:
    """Register a unit in February."""
    found = town.dossier(name)
    return register(dossier_id=found.pk, registration=Registration(date(2026, 2, 25)), by=by or town.head, at=FEBRUARY)


def answered(
    town: Town, name: str = "area", by: Actor | None = None, answers: Mapping[str, Said] = AREA_ANSWERS
) -> Dossier:
    """Register and answer everything that a residential area can answer."""
    found = registered(town, name, by)
    for criterion, said in answers.items():
        save(town, found.pk, criterion, said, by=by)
    return town.dossier(name)


def save(town: Town, dossier_id: int, criterion: str, said: Said, base: int = 0, by: Actor | None = None) -> Answer:
    """Save one answer."""
    return save_answer(entry=Entry(dossier_id, criterion, said, base), by=by or town.head, at=NOVEMBER)


def submitted(
    town: Town, name: str = "area", by: Actor | None = None, answers: Mapping[str, Said] = AREA_ANSWERS
) -> Dossier:
    """Answer and send."""
    found = answered(town, name, by, answers)
    submit(dossier_id=found.pk, submission=Submission("Đã kiểm tra."), by=by or town.head, at=NOVEMBER)
    return town.dossier(name)


def appraised(
    town: Town, name: str = "area", by: Actor | None = None, answers: Mapping[str, Said] = AREA_ANSWERS
) -> Dossier:
    """Send, and let Bà Lan conclude."""
    found = submitted(town, name, by, answers)
    declare_no_conflict(dossier_id=found.pk, by=town.lan, at=NOVEMBER)
    conclude_appraisal(dossier_id=found.pk, conclusion=Conclusion(PENDING), by=town.lan, at=NOVEMBER)
    return town.dossier(name)


def a_blob(mark: str = "a", state: ScanState = ScanState.CLEAN) -> Blob:
    """Some bytes that were stored."""
    return Blob.objects.create(
        sha256=mark * 64, size=10, media_type="application/pdf", state=state, received_at=FEBRUARY
    )


def attach(town: Town, dossier_id: int, criterion: str, offered: Offered | None = None, by: Actor | None = None) -> int:
    """Attach a file and return its id."""
    given = offered or Offered(a_blob().sha256, EvidenceKind.RESOLUTION, "Nghị quyết.pdf", date(2026, 2, 18))
    return add_evidence(dossier_id=dossier_id, criterion=criterion, offered=given, by=by or town.head, at=NOVEMBER).pk


DECIDED_AT = on(11, 17)
DECISIONS = RegisterKey("UBND-AP", "QD")
CERTIFICATES = RegisterKey("UBND-AP", "GCN")


def a_desk() -> Desk:
    """An Phú's People's Committee."""
    return Desk(
        issuer=Issuer(code="UBND-AP", name="Ủy ban nhân dân\nxã An Phú", sign="UBND", place_name="An Phú"),
        signature=Signature(title="CHỦ TỊCH", name="Nguyễn Thị Mẫu"),
        authority="Ủy ban nhân dân xã An Phú",
        proposer="Trưởng Công an xã An Phú",
    )


def a_paper(register: RegisterKey = DECISIONS) -> Paper:
    """Paper that is numbered from An Phú's registers."""
    return Paper(a_desk(), register)


def in_office(actor: Actor, place: PlaceVersion, until: date | None = None) -> Actor:
    """Give a signer a post that lasts from the map of 2025."""
    post = Post.objects.create(
        role=actor.role, place=place.place, title="Chủ tịch", valid_from=date(2025, 7, 1), valid_to=until
    )
    return replace(actor, post_id=post.pk)


RECOGNISE = Ruling(DecisionKind.RECOGNISE, date(2026, 11, 17))
REFUSE = Ruling(DecisionKind.REFUSE, date(2026, 11, 17), "Chưa đạt tiêu chí 1c.")


def recognised(town: Town, name: str = "area") -> Dossier:
    """Walk a unit all the way."""
    found = appraised(town, name)
    chair = in_office(town.chair, town.commune)
    decide(dossier_id=found.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    return town.dossier(name)


SHORT = AREA_ANSWERS | {
    "KDC-1c": Said({"households_registered": 1, "households_residing": 2}, explanation="Thiếu một hộ.")
}


def refused(town: Town, name: str = "area") -> Dossier:
    """Walk a unit to a refusal."""
    found = appraised(town, name, answers=SHORT)
    chair = in_office(town.chair, town.commune)
    decide(dossier_id=found.pk, ruling=REFUSE, paper=a_paper(), by=chair, at=DECIDED_AT)
    return town.dossier(name)
