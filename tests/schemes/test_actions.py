"""Reviews by a score sheet, the end of a scheme with its sites, letters: what is written, what is refused."""

import json

import pytest
from django.http import Http404
from pytest_django import Settings

from binhyen.audit.models import Entry as LogEntry
from binhyen.documents.models import Document
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.models import Record, Step
from binhyen.schemes.actions.dissolving import dissolve_scheme
from binhyen.schemes.actions.drafting import draft_paper
from binhyen.schemes.actions.scoring import Review, review_scheme, set_score_sheet
from binhyen.schemes.models import ScoreSheet, Site
from binhyen.schemes.queries.sheets import sheet_for, shipped_sheet
from binhyen.schemes.rules.score_sheet import Criterion, Sheet
from tests.accounts.factories import Land, Person, chi_mai
from tests.registers.factories import NOW, day, number
from tests.schemes.factories import a_scheme, a_site, step

SHEET = Sheet(day("01/01/2026"), (Criterion("c1", "Quy chế", 40), Criterion("c2", "Kết quả", 60)), 80, 50, "QĐ 9")
FULL = {"c1": 40, "c2": 45}


def a_review(level: str = "effective", note: str = "", year: int = 2026, **points: int | None) -> Review:
    return Review(year, day("20/10/2026"), level, FULL | points, "Biên bản số 7", note)


def test_a_place_follows_the_nearest_sheet_above_it(land: Land, lan: Person, hung: Person) -> None:
    assert sheet_for(land.an_phu.path, NOW.date()).sheet == shipped_sheet()
    set_score_sheet(sheet=SHEET, by=hung.actor, at=NOW)
    assert sheet_for(land.village.path, NOW.date()).sheet == SHEET
    own = Sheet(day("01/06/2026"), SHEET.criteria, 90, 60, "QĐ xã")
    set_score_sheet(sheet=own, by=lan.actor, at=NOW)
    assert sheet_for(land.an_phu.path, NOW.date()).sheet == own
    assert sheet_for(land.an_phu.path, day("31/05/2026")).sheet == SHEET
    assert sheet_for(land.elsewhere.path, NOW.date()).sheet == SHEET
    assert LogEntry.objects.filter(action="schemes.sheet_set").count() == 2


def test_the_shipped_sheet_proposes_no_level() -> None:
    assert not shipped_sheet().level_of(shipped_sheet().most)


def test_a_sheet_is_set_by_offices_and_can_judge(land: Land, lan: Person) -> None:
    with pytest.raises(Forbidden) as refusal:
        set_score_sheet(sheet=SHEET, by=chi_mai(land).actor, at=NOW)
    assert refusal.value.code == "schemes.not_your_sheet"
    with pytest.raises(Refused) as empty:
        set_score_sheet(sheet=Sheet(day("01/01/2026"), ()), by=lan.actor, at=NOW)
    assert empty.value.code == "schemes.sheet_of_no_use"
    assert not ScoreSheet.objects.exists()


