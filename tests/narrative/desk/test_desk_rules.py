"""The rules of the desk, pure: where a figure belongs, which sums do not agree, what is kept of a text."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.amounts import Amount, Bound, exactly, roughly
from binhyen.kernel.amounts import Said as How
from binhyen.kernel.periods import parse_period
from binhyen.narrative.queries.outcomes import outcome_phrases
from binhyen.narrative.reader.figures import Measure
from binhyen.narrative.rules.deciding import Decision, Held, together_findings
from binhyen.narrative.rules.diacritics import is_bare
from binhyen.narrative.rules.examples import Judged, examples_of
from binhyen.narrative.rules.keeping import kept_sentence, masked_with
from binhyen.narrative.rules.leftover import Leftover, kind_of, leftovers
from binhyen.narrative.rules.ordering import Facts, Part, part_of
from binhyen.narrative.rules.outcomes import outcomes_in
from binhyen.narrative.rules.paging import FIGURES, SIGNS, page_with, pages_of
from binhyen.narrative.rules.placing import Placed, Target, Why, place_figures, untold_years
from binhyen.narrative.rules.sentences import sentence_spans, span_around
from binhyen.narrative.rules.sums import ABOVE_WHOLE, PARTS, PERCENT, flags_of
from tests.narrative.desk.texts import Said, a_figure, figures_in

CELLS = (
    "propaganda_sessions",
    "models_total",
    "models_total|status=effective",
    "recognised_units|unit_kind=school",
    "gift_value",
    "awards_individual|award_kind=certificate_of_merit;awarded_by=minister",
    "awards_individual|award_kind=unsplit;awarded_by=minister",
)


def a_target(period: str = "2026-11", written: date | None = date(2026, 11, 20)) -> Target:
    named = parse_period(period)
    cells = tuple(map(parse_cell_key, CELLS))
    return Target(cells, named, named.start, named.end, frozenset({"an phu"}), written)


def placed(*said: Said, period: str = "2026-11", written: date | None = date(2026, 11, 20)) -> tuple[Placed, ...]:
    figures = [a_figure(one, start=place * 100) for place, one in enumerate(said)]
    return place_figures(figures, a_target(period, written), catalogue())


def told(*said: Said, period: str = "2026-11") -> list[tuple[str, Why | None]]:
    return [(str(one.cell or ""), one.why) for one in placed(*said, period=period)]


# ------------------------------------------------------------------ where a figure belongs


@pytest.mark.parametrize(
    ("said", "cell", "why"),
    [
        (Said("8", "propaganda_sessions"), "propaganda_sessions", None),
        (Said("8", "propaganda_sessions", dims=(("topic", "ma túy"),)), "propaganda_sessions", None),
        (Said("5", "models_total", dims=(("status", "effective"),)), "models_total|status=effective", None),
        (Said("5", "models_total", dims=(("status", "new"),)), "models_total", Why.SOME),
        (Said("5", "models_total", dims=(("status", "maintained"),)), "models_total", None),
        (Said("5", "leaflets"), "", Why.NO_LINE),
        (Said("3/4", "recognised_units", dims=(("unit_kind", "agency"),)), "", Why.SPLIT),
        (Said("3/4", "recognised_units", dims=(("unit_kind", "school"),)), "recognised_units|unit_kind=school", None),
        (
            Said("3", "recognised_units", dims=(("unit_kind", "school"),)),
            "recognised_units|unit_kind=school",
            Why.BOTH_NUMBERS,
        ),
        (Said("3/4", "models_total"), "models_total", Why.ONE_NUMBER),
        (Said("94%", "models_total", measure=Measure.SHARE), "models_total", Why.SHARE),
        (Said("2", "models_total", measure=Measure.CHANGE), "models_total", Why.CHANGE),
        (Said("2", "models_total", measure=Measure.AVERAGE), "models_total", Why.AVERAGE),
        (Said("20", "models_total", measure=Measure.TARGET), "models_total", Why.TARGET),
        (Said("2", "models_total", measure=Measure.PART), "models_total", Why.PART),
        (Said("2", "models_total", place="xã Phúc Lộc"), "models_total", Why.PLACE),
        (Said("2", "models_total", place="Xã An Phú"), "models_total", None),
        (Said("hàng trăm", "models_total"), "models_total", None),
        (Said("2,5", "models_total"), "models_total", Why.AMOUNT),
        (Said("9" * 40, "models_total"), "models_total", Why.AMOUNT),
    ],
)
def test_a_figure_goes_to_the_most_closely_split_line_or_says_why_not(said: Said, cell: str, why: Why | None) -> None:
    assert told(said) == [(cell, why)]


@pytest.mark.parametrize(
    ("indicator", "said", "report", "why"),
    [
        ("propaganda_sessions", "2026-11", "2026-11", None),
        ("propaganda_sessions", "", "2026-11", None),
        ("propaganda_sessions", "2026", "2026-11", Why.PERIOD),
        ("propaganda_sessions", "2026-11-05", "2026-11", Why.WITHIN),
        ("propaganda_sessions", "2022", "2019-2024", Why.WITHIN),
        ("propaganda_sessions", "2026-01-01..2026-12-31", "2026", None),
        ("propaganda_sessions", "không rõ", "2026", Why.PERIOD),
        ("models_total", "2026", "2026-11", None),
        ("models_total", "2025", "2026-11", Why.PERIOD),
        ("models_total", "2024", "2019-2024", None),
        ("models_total", "2018", "2019-2024", Why.PERIOD),
    ],
)
def test_a_flow_is_of_the_whole_period_and_a_stock_of_a_day_in_it(
    indicator: str, said: str, report: str, why: Why | None
) -> None:
    assert told(Said("9", indicator, period=said), period=report) == [(indicator, why)]


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Xã phát 350 tờ rơi.", {"2025", "2026"}),
        ("Ngày 03/11/2026, xã phát 350 tờ rơi.", {"2025", "2026"}),
        ("Năm 2026, xã phát 350 tờ rơi.", {"2025"}),
        ("Tháng 11/2026, xã phát 350 tờ rơi.", {"2025", "2026"}),
        ("Kết quả tháng 11 năm 2026. Xã phát 350 tờ rơi.", {"2025", "2026"}),
        ("Tháng 10/2026, xã phát 350 tờ rơi.", {"2025"}),
        ("Từ đầu năm, xã phát 350 tờ rơi.", set()),
        ("Năm nay xã phát 350 tờ rơi.", set()),
    ],
)
def test_a_year_that_the_text_never_names_was_only_supposed(text: str, untold: set[str]) -> None:
    assert untold_years(text, date(2026, 11, 5), parse_period("2026-11")) == untold
    assert untold_years(text, None, parse_period("2026-11")) == frozenset()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-02", "tháng 2 năm 2026"),
        ("2026-Q4", "Quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-9M", "9 tháng năm 2026"),
    ],
)
def test_the_name_of_the_reports_own_period_names_no_other_year(code: str, name: str) -> None:
    text = f"Kết quả {name}: phát 350 tờ rơi."
    assert "2026" in untold_years(text, date(2026, 12, 1), parse_period(code))
    assert "2026" not in untold_years(text, date(2026, 12, 1), parse_period("2026-12"))
    assert "2026" not in untold_years(text, date(2026, 12, 1), parse_period("2019-2026"))


def test_a_part_has_its_own_line_or_is_not_added_to_its_whole() -> None:
    whole, own, same = placed(
        Said("9", "models_total"),
        Said("5", "models_total", measure=Measure.PART, dims=(("status", "effective"),)),
        Said("4", "models_total", measure=Measure.PART, dims=(("org", "womens_union"),)),
    )
    assert (str(own.cell), own.why) == ("models_total|status=effective", None)
    assert (str(same.cell), same.why, same.beside) == ("models_total", Why.PART, 0)
    assert whole.why is None


def test_words_and_hedges_stay_what_they_are() -> None:
    hedged, vague = placed(Said("200", "models_total", bound=Bound.OVER), Said("hàng trăm", "propaganda_sessions"))
    assert hedged.amount == roughly(200, Bound.OVER)
    assert (vague.amount.said, vague.amount.words) == (How.VAGUE, "hàng trăm")


def test_parts_and_repetitions_are_not_offered_beside_the_whole() -> None:
    name = "model_name"
    whole, one, again, other = placed(
        Said("9", "models_total"),
        Said("4", "models_total", dims=((name, "Tiếng kẻng"),)),
        Said("9", "models_total"),
        Said("8", "models_total"),
    )
    assert (one.why, one.beside, one.offered) == (Why.KIND, 0, False)
    assert (again.why, again.beside, again.offered) == (Why.DUPLICATE, 0, False)
    assert (other.why, other.beside, other.offered) == (Why.TWO_VALUES, 0, True)
    assert (whole.why, whole.offered) == (Why.TWO_VALUES, True)


def test_a_part_of_the_period_is_a_part_of_what_is_said_of_the_whole() -> None:
    early, whole, late = placed(
        Said("2", "propaganda_sessions", period="2026-11-05"),
        Said("9", "propaganda_sessions", period="2026-11"),
        Said("3", "propaganda_sessions", period="2026-11-10"),
    )
    assert (early.why, early.beside, early.offered) == (Why.PART, 1, False)
    assert (late.why, late.beside, late.offered) == (Why.PART, 1, False)
    assert (whole.why, whole.offered) == (None, True)


def test_figures_that_tell_apart_what_they_count_are_offered_to_be_added() -> None:
    name = "model_name"
    found = placed(*(Said(str(n), "models_total", dims=((name, f"Mô hình {n}"),)) for n in (4, 5, 6)))
    assert [(one.why, one.offered) for one in found] == [(None, True)] * 3


def test_figures_split_by_different_things_may_overlap() -> None:
    one, other = placed(
        Said("4", "models_total", dims=(("org", "police"),)), Said("5", "models_total", dims=(("topic", "ma túy"),))
    )
    assert (one.why, other.why, other.offered) == (None, Why.OVERLAP, True)


def test_thousands_of_figures_of_one_line_are_placed_in_little_time() -> None:
    said = [Said(str(n), "models_total", dims=(("model_name", f"Mô hình {n}"),)) for n in range(5_000)]
    begun = time.perf_counter()
    assert len(placed(*said)) == 5_000
    assert time.perf_counter() - begun < 5


@given(
    some.lists(
        some.tuples(
            some.sampled_from([parse_cell_key(one).indicator for one in CELLS]),
            some.integers(0, 30),
            some.sampled_from([(), (("org", "police"),), (("org", "youth_union"),), (("model_name", "A"),)]),
        ),
        max_size=8,
    )
)
def test_what_is_offered_without_a_doubt_may_always_be_taken_together(
    drawn: list[tuple[str, int, tuple[tuple[str, str], ...]]],
) -> None:
    figures = [
        a_figure(Said(str(value), code, dims=split), place * 10) for place, (code, value, split) in enumerate(drawn)
    ]
    found = place_figures(figures, a_target(), catalogue())
    held = [
        Held(number, one.cell, figures[number].dims)
        for number, one in enumerate(found)
        if one.cell is not None and one.offered and one.why is None
    ]
    assert together_findings(held, {}) == []


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (Facts(Decision.OPEN, offered=True, why=None, confidence=0.9, flagged=False), Part.SURE),
        (Facts(Decision.OPEN, offered=True, why=None, confidence=0.89, flagged=False), Part.LOOK),
        (Facts(Decision.OPEN, offered=True, why=None, confidence=0.99, flagged=True), Part.LOOK),
        (Facts(Decision.OPEN, offered=True, why=Why.WITHIN, confidence=0.99, flagged=False), Part.LOOK),
        (Facts(Decision.LATER, offered=True, why=None, confidence=0.99, flagged=False), Part.LOOK),
        (Facts(Decision.OPEN, offered=False, why=Why.PART, confidence=0.99, flagged=False), Part.LEFT),
        (Facts(Decision.ACCEPTED, offered=True, why=None, confidence=0.5, flagged=False), Part.TAKEN),
        (Facts(Decision.CHANGED, offered=False, why=Why.PART, confidence=0.5, flagged=False), Part.TAKEN),
        (Facts(Decision.MISREAD, offered=True, why=None, confidence=0.99, flagged=False), Part.DROPPED),
    ],
)
def test_what_needs_a_person_comes_first(facts: Facts, part: Part) -> None:
    assert part_of(facts) is part


# ------------------------------------------------------------------ sums


def flags(text: str, *said: Said) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.code, one.figures) for one in flags_of(text, figures_in(text, said))]


@pytest.mark.parametrize(
    ("text", "numbers", "found"),
    [
        ("có 9 mô hình, trong đó 4 ở thôn, 6 ở phố", ("9", "4", "6"), [(PARTS, (0, 1, 2))]),
        ("có 9 mô hình, trong đó 4 ở thôn, 3 ở phố", ("9", "4", "3"), []),
        ("có 9 mô hình, bao gồm 4 ở thôn, 4 ở phố", ("9", "4", "4"), [(PARTS, (0, 1, 2))]),
        ("có 9 mô hình, bao gồm 4 ở thôn, 5 ở phố", ("9", "4", "5"), []),
        ("có 9 mô hình, trong đó 12 mới", ("9", "12"), []),
    ],
)
def test_parts_are_held_against_the_whole_before_them(
    text: str, numbers: tuple[str, ...], found: list[tuple[str, tuple[int, ...]]]
) -> None:
    first, *rest = (Said(one, "models_total") for one in numbers)
    parts = (Said(one.words, one.indicator, measure=Measure.PART) for one in rest)
    assert flags(text, first, *parts) == found


@pytest.mark.parametrize(
    ("share", "percent", "bound", "agrees"),
    [
        ("112/119", "94,1%", Bound.EXACT, True),
        ("112/119", "94,12%", Bound.EXACT, True),
        ("112/119", "94%", Bound.OVER, True),
        ("112/119", "95%", Bound.NEARLY, True),
        ("112/119", "92%", Bound.EXACT, False),
        ("112/119", "96%", Bound.OVER, False),
        ("112/119", "94,3%", Bound.EXACT, False),
        ("102/102", "100%", Bound.EXACT, True),
    ],
)
def test_a_share_is_held_against_the_percentage_after_it(
    share: str, percent: str, bound: Bound, *, agrees: bool
) -> None:
    text = f"{share} xã đạt chuẩn, tỷ lệ {percent}"
    both = (
        Said(share, "recognised_units"),
        Said(percent, "recognised_units", before="lệ ", measure=Measure.SHARE, bound=bound),
    )
    assert flags(text, *both) == ([] if agrees else [(PERCENT, (0, 1))])


def test_a_part_above_its_whole_is_flagged() -> None:
    assert flags("12/9 xã", Said("12/9", "recognised_units")) == [(ABOVE_WHOLE, (0,))]


# ------------------------------------------------------------------ sentences, outcomes, what is no figure


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Có 1.292 tổ. Duy trì tốt.", ["Có 1.292 tổ.", "Duy trì tốt."]),
        ("Tại TP. Bắc Kạn có 9 tổ.", ["Tại TP. Bắc Kạn có 9 tổ."]),
        ("- Một\n- Hai", ["- Một", "- Hai"]),
        ("Ông nói: “Tốt.” Rồi về.", ["Ông nói: “Tốt.”", "Rồi về."]),
        ("Ế là chữ. Ở đây.", ["Ế là chữ.", "Ở đây."]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(some.text(alphabet="aÁ1.!? \n“”", max_size=200))
def test_sentences_never_overlap_and_leave_only_white_space_out(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(offset for span in spans for offset in span), len(text)]
    assert ends == sorted(ends)
    between = [text[ends[place] : ends[place + 1]] for place in range(0, len(ends), 2)]
    assert not "".join(between).strip()
    assert all(span_around(spans, start) == (start, end) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "numbers", "wanted"),
    [
        ("Tội phạm được kiềm chế, kéo giảm. Không có gì.", (), ["được kiềm chế, kéo giảm"]),
        ("Trật tự xã hội xảy ra 12 vụ, cơ bản ổn định.", ("12",), ["cơ bản ổn định"]),
        ("An ninh được giữ vững; xảy ra 12 vụ, giảm 1,5 lần.", ("12", "1,5"), ["được giữ vững"]),
        ("Phạm pháp hình sự được kéo giảm 12 vụ.", ("12",), []),
        ("Tệ nạn kéo giảm 2,5 lần so với năm trước.", ("2,5",), []),
        ("Kiềm chế tội phạm: làm rõ 12 vụ, kéo giảm 3 vụ.", ("12", "3"), ["Kiềm chế"]),
        ("An ninh được giữ vững.\nAn  ninh được giữ vững.\nAN NINH được giữ vững.", (), ["được giữ vững"]),
    ],
)
def test_an_outcome_is_told_by_words_that_share_no_clause_with_a_figure(
    text: str, numbers: tuple[str, ...], wanted: list[str]
) -> None:
    found = outcomes_in(text, sentence_spans(text), [text.index(one) for one in numbers], outcome_phrases())
    assert [text[one.start : one.end] for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Cong an xa to chuc 8 buoi tuyen truyen voi 412 luot nguoi du, phat 350 to roi cho nhan dan", True),
        ("CONG AN XA TO CHUC TAM BUOI TUYEN TRUYEN CHO NHAN DAN TRONG THANG NAY", True),
        ("Công an xã tổ chức 8 buổi tuyên truyền với 412 lượt người dự, phát 350 tờ rơi cho nhân dân", False),
        ("Cong an xa. Công an xã tổ chức buổi tuyên truyền với nhiều lượt người dự, phát tờ rơi", False),
        ("To chuc 8 buoi.", False),
        ("12 34 56 " * 40, False),
        ("", False),
    ],
)
def test_a_text_is_bare_where_most_of_its_words_have_no_diacritics(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


def test_words_inside_other_words_tell_no_outcome() -> None:
    assert outcomes_in("Bất ổn định lượng", ((0, 17),), [], ("định lượng hóa",)) == ()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("09/CTr-BCA-MTTW", Leftover.DOCUMENT),
        ("12/2026/NĐ-CP", Leftover.DOCUMENT),
        ("25/5/2023", Leftover.DAY),
        ("11/2026", Leftover.DAY),
        ("2023", Leftover.YEAR),
        ("138", Leftover.OTHER),
    ],
)
def test_numbers_that_are_no_figures_are_told_by_their_look(word: str, kind: Leftover) -> None:
    assert kind_of(word) is kind


def test_the_note_names_what_is_not_proposed_once_and_counts_the_rest() -> None:
    text = "Ngày 25/5/2023, 12 mô hình; ngày 25/5/2023, Ban Chỉ đạo 138, 24 giờ, năm 2022"
    found, more = leftovers(text, [(16, 18)], 2)
    assert [one.text for one in found] == ["25/5/2023", "138"]
    assert more == 2


# ------------------------------------------------------------------ what is kept


def test_a_kept_sentence_is_masked_and_knows_its_number() -> None:
    text = "Trước đó. Ông Trần Văn Nam (0912 345 678) giao nộp 12 kg pháo, bà Lê Thị Hoa 3 kg. Sau đó."
    start = text.index("12 kg")
    span = span_around(sentence_spans(text), start)
    assert span is not None
    kept = kept_sentence(text, span, start, start + 2)
    assert kept.sentence[kept.start : kept.end] == "12"
    assert "Nam" not in kept.sentence
    assert "Hoa" not in kept.sentence
    assert "0912" not in kept.sentence
    assert "Trước đó" not in kept.sentence


def test_of_a_very_long_sentence_the_words_around_are_kept() -> None:
    text = "mở đầu " * 300 + "12 kg pháo" + " phần sau" * 300
    start = text.index("12 kg")
    kept = kept_sentence(text, (0, len(text)), start, start + 2)
    assert len(kept.sentence) <= 700
    assert kept.sentence[kept.start : kept.end] == "12"


@given(
    some.lists(
        some.sampled_from(["ông Trần Văn Nam", "0912345678", "12 tổ", "xã An Phú", "1.234", "bà Hoa", "kg"]),
        min_size=1,
        max_size=8,
    ),
    some.data(),
)
def test_masking_never_moves_a_number_away_from_its_place(words: list[str], data: some.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    masked, ((begins, ends),) = masked_with(text, [(start, end)])
    assert masked[begins:ends] == text[start:end]


TEXT = "Xã phát 350 tờ rơi, có 9 mô hình. Ông Nam nộp 2 kg pháo."


def judged(words: str, decision: Decision, **more: object) -> Judged:
    start = TEXT.index(words)
    amount = exactly(Decimal(words)) if decision in {Decision.ACCEPTED, Decision.CHANGED} else None
    given: dict[str, object] = {
        "sure": True,
        "indicator": "leaflets",
        "read": exactly(Decimal(words)),
        "amount": amount,
        **more,
    }
    return Judged(start, start + len(words), decision, **given)  # type: ignore[arg-type]


def kept(*rows: Judged, left_out: tuple[int, ...] = ()) -> list[tuple[str, list[tuple[object, object]], int]]:
    found = examples_of(TEXT, sentence_spans(TEXT), rows, left_out)
    return [(one.sentence, [(g["indicator"], g["value"]) for g in one.figures], len(one.distractors)) for one in found]


FIRST = "Xã phát 350 tờ rơi, có 9 mô hình."


def test_a_sentence_is_an_example_when_all_of_it_was_judged_or_sure() -> None:
    one = judged("350", Decision.ACCEPTED)
    sure = judged("9", Decision.OPEN, indicator="models_total")
    assert kept(one, sure) == [(FIRST, [("leaflets", 350), ("models_total", 9)], 0)]
    assert kept(one, judged("9", Decision.OPEN, sure=False)) == []
    assert kept(judged("350", Decision.OPEN), sure) == []
    assert kept(one, sure, left_out=(TEXT.index("mô hình"),)) == []


def test_a_corrected_figure_is_an_example_with_what_the_person_said() -> None:
    changed = judged("350", Decision.CHANGED, cell="publications")
    assert kept(changed, judged("9", Decision.MISREAD)) == [(FIRST, [("publications", 350)], 1)]


def test_a_sum_that_somebody_typed_is_no_reading_of_the_words() -> None:
    typed = judged("350", Decision.CHANGED, cell="leaflets", amount=exactly(400))
    scaled = judged("350", Decision.CHANGED, cell="leaflets", amount=exactly(350_000))
    assert kept(typed) == []
    assert [one[1] for one in kept(scaled)] == [[("leaflets", 350_000)]]


# ------------------------------------------------------------------ pages


def test_a_short_text_is_one_page() -> None:
    (page,) = pages_of("Một dòng", [])
    assert (page.start, page.end, page.first, page.last) == (0, 8, 0, 0)
    assert len(pages_of("", [])) == 1


@given(some.integers(0, 400), some.integers(1, 200), some.booleans())
def test_pages_cover_the_text_and_hold_no_more_than_they_may(lines: int, width: int, tight: bool) -> None:
    text = "\n".join("1 " * (width if tight else 3) for _ in range(lines))
    starts = [place for place, sign in enumerate(text) if sign == "1"]
    pages = pages_of(text, starts)
    assert "".join(text[page.start : page.end] for page in pages) == text
    assert all(page.end - page.start <= SIGNS and page.last - page.first <= FIGURES for page in pages)
    assert [page.first for page in pages[1:]] == [page.last for page in pages[:-1]]
    assert all(pages[page_with(pages, index) - 1].start <= start for index, start in enumerate(starts))


def test_amounts_of_no_number_have_no_value() -> None:
    assert placed(Said("hàng trăm", "models_total"))[0].amount == Amount(
        How.VAGUE, bound=Bound.VAGUE, words="hàng trăm"
    )
