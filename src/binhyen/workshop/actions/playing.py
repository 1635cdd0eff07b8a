"""Plays one recognition year of a province, in the order in which it happens: register, assess, appraise, decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from binhyen.documents.rules.content import Authority, Issuer, Prefix, Signature
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.places.queries import label_of
from binhyen.recognition.actions.answering import Entry, save_answers_on_paper
from binhyen.recognition.actions.appraising import (
    Conclusion,
    Opinion,
    conclude_appraisal_many,
    declare_no_conflict_many,
)
from binhyen.recognition.actions.deciding import Paper, decide_many, issue_certificates
from binhyen.recognition.actions.registering import Registration, register_many
from binhyen.recognition.actions.rounds import open_round
from binhyen.recognition.actions.submitting import Submission, submit_many
from binhyen.recognition.letters import Desk as Signer
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.facts import criteria_of
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.recognition.rules.model import Pack, Verdict
from binhyen.recognition.rules.settings import default_settings
from binhyen.recognition.rules.shelf import pack_named
from binhyen.workshop.actions.staging import Desk, Stage
from binhyen.workshop.rules.answers import answers, pending
from binhyen.workshop.rules.plan import Plan
from binhyen.workshop.rules.published import AREA

SIGNATORIES = {"province": "Nguyễn Văn Mẫu", "district": "Trần Văn Mẫu", "commune": "Lê Thị Mẫu"}
JUDGED = Opinion(Verdict.MET, "Nhận định của người thẩm định khi chưa có nguyên văn (minh họa).")


def moment(year: int, month: int, day: int) -> datetime:
    """Return nine in the morning of a day."""
    return datetime.combine(date(year, month, day), time(9), ZoneInfo(settings.TIME_ZONE))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a year's steps are played."""

    year: int

    @property
    def open(self) -> datetime:
        """The round opens."""
        return moment(self.year, 1, 12)

    @property
    def signed(self) -> date:
        """Registrations are signed."""
        return date(self.year, 2, 15)

    @property
    def register(self) -> datetime:
        """Registrations are entered."""
        return moment(self.year, 3, 4)

    @property
    def areas(self) -> datetime:
        """Residential areas are assessed, appraised and decided: their window ended on 31 October."""
        return moment(self.year, 11, 9)

    @property
    def units(self) -> datetime:
        """Agencies, enterprises and schools are: their window ended on 15 November."""
        return moment(self.year, 11, 18)

    @property
    def communes(self) -> datetime:
        """Communes assess themselves, once their units are decided."""
        return moment(self.year, 11, 19)


@dataclass(frozen=True, slots=True)
class Play:
    """One year being played."""

    plan: Plan
    stage: Stage
    round: Round
    pack: Pack
    fails: Mapping[int, str]

    @property
    def year(self) -> int:
        """The year."""
        return self.plan.published.year

    def dossiers(self, **conditions: object) -> QuerySet[Dossier]:
        """Return dossiers of the round."""
        return Dossier.objects.filter(round=self.round, **conditions).order_by("kind", "pk")


def open_year(plan: Plan, stage: Stage) -> Play:
    """Open the round and join the plan's failures to its dossiers."""
    year = plan.published.year
    officer = stage.province.officer
    province = stage.province.place.place_id
    open_round(province_id=province, year=year, settings=default_settings(year), by=officer, at=Calendar(year).open)
    opened = Round.objects.get(province_id=province, year=year)
    pack = pack_named(Dossier.objects.filter(round=opened).values_list("pack__code", flat=True)[0])
    return Play(plan, stage, opened, pack, _failures(plan, opened))


def _failures(plan: Plan, opened: Round) -> dict[int, str]:
    """Which dossier fails by which criterion: areas and units by name within their commune, communes themselves."""
    communes = {commune.code: commune.place_id for commune, _fails in plan.communes}
    fails = {(communes[unit.commune_code], unit.name): unit.fails for unit in plan.units if unit.fails}
    own = {commune.place_id: why for commune, why in plan.communes if why}
    found: dict[int, str] = {}
    for dossier in Dossier.objects.filter(round=opened):
        why = own.get(dossier.place_id) if dossier.kind == "commune" else fails.get((dossier.commune_id, dossier.name))
        if why:
            found[dossier.pk] = why
    return found


def play_year(play: Play) -> None:
    """Play everything: units of communes, of districts, of the province, then the communes."""
    calendar = Calendar(play.year)
    above = (*play.stage.districts.values(), play.stage.province)
    desks = (*play.stage.communes.values(), *above)
    for desk in desks:
        register_units_of(play, desk)
    for desk in desks:
        below = play.dossiers(decider_id=desk.place.place_id).exclude(kind="commune")
        carry_through(play, desk, list(below.filter(kind=AREA)), calendar.areas)
        carry_through(play, desk, list(below.exclude(kind=AREA)), calendar.units)
    for desk in above:
        rows = play.dossiers(decider_id=desk.place.place_id, kind="commune")
        _carry_communes(play, desk, list(rows), calendar.communes)