def test_a_review_keeps_its_points_and_says_the_status(land: Land, lan: Person, hung: Person) -> None:
    set_score_sheet(sheet=SHEET, by=hung.actor, at=NOW)
    made = a_scheme(land.an_phu, lan.actor)
    row = review_scheme(record_id=made.record_id, review=a_review(), by=lan.actor, at=NOW)
    assert row.data == {
        "year": 2026,
        "level": "effective",
        "score": 85,
        "points": ["c1=40", "c2=45"],
        "sheet": ScoreSheet.objects.get().pk,
    }
    assert LogEntry.objects.filter(action="registers.stepped", subject_id=made.record_id).count() == 1


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (a_review(c1=41), "schemes.points_out_of_range"),
        (a_review(c2=None), "schemes.points_out_of_range"),
        (a_review("average"), "schemes.another_level"),
        (a_review("good"), "schemes.another_level"),
        (a_review("good", note="Vì lý do khác"), "registers.no_choice"),
        (a_review(year=2025), "schemes.review_of_other_year"),
    ],
)
def test_a_review_that_cannot_be_is_refused(land: Land, lan: Person, hung: Person, review: Review, code: str) -> None:
    set_score_sheet(sheet=SHEET, by=hung.actor, at=NOW)
    made = a_scheme(land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        review_scheme(record_id=made.record_id, review=review, by=lan.actor, at=NOW)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Step.objects.exists()


def test_another_level_is_right_with_a_reason(land: Land, lan: Person, hung: Person) -> None:
    set_score_sheet(sheet=SHEET, by=hung.actor, at=NOW)
    made = a_scheme(land.an_phu, lan.actor)
    row = review_scheme(
        record_id=made.record_id, review=a_review("average", note="Mới hoạt động một nửa năm"), by=lan.actor, at=NOW
    )
    assert row.data["level"] == "average"


def test_a_scheme_ends_with_its_sites_on_the_same_day(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    a_site(made, land.village, lan.actor, members="20")
    gone = a_site(made, land.village, lan.actor, name="Chợ", until=day("01/05/2026"))
    dissolve_scheme(record_id=made.record_id, step=step("dissolved", "01/09/2026", reason="done"), by=lan.actor, at=NOW)
    ends = Site.objects.filter(superseded_at=None).order_by("record_id").values_list("until", flat=True)
    assert list(ends) == [day("01/09/2026"), day("01/05/2026")]
    assert gone.pk in set(Site.objects.filter(superseded_at=None).values_list("pk", flat=True)), "it is not said anew"
    asked = ("models_total", "model_sites", "model_members")
    assert [number(one, land.an_phu, "2026-H1") for one in asked] == [1, 1, 20]
    assert [number(one, land.an_phu, "2026") for one in asked] == [0, 0, 0]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (step("dissolved", "01/09/2026", document="", reason="done"), "registers.step_without_document"),
        (step("dissolved", "01/09/2026"), "registers.missing"),
        (step("dissolved", "09/03/2026", reason="done"), "registers.dates_reversed"),
    ],
)
def test_an_end_that_cannot_be_leaves_everything_as_it_was(land: Land, lan: Person, last: object, code: str) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    a_site(made, land.village, lan.actor)
    with pytest.raises(Refused) as refusal:
        dissolve_scheme(record_id=made.record_id, step=last, by=lan.actor, at=NOW)  # type: ignore[arg-type]
    assert code in {finding.code for finding in refusal.value.findings}
    assert Site.objects.get().until is None
    assert Record.objects.get(pk=made.record_id).state == "active"


def test_sites_of_another_commune_are_not_ended_by_this_one(land: Land, lan: Person, nam: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    a_site(made, land.elsewhere, nam.actor)
    with pytest.raises(Forbidden) as refusal:
        dissolve_scheme(
            record_id=made.record_id, step=step("dissolved", "01/09/2026", reason="done"), by=lan.actor, at=NOW
        )
    assert refusal.value.code == "registers.not_your_place"
    assert Site.objects.get().until is None


ROAD = (step("surveyed", "01/04/2026"), step("proposed", "10/04/2026"))


@pytest.mark.parametrize(
    ("taken", "preparing", "word", "said"),
    [
        (ROAD, True, "to-trinh", "kính đề nghị Ủy ban nhân dân xã An Phú"),
        (ROAD, True, "quyet-dinh-cong-nhan", "Công nhận mô hình “Camera an ninh”"),
        ((), False, "quyet-dinh-giai-the", "Giải thể mô hình “Camera an ninh”"),
        (
            (step("reviewed", "01/10/2026", year=2026, level="average"),),
            False,
            "bien-ban-danh-gia",
            "Xếp loại năm 2026",
        ),
    ],
)
def test_letters_are_drafted_from_what_is_written_down(
    land: Land, lan: Person, taken: tuple[object, ...], preparing: bool, word: str, said: str
) -> None:
    made = a_scheme(land.an_phu, lan.actor, *taken, preparing=preparing)  # type: ignore[arg-type]
    document = draft_paper(record_id=made.record_id, word=word, by=lan.actor, at=NOW)
    assert "Camera an ninh" in document.title
    assert said in json.dumps(document.content, ensure_ascii=False)
    assert document.place_path == land.an_phu.path


def test_a_letter_out_of_time_or_of_nobody_is_refused(land: Land, lan: Person, nam: Person, settings: Settings) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    with pytest.raises(Refused) as early:
        draft_paper(record_id=made.record_id, word="bien-ban-danh-gia", by=lan.actor, at=NOW)
    assert early.value.code == "schemes.not_reviewed"
    with pytest.raises(Refused) as late:
        draft_paper(record_id=made.record_id, word="to-trinh", by=lan.actor, at=NOW)
    assert late.value.code == "schemes.paper_out_of_time"
    with pytest.raises(Forbidden):
        draft_paper(record_id=made.record_id, word="quyet-dinh-giai-the", by=nam.actor, at=NOW)
    with pytest.raises(Http404):
        draft_paper(record_id=made.record_id, word="giay-khen", by=lan.actor, at=NOW)
    assert not Document.objects.exists()
