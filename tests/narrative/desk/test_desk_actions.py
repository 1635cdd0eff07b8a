"""Taking a text in, deciding over its figures, writing them into the report; what is kept, and what never is."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.http import Http404

from binhyen.audit.models import Entry
from binhyen.kernel.amounts import Amount, Bound, Origin, exactly, roughly
from binhyen.kernel.amounts import Said as How
from binhyen.kernel.findings import Refused
from binhyen.narrative.actions.deciding import decide, keep_words
from binhyen.narrative.actions.ending import confirm_text, discard_text, forget_texts
from binhyen.narrative.actions.incoming import take_text
from binhyen.narrative.models import Example, IncomingText, KeptSentence, Proposal
from binhyen.narrative.queries.confirming import Answers
from binhyen.narrative.queries.proposals import desk_of
from binhyen.narrative.rules.deciding import Choice, Decision
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import amount_of, values_at
from binhyen.reports.queries.reports import WORDS_KEPT, keeps_words
from tests.narrative.desk.texts import REPORT, Said, accept, arrived, change, reads, rows_of, taken
from tests.reports.factories import NOW, ReportTown, a_report_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> ReportTown:
    return a_report_town()


def says(town: ReportTown) -> dict[str, Amount]:
    """What An Phú's report says."""
    return {str(cell): amount_of(one) for cell, one in values_at(town.report().pk, None).items()}


def everything_stored() -> str:
    """All texts of all tables of ours, as one."""
    found = []
    for model in apps.get_models():
        fields = [one.name for one in model._meta.concrete_fields if isinstance(one, TEXTUAL)]
        if fields:
            found += [str(row) for row in model._default_manager.values_list(*fields)]
    return "\n".join(found)


TEXTUAL = (models.CharField, models.TextField, models.JSONField)


# ------------------------------------------------------------------ taking in


def test_a_text_is_kept_with_what_was_read_in_it(town: ReportTown) -> None:
    text = taken(town)
    rows = rows_of(text)
    assert [(row.number, row.cell, row.offered, row.why) for row in rows] == [
        (1, "propaganda_sessions", True, ""),
        (2, "propaganda_attendance", True, ""),
        (3, "leaflets", True, ""),
        (4, "models_total", True, ""),
        (5, "models_total", False, "part"),
        (6, "patrol_groups", True, ""),
        (7, "patrol_members", True, ""),
        (8, "fireworks_kg", True, ""),
    ]
    assert [text.text[row.start : row.end] for row in rows] == ["8", "412", "350", "9", "1", "14", "40", "2"]
    assert rows[6].bound == Bound.OVER
    assert text.forget_on == NOW.date() + timedelta(days=30)
    assert not Figure.objects.exists()


def test_the_log_says_that_a_text_came_and_nothing_of_it(town: ReportTown) -> None:
    text = taken(town)
    entry = Entry.objects.get(action="narrative.take_text")
    assert (entry.subject_id, entry.data["proposals"]) == (text.pk, 8)
    assert "An Phú" not in str(entry.data)