def register_units_of(play: Play, desk: Desk) -> None:
    """Enter the registrations of the units that a desk decides on, and of the commune that it is."""
    calendar, place = Calendar(play.year), desk.place.place_id
    own = play.dossiers(kind="commune", place_id=place)
    below = play.dossiers(decider_id=place).exclude(kind="commune")
    ids = [*below.values_list("pk", flat=True), *own.values_list("pk", flat=True)]
    if ids:
        registration = Registration(calendar.signed)
        register_many(dossier_ids=ids, registration=registration, by=desk.officer, at=calendar.register)


def carry_through(play: Play, desk: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Assess, submit, appraise and decide what one desk prepares and decides."""
    if not rows:
        return
    assess(play, desk, rows, at)
    appraise(play, desk, rows, at)
    decide_rows(play, desk, rows, at)


def _carry_communes(play: Play, above: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Communes are assessed by themselves, appraised and decided above."""
    for row in rows:
        assess(play, play.stage.communes[row.place_id], [row], at)
    if rows:
        appraise(play, above, rows, at)
        decide_rows(play, above, rows, at)


def save_some(play: Play, desk: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Answer the first half of each dossier's criteria."""
    entries = [entry for row in rows for entry in _half(_entries(play, row))]
    if entries:
        save_answers_on_paper(entries=entries, by=desk.officer, at=at)


def _half(entries: Sequence[Entry]) -> Sequence[Entry]:
    return entries[: (len(entries) + 1) // 2]


def assess(play: Play, desk: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Answer and submit every dossier from its signed papers."""
    entries = [entry for row in rows for entry in _entries(play, row)]
    save_answers_on_paper(entries=entries, by=desk.officer, at=at)
    submission = Submission(note="Đơn vị tự đánh giá theo hồ sơ đã ký (minh họa).", started_at=at)
    submit_many(dossier_ids=[row.pk for row in rows], submission=submission, by=desk.officer, at=at)


def _entries(play: Play, row: Dossier) -> list[Entry]:
    criteria = criteria_of(play.pack, row.kind)
    written = answers(criteria, play.year, play.fails.get(row.pk, ""))
    return [Entry(row.pk, one.criterion, one.said) for one in written]


def appraise(play: Play, desk: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Declare, judge what waits for a judgement, and conclude."""
    declare_no_conflict_many(dossier_ids=[row.pk for row in rows], by=desk.officer, at=at)
    for (kind, why), group in _alike(play, rows):
        opinions = dict.fromkeys(pending(criteria_of(play.pack, kind)), JUDGED)
        if why in opinions:
            opinions[why] = Opinion(Verdict.NOT_MET, "Người thẩm định kết luận chưa đạt (minh họa).")
        conclusion = Conclusion(opinions=opinions)
        conclude_appraisal_many(dossier_ids=[row.pk for row in group], conclusion=conclusion, by=desk.officer, at=at)


def _alike(play: Play, rows: Iterable[Dossier]) -> list[tuple[tuple[str, str], list[Dossier]]]:
    def key(row: Dossier) -> tuple[str, str]:
        return row.kind, play.fails.get(row.pk, "")

    return [(alike, list(group)) for alike, group in groupby(sorted(rows, key=key), key=key)]


def decide_rows(play: Play, desk: Desk, rows: Sequence[Dossier], at: datetime) -> None:
    """Recognise what is met and refuse what is not, each in one decision of the authority."""
    met = [row.pk for row in rows if row.pk not in play.fails]
    not_met = [row.pk for row in rows if row.pk in play.fails]
    paper = paper_of(desk)
    if met:
        ruling = Ruling(DecisionKind.RECOGNISE, at.date())
        decision = decide_many(dossier_ids=met, ruling=ruling, paper=paper, by=desk.chair, at=at)
        printed = replace(paper, register=RegisterKey(paper.register.issuer_code, "GCN"))
        issue_certificates(decision_id=decision.pk, paper=printed, by=desk.chair, at=at)
    if not_met:
        ruling = Ruling(DecisionKind.REFUSE, at.date(), "Chưa đạt đủ các tiêu chí (giả định minh họa).")
        decide_many(dossier_ids=not_met, ruling=ruling, paper=paper, by=desk.chair, at=at)


def paper_of(desk: Desk) -> Paper:
    """Return whose paper it is, who signs, and from which register it is numbered."""
    label = label_of(desk.place)
    place = f"{label[0].lower()}{label[1:]}"
    issuer = Issuer(
        code=f"UBND-{desk.place.code}", name=f"Ủy ban nhân dân {place}", sign="UBND", place_name=desk.place.name
    )
    signature = Signature(
        "CHỦ TỊCH", SIGNATORIES[desk.place.place.tier], (Authority(Prefix.COLLECTIVE, "Ủy ban nhân dân"),)
    )
    signer = Signer(issuer, signature, f"Ủy ban nhân dân {place}", f"Công an {place}", demonstration=True)
    return Paper(signer, RegisterKey(issuer.code, "QD"))
