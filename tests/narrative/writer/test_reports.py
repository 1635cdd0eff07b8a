"""Reports in words: begun with the numbers of the moment, written by hand, counted again, submitted, signed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry
from binhyen.documents.models import AttachedFile
from binhyen.documents.rules.freezing import from_data
from binhyen.files.queries import open_blob
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.periods import parse_period
from binhyen.narrative.actions.composing import (
    Typed,
    begin_report,
    drop_report,
    refresh_numbers,
    restore_part,
    write_part,
)
from binhyen.narrative.actions.signing import Signing, return_report, sign_report, submit_report, withdraw_report
from binhyen.narrative.components.papers import offered, paper_of, shown_changes
from binhyen.narrative.models import Edition, PartText, WrittenReport
from binhyen.narrative.queries.figures import Waiting, figures_of, not_accepted, since
from binhyen.narrative.queries.measuring import Asked, facts_for, targets_for
from binhyen.narrative.queries.reports import kept_report, report_seen_by, reports_seen_by
from binhyen.narrative.rules.figures_as_data import from_json
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.places.queries import version_on
from tests.narrative.writer.town import WritingTown, a_writing_town
from tests.plans.factories import a_plan, a_task
from tests.reports.factories import NOW, a_content, a_report_town

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
PART = "mo-hinh"


@pytest.fixture
def town() -> WritingTown:
    return a_writing_town()


def text_of(report: WrittenReport, part: str = PART) -> str:
    found = kept_report(report).draft.report
    return "\n".join(
        str(line) for section in found.sections for one in section.parts if one.key == part for line in one.lines
    )


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def written(report: WrittenReport, town: WritingTown, text: str, base: int = 0) -> PartText:
    return write_part(report_id=report.pk, typed=Typed(PART, text, base), by=town.hung, at=LATER)


def more_models(town: WritingTown, amount: int = 12) -> None:
    town.town.collect("2026-12", when=LATER + timedelta(days=20))
    report = town.town.report("2026-12")
    town.town.save({"models_total": amount, "models_new": 3}, report)


def test_a_report_is_begun_with_what_is_counted_now(town: WritingTown) -> None:
    report = town.begun()
    assert "Toàn tỉnh hiện có 12 mô hình đang hoạt động." in text_of(report)
    assert "Xây dựng mới 02 mô hình." in text_of(report)
    assert (report.state, report.place_name, Edition.objects.get().number) == (TextState.DRAFT, "tỉnh Bắc Ninh", 1)
    assert Entry.objects.filter(action="narrative.begun", subject_id=str(report.pk)).exists()


def test_every_number_of_a_page_opens_and_says_what_it_is(town: WritingTown) -> None:
    paper = paper_of(kept_report(town.begun()), footnotes=True)
    numbers = [piece for part in paper.parts for line in part.lines for piece in line.pieces if piece.number]
    assert numbers
    assert all(piece.href.startswith("/bao-cao/tong/") for piece in numbers)
    assert [one.number for one in paper.footnotes] == list(range(1, len(numbers) + 1))
    assert "Tổng số mô hình" in next(one.name for one in paper.footnotes if one.amount == "12")


@pytest.mark.parametrize(
    ("template", "period", "code"),
    [
        ("gi-do", "2026", "narrative.no_report"),
        ("year-end", "2026-H1", "narrative.wrong_period"),
        ("six-month", "2026", "narrative.wrong_period"),
        ("year-end", "2026-13", "period.unreadable"),
        ("year-end", "1990", "places.not_then"),
    ],
)
def test_what_cannot_be_begun_is_refused(town: WritingTown, template: str, period: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        town.begun(template, period)
    assert code_of(refused) == code
    assert not WrittenReport.objects.exists()


def test_one_report_of_a_kind_is_written_at_a_time(town: WritingTown) -> None:
    town.begun()
    with pytest.raises(Refused) as refused:
        town.begun()
    assert code_of(refused) == "narrative.begun_already"
    assert town.begun("short").pk


def test_only_the_office_of_the_place_begins_and_changes(town: WritingTown) -> None:
    report = town.begun()
    for other in (town.lan, town.nam, town.chair):
        with pytest.raises(Forbidden):
            town.begun("short", by=other)
    with pytest.raises(Forbidden):
        write_part(report_id=report.pk, typed=Typed(PART, "Lời.", 0), by=town.chair, at=LATER)
    assert not PartText.objects.exists()


def test_text_by_hand_stays_when_numbers_are_counted_again(town: WritingTown) -> None:
    report = town.begun()
    written(report, town, "Mô hình tăng rõ: {models_total} mô hình[, {so với: models_total}].")
    assert text_of(report) == "Mô hình tăng rõ: 12 mô hình."
    more_models(town, 20)
    assert text_of(report) == "Mô hình tăng rõ: 12 mô hình."
    assert [one.new for one in shown_changes(since(kept_report(report)).changes)] == ["23", "5"]
    changed = refresh_numbers(report_id=report.pk, by=town.hung, at=LATER)
    assert changed == 2
    assert text_of(report) == "Mô hình tăng rõ: 23 mô hình."
    assert kept_report(report).edition.number == 2
    assert paper_of(kept_report(report)).fresh == 1


def test_a_text_by_hand_may_ask_for_what_the_template_does_not(town: WritingTown) -> None:
    report = town.begun("address")
    assert parse_cell_key("patrol_members") not in kept_report(report).draft.facts.now
    typed = Typed("ghi-nhan", "Có {patrol_members} người tuần tra.", 0)
    write_part(report_id=report.pk, typed=typed, by=town.hung, at=LATER)
    assert text_of(report, "ghi-nhan") == "Có 84 người tuần tra."
    assert "{patrol_members}" in [one.place for one in offered(kept_report(report), "ghi-nhan").own]


def test_the_template_stands_again_and_the_text_by_hand_stays_in_history(town: WritingTown) -> None:
    report = town.begun()
    written(report, town, "Lời riêng.")
    restore_part(report_id=report.pk, part=PART, base_version=1, by=town.hung, at=LATER)
    assert "đang hoạt động" in text_of(report)
    assert list(PartText.objects.order_by("version").values_list("text", "own")) == [("Lời riêng.", True), ("", False)]


def test_two_who_write_a_part_meet_and_nothing_is_lost(town: WritingTown) -> None:
    report = town.begun()
    written(report, town, "Của người trước.")
    with pytest.raises(Refused) as refused:
        written(report, town, "Của người sau.")
    [finding] = refused.value.findings
    assert finding.code == "narrative.conflict"
    assert (finding.params["theirs"], finding.params["yours"]) == ("Của người trước.", "Của người sau.")
    assert written(report, town, "Của người sau.", base=1).version == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Có {models_total mô hình.", "narrative.template"),
        ("Có {models_totl} mô hình.", "narrative.no_indicator"),
        ("Có {suspects_arrested} người.", "narrative.no_indicator"),
        ("x" * 20_001, "narrative.too_long"),
    ],
)
def test_a_text_that_cannot_be_written_is_refused(town: WritingTown, text: str, code: str) -> None:
    report = town.begun()
    with pytest.raises(Refused) as refused:
        written(report, town, text)
    assert code_of(refused) == code
    assert not PartText.objects.exists()


def test_an_unknown_part_is_not_there(town: WritingTown) -> None:
    report = town.begun()
    with pytest.raises(Http404):
        write_part(report_id=report.pk, typed=Typed("khong-co", "Lời.", 0), by=town.hung, at=LATER)


def submitted(town: WritingTown, template: str = "year-end") -> WrittenReport:
    return submit_report(report_id=town.begun(template).pk, by=town.hung, at=LATER)


def test_a_submitted_report_stands_until_it_is_sent_back(town: WritingTown) -> None:
    report = submitted(town)
    with pytest.raises(Refused) as refused:
        written(report, town, "Muộn.")
    assert code_of(refused) == "narrative.not_a_draft"
    with pytest.raises(Refused) as refused:
        return_report(report_id=report.pk, reason=" ", by=town.chair, at=LATER)
    assert code_of(refused) == "narrative.no_reason"
    returned = return_report(report_id=report.pk, reason="Bổ sung nguyên nhân.", by=town.chair, at=LATER)
    assert (returned.state, returned.return_reason) == (TextState.DRAFT, "Bổ sung nguyên nhân.")
    assert written(report, town, "Sửa.").version == 1


def test_targets_of_some_places_are_no_target_of_the_whole(town: WritingTown) -> None:
    land = town.town.land
    asked = Asked(version_on(town.province, NOW.date()), parse_period("2026"))
    models = [parse_cell_key("models_new")]
    plan = a_plan(land.bac_ninh, town.hung).record_id
    a_task(land.an_phu, town.hung, plan=plan, indicator="models_new", target=2)
    assert targets_for(models, asked) == {}
    a_task(land.elsewhere, town.hung, plan=plan, indicator="models_new", target=5)
    assert targets_for(models, asked) == {models[0]: Decimal(7)}
    a_task(land.bac_ninh, town.hung, plan=plan, indicator="models_new", target=9)
    assert targets_for(models, asked) == {models[0]: Decimal(9)}


def test_an_office_takes_a_report_back_until_it_is_signed(town: WritingTown) -> None:
    report = submitted(town)
    with pytest.raises(Forbidden):
        withdraw_report(report_id=report.pk, by=town.chair, at=LATER)
    taken_back = withdraw_report(report_id=report.pk, by=town.hung, at=LATER)
    assert taken_back.state == TextState.DRAFT
    last = Entry.objects.latest("pk")
    assert (last.action, last.subject_id) == ("narrative.withdraw", report.pk)
    submit_report(report_id=report.pk, by=town.hung, at=LATER)
    sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.chair, at=LATER)
    with pytest.raises(Refused) as refused:
        withdraw_report(report_id=report.pk, by=town.hung, at=LATER)
    assert code_of(refused) == "narrative.not_before_signer"


def test_a_signed_report_has_its_number_and_keeps_its_words_and_numbers(town: WritingTown) -> None:
    report = submitted(town)
    signed = sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.chair, at=LATER)
    assert signed.document is not None
    assert (signed.state, signed.document.symbol) == (TextState.SIGNED, "01/BC-UBND")
    letter = from_data(signed.document.content)
    more_models(town, 40)
    assert "hiện có 12 mô hình" in " ".join(getattr(block, "text", "") for block in letter.blocks)
    assert "hiện có 12 mô hình" in text_of(signed)
    assert [one.new for one in shown_changes(since(kept_report(signed)).changes)] == ["43", "5"]
    with pytest.raises(Refused):
        refresh_numbers(report_id=report.pk, by=town.hung, at=LATER)


def test_a_signed_report_carries_its_figures_as_data(town: WritingTown) -> None:
    report = submitted(town)
    signed = sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.chair, at=LATER)
    files = {one.name: one for one in AttachedFile.objects.filter(document=signed.document).select_related("blob")}
    assert {"so-lieu.json", "so-lieu.csv"} <= set(files)
    figures = figures_of(kept_report(signed))
    models = next(one for one in figures if one.code == "models_total")
    assert (models.amount.value, models.printed, models.period) == (Decimal(12), "12", "2026")
    assert models.phrase == "Toàn tỉnh hiện có 12 mô hình đang hoạt động."
    assert len({(one.code, one.dims) for one in figures}) == len(figures.figures)
    with open_blob(files["so-lieu.json"].blob) as stream:
        assert from_json(stream.read()) == figures


def test_nothing_is_signed_before_its_time_or_by_another(town: WritingTown) -> None:
    report = town.begun()
    with pytest.raises(Refused) as refused:
        sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.chair, at=LATER)
    assert code_of(refused) == "narrative.not_submitted"
    submit_report(report_id=report.pk, by=town.hung, at=LATER)
    with pytest.raises(Forbidden):
        sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.hung, at=LATER)
    tomorrow = Signing(NOW.date() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        sign_report(report_id=report.pk, signing=tomorrow, by=town.chair, at=LATER)
    assert code_of(refused) == "narrative.day_to_come"


def test_figures_that_are_not_accepted_are_neither_put_before_the_signer_nor_signed() -> None:
    town = a_writing_town(accepted=False)
    report = town.begun()
    assert not_accepted(kept_report(report)).reports == (
        Waiting(town.town.collections["2026-11"].pk, "Báo cáo thử", "2026-11", "submitted", 2),
    )
    with pytest.raises(Refused) as refused:
        submit_report(report_id=report.pk, by=town.hung, at=LATER)
    assert code_of(refused) == "narrative.not_accepted"
    assert WrittenReport.objects.get().state == TextState.DRAFT


def test_figures_that_came_after_it_was_put_before_the_signer_keep_it_from_being_signed(town: WritingTown) -> None:
    report = submitted(town)
    more_models(town, 5)
    with pytest.raises(Refused) as refused:
        sign_report(report_id=report.pk, signing=Signing(NOW.date()), by=town.chair, at=LATER)
    assert code_of(refused) == "narrative.not_accepted"
    assert WrittenReport.objects.get().document is None


def test_drafts_of_speeches_are_never_signed(town: WritingTown) -> None:
    for template in ("short", "address", "script", "lists"):
        with pytest.raises(Forbidden):
            submit_report(report_id=town.begun(template).pk, by=town.hung, at=LATER)


def test_a_dropped_draft_is_gone_and_another_may_begin(town: WritingTown) -> None:
    report = town.begun()
    drop_report(report_id=report.pk, by=town.hung, at=LATER)
    with pytest.raises(Http404):
        report_seen_by(town.hung, report.pk)
    assert town.begun().pk != report.pk


def test_drafts_are_seen_at_their_place_and_signed_reports_from_above(town: WritingTown) -> None:
    report = town.begun()
    assert list(reports_seen_by(town.hung)) == [report] == list(reports_seen_by(town.chair))
    for other in (town.lan, town.nam):
        assert not reports_seen_by(other).exists()
        with pytest.raises(Http404):
            report_seen_by(other, report.pk)
    own = _of_an_phu(town)
    assert list(reports_seen_by(town.lan)) == [own]
    assert own not in reports_seen_by(town.hung)
    WrittenReport.objects.filter(pk=own.pk).update(state=TextState.SIGNED)
    assert own in reports_seen_by(town.hung)
    assert own not in reports_seen_by(town.nam)


def _of_an_phu(town: WritingTown) -> WrittenReport:
    an_phu = town.town.land.an_phu.place_id
    return begin_report(template="year-end", place_id=an_phu, period="2026", by=town.lan, at=LATER)


def test_a_commune_writes_of_itself_alone(town: WritingTown) -> None:
    report = _of_an_phu(town)
    assert "Toàn xã hiện có 09 mô hình đang hoạt động." in text_of(report)


def test_nothing_to_report_is_said_and_what_nobody_said_is_left_out(town: WritingTown) -> None:
    place = version_on(town.town.land.elsewhere.place_id, NOW.date())
    cells = [parse_cell_key(one) for one in ("leaflets", "banners", "models_total")]
    facts = facts_for(cells, Asked(place, parse_period("2026")))
    assert [facts.of(cell).amount.said.value for cell in cells] == ["nothing", "empty", "number"]


def test_a_report_is_counted_in_so_many_queries(
    town: WritingTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = version_on(town.province, NOW.date())
    template = kept_report(town.begun()).draft.template
    with django_assert_max_num_queries(70):
        facts_for(template.cells, Asked(place, parse_period("2026")))
    report = WrittenReport.objects.get()
    with django_assert_max_num_queries(25):
        kept_report(report)


def test_a_communes_text_leaves_small_counts_about_people_out(db: None) -> None:
    town = a_report_town(a_content("offenders_managed", "models_total"))
    town.save({"offenders_managed": 3, "models_total": 2})
    cells = [parse_cell_key(one) for one in ("offenders_managed", "models_total")]
    period = parse_period("2026")
    here, above = (version_on(one.place_id, NOW.date()) for one in (town.land.an_phu, town.land.bac_ninh))
    assert list(facts_for(cells, Asked(here, period)).now) == cells[1:]
    assert list(facts_for(cells, Asked(above, period)).now) == cells