def test_a_secret_text_is_refused_unread_and_only_the_log_knows(town: ReportTown) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("a secret was read")

    with pytest.raises(Refused) as refused:
        take_text(arrived=arrived(town, "TUYỆT MẬT\n" + REPORT), by=town.lan, at=NOW, read=never)
    assert refused.value.code == "documents.secret"
    assert not IncomingText.objects.exists()
    assert "Trần Văn Nam" not in everything_stored()
    entry = Entry.objects.get(action="narrative.refused_secret")
    assert (entry.subject_type, entry.subject_id, entry.data) == ("report", town.report().pk, {})


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "trong.txt", "documents.empty"),
        (b"%PDF-1.7 cut", "hong.pdf", "documents.damaged"),
        (b"\x00\x01\x02\x03" * 50, "may.txt", "documents.binary"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_its_reason(
    town: ReportTown, content: bytes, name: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        take_text(arrived=arrived(town, "", content=content, name=name), by=town.lan, at=NOW, read=reads())
    assert refused.value.code in {code, "documents.unreadable", "documents.type_refused"}
    assert not IncomingText.objects.exists()


def test_only_those_who_write_the_report_bring_texts_for_it(town: ReportTown) -> None:
    with pytest.raises(Http404):
        taken(town, by=town.nam)
    town.sent()
    with pytest.raises(Refused) as refused:
        taken(town)
    assert refused.value.code == "reports.not_editable"


def test_the_office_reads_a_text_for_a_commune(town: ReportTown) -> None:
    assert taken(town, by=town.hung).report_id == town.report().pk


def test_the_same_text_is_not_opened_twice_and_is_said_to_have_come_before(town: ReportTown) -> None:
    text = taken(town)
    with pytest.raises(Refused) as refused:
        taken(town)
    assert refused.value.code == "narrative.open_already"
    discard_text(text_id=text.pk, by=town.lan, at=NOW)
    assert [one["code"] for one in taken(town).remarks] == ["narrative.again"]


def test_figures_that_no_form_may_hold_are_not_kept_at_all(town: ReportTown) -> None:
    words = "Công an khởi tố 12 bị can, phát 350 tờ rơi."
    text = taken(town, words, Said("12", "prosecuted_suspects", "khởi tố "), Said("350", "leaflets", "phát "))
    known = {row.indicator for row in rows_of(text)}
    assert "leaflets" in known
    assert "prosecuted_suspects" not in known
    assert text.left_out == [words.index("12")]


def test_a_year_that_nobody_named_is_not_held_against_a_figure(town: ReportTown) -> None:
    supposed = Said("350", "leaflets", "phát ", period="2026")
    told = taken(town, "Năm 2026, xã phát 350 tờ rơi.", supposed)
    assert [(row.why, row.period) for row in rows_of(told)] == [("period", "2026")]
    untold = taken(town, "Kết quả tháng 11 năm 2026: xã phát 350 tờ rơi.", supposed)
    assert [(row.why, row.period) for row in rows_of(untold)] == [("", "")]


def test_of_a_very_long_table_the_first_figures_are_proposed(town: ReportTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.narrative.actions.incoming.MOST", 3)
    text = taken(town)
    assert len(rows_of(text)) == 3
    assert [(one["code"], one["params"]) for one in text.remarks] == [("narrative.too_many", {"found": 8, "most": 3})]


# ------------------------------------------------------------------ deciding


def test_what_is_taken_is_noted_and_not_written_yet(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 1, 2, 3)
    assert [row.decision for row in rows_of(text)][:4] == ["accepted", "accepted", "accepted", "open"]
    assert not Figure.objects.exists()
    assert Entry.objects.get(action="narrative.decide").data == {"accepted": 3}


def test_a_figure_is_taken_into_another_cell_with_another_amount(town: ReportTown) -> None:
    text = taken(town)
    decide(text_id=text.pk, choices=[change(5, "models_new", exactly(2))], by=town.lan, at=NOW)
    row = rows_of(text)[4]
    assert (row.decision, row.decided_cell) == ("changed", "models_new")
    assert row.decided_amount == 2


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (change(1, "no_such_cell", exactly(1)), "narrative.no_line"),
        (Choice(1, Decision.ACCEPTED), "narrative.no_line"),
        (change(1, "leaflets", Amount(How.EMPTY)), "narrative.no_amount"),
        (change(1, "leaflets", exactly(3, 4)), "reports.share"),
    ],
)
def test_a_choice_that_no_cell_can_hold_is_refused(town: ReportTown, choice: Choice, code: str) -> None:
    text = taken(town)
    with pytest.raises(Refused) as refused:
        decide(text_id=text.pk, choices=[change(2, "leaflets", exactly(5)), choice], by=town.lan, at=NOW)
    assert refused.value.code == code
    assert all(row.decision == "open" for row in rows_of(text))


def test_two_figures_that_count_the_same_are_not_both_taken(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 4)
    with pytest.raises(Refused) as refused:
        decide(text_id=text.pk, choices=[change(5, "models_total", exactly(1))], by=town.lan, at=NOW)
    assert refused.value.code == "narrative.twice"
    assert rows_of(text)[4].decision == "open"


def test_nobody_decides_over_the_text_of_others(town: ReportTown) -> None:
    text = taken(town)
    with pytest.raises(Http404):
        accept(town, text, 1, by=town.nam)
    with pytest.raises(Http404):
        decide(text_id=text.pk, choices=[Choice(99, Decision.REJECTED)], by=town.lan, at=NOW)


# ------------------------------------------------------------------ writing


def test_confirming_writes_what_was_taken_with_its_sentence_as_origin(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 1, 7, 8)
    done = confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert (done.cells, done.sentences) == (3, 3)
    assert says(town) == {
        "propaganda_sessions": exactly(8),
        "patrol_members": roughly(40, Bound.OVER),
        "fireworks_kg": exactly(2),
    }
    kept = KeptSentence.objects.get(cell="fireworks_kg")
    figure = Figure.objects.get(amount=2)
    assert (figure.origin, figure.origin_ref) == (Origin.READ, f"/doc-van-ban/cau-goc/{kept.pk}/")
    assert kept.sentence == "Ông «[tên]», số điện thoại «[số điện thoại]», giao nộp 2 kg pháo."
    assert kept.sentence[kept.start : kept.end] == "2"
    assert kept.author == "Ủy ban nhân dân xã An Phú"


def test_after_confirming_no_word_of_the_text_is_left_but_the_kept_sentences(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 8)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    left = everything_stored()
    for words in ("Trần Văn Nam", "0912345678", "412", "lượt người dự", "kéo giảm", "12/KH-UBND"):
        assert words not in left
    assert "giao nộp 2 kg pháo" in left
    stub = IncomingText.objects.get()
    assert (stub.state, stub.text, stub.name, stub.author, stub.remarks) == ("confirmed", "", "", "", [])
    assert stub.counts == {"open": 7, "accepted": 1, "cells": 1, "words": 0}
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("ending", ["discard", "forget"])
def test_a_text_that_is_not_confirmed_leaves_no_word(town: ReportTown, ending: str) -> None:
    text = taken(town)
    accept(town, text, 8)
    if ending == "discard":
        discard_text(text_id=text.pk, by=town.lan, at=NOW)
    else:
        assert forget_texts(by=town.hung, at=NOW + timedelta(days=29)) == 0
        assert forget_texts(by=town.hung, at=NOW + timedelta(days=30)) == 1
    left = everything_stored()
    assert not [words for words in ("Trần Văn Nam", "tờ rơi, ", "giao nộp", "lượt người dự") if words in left]
    assert IncomingText.objects.get().state == ("discarded" if ending == "discard" else "forgotten")
    assert IncomingText.objects.get().sha256 == text.sha256
    assert not KeptSentence.objects.exists()
    assert not Example.objects.exists()
    with pytest.raises(Refused) as refused:
        accept(town, text, by=town.lan)
    assert refused.value.code == "narrative.text_ended"


def test_nothing_taken_is_nothing_to_confirm(town: ReportTown) -> None:
    text = taken(town)
    with pytest.raises(Refused) as refused:
        confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert refused.value.code == "narrative.nothing_taken"


def test_a_cell_that_was_saved_meanwhile_meets_with_both_values_and_nothing_is_half_written(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 1, 3)
    town.save({"leaflets": 300})
    with pytest.raises(Refused) as refused:
        confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    (met,) = refused.value.findings
    assert met.code == "reports.conflict"
    assert (met.params["yours"], met.params["theirs"]) == (exactly(350), exactly(300))
    assert says(town) == {"leaflets": exactly(300)}
    assert not KeptSentence.objects.exists()
    done = confirm_text(text_id=text.pk, by=town.lan, at=NOW, answers=Answers(over={"leaflets": 1}))
    assert done.cells == 2
    assert says(town)["leaflets"] == exactly(350)


def test_a_value_that_was_seen_is_written_over(town: ReportTown) -> None:
    town.save({"leaflets": 300})
    text = taken(town)
    decide(text_id=text.pk, choices=[change(3, "leaflets", exactly(350), base=1)], by=town.lan, at=NOW)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert says(town) == {"leaflets": exactly(350)}


def test_a_report_that_says_the_same_already_is_left_alone(town: ReportTown) -> None:
    town.save({"leaflets": 350})
    text = taken(town)
    accept(town, text, 3)
    assert confirm_text(text_id=text.pk, by=town.lan, at=NOW).cells == 0
    assert Figure.objects.get().origin == Origin.TYPED
    assert KeptSentence.objects.count() == 1


def test_figures_of_one_cell_that_tell_apart_what_they_count_are_added(town: ReportTown) -> None:
    words = "Phụ nữ phát 100 tờ rơi, thanh niên phát hơn 50 tờ rơi."
    text = taken(
        town,
        words,
        Said("100", "leaflets", "phát ", dims=(("org", "womens_union"),)),
        Said("50", "leaflets", "hơn ", dims=(("org", "youth_union"),), bound=Bound.OVER),
    )
    accept(town, text, 1, 2)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert says(town) == {"leaflets": roughly(150, Bound.OVER)}
    first, second = KeptSentence.objects.order_by("pk")
    assert (first.cell, second.cell) == ("leaflets", "leaflets")
    assert Figure.objects.get().origin_ref.endswith(f"/{first.pk}/")


def test_nothing_of_the_kind_and_words_are_written_as_they_are(town: ReportTown) -> None:
    text = taken(town)
    said = Amount(How.VAGUE, bound=Bound.VAGUE, words="hàng trăm tờ")
    choices = [change(3, "leaflets", said), change(8, "fireworks_kg", Amount(How.NOTHING))]
    decide(text_id=text.pk, choices=choices, by=town.lan, at=NOW)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert says(town) == {"leaflets": said, "fireworks_kg": Amount(How.NOTHING)}


def test_a_report_that_was_sent_meanwhile_takes_nothing(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 3)
    town.sent()
    with pytest.raises(Refused) as refused:
        confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert refused.value.code == "reports.not_editable"
    discard_text(text_id=text.pk, by=town.lan, at=NOW)


# ------------------------------------------------------------------ words


def test_an_outcome_without_a_number_is_kept_as_its_authors_words(town: ReportTown) -> None:
    text = taken(town)
    (found,) = desk_of(text).outcomes
    assert text.text[found.start : found.end] == "được kiềm chế, kéo giảm"
    keep_words(text_id=text.pk, start=found.start, keep=True, by=town.lan, at=NOW)
    done = confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert (done.cells, done.sentences) == (0, 1)
    kept = KeptSentence.objects.get()
    assert (kept.kind, kept.cell, kept.amount) == ("words", "", None)
    assert kept.sentence == "Tội phạm trên địa bàn được kiềm chế, kéo giảm."
    assert not Figure.objects.exists()
    assert keeps_words(town.report().pk)
    told = Entry.objects.get(subject_type="report", action=WORDS_KEPT)
    assert (told.subject_id, told.data) == (town.report().pk, {"sentences": 1})


def test_words_beside_a_small_count_about_people_are_kept_as_such(town: ReportTown) -> None:
    words = "Toàn xã quản lý 3 người lầm lỗi, trật tự được giữ vững."
    text = taken(town, words, Said("3", "offenders_managed", "quản lý "))
    (found,) = desk_of(text).outcomes
    assert text.text[found.start : found.end] == "được giữ vững"
    keep_words(text_id=text.pk, start=found.start, keep=True, by=town.lan, at=NOW)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    kept = KeptSentence.objects.get()
    assert (kept.kind, kept.small, kept.amount) == ("words", True, None)


def test_words_are_kept_only_where_an_outcome_stands_and_may_be_let_go(town: ReportTown) -> None:
    text = taken(town)
    with pytest.raises(Http404):
        keep_words(text_id=text.pk, start=0, keep=True, by=town.lan, at=NOW)
    start = desk_of(text).outcomes[0].start
    for keep in (True, True, False):
        keep_words(text_id=text.pk, start=start, keep=keep, by=town.lan, at=NOW)
    assert IncomingText.objects.get().kept_words == []


def test_a_text_without_diacritics_says_that_it_is_read_in_part_only(town: ReportTown) -> None:
    bare = "Trong thang 11, xa An Phu to chuc 8 buoi tuyen truyen phap luat voi 412 luot nguoi du, phat to roi."
    text = taken(town, bare, Said("8", "propaganda_sessions", "to chuc "))
    assert [(one["code"], one["severity"]) for one in text.remarks] == [("narrative.bare_text", "warning")]
    assert taken(town).remarks == []


# ------------------------------------------------------------------ examples


def test_a_sentence_in_which_everything_was_judged_becomes_an_example(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 8)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    example = Example.objects.get()
    assert example.sentence == "Ông «[tên]», số điện thoại «[số điện thoại]», giao nộp 2 kg pháo."
    start = example.sentence.index("2 kg")
    assert example.figures == [
        {
            "span_text": "2",
            "start": start,
            "end": start + 1,
            "indicator": "fireworks_kg",
            "value": 2,
            "unit": "",
            "qualifiers": {"period": "2026-11"},
        }
    ]


def test_what_somebody_struck_out_is_an_example_of_a_number_that_is_none(town: ReportTown) -> None:
    text = taken(town)
    decide(text_id=text.pk, choices=[Choice(8, Decision.MISREAD)], by=town.lan, at=NOW)
    accept(town, text, 1)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    mine = next(one for one in Example.objects.all() if "pháo" in one.sentence)
    assert mine.figures == []
    assert [one["span_text"] for one in mine.distractors] == ["2"]


def test_a_sentence_with_a_doubtful_figure_that_nobody_judged_is_no_example(town: ReportTown) -> None:
    text = taken(town)
    accept(town, text, 4)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    assert not Example.objects.filter(sentence__contains="mô hình").exists()
