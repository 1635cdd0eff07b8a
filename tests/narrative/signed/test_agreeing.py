"""Pages and attached figures: what agrees, what does not, and what cannot be compared."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from binhyen.documents.rules.opening import AttachedSeen, SignedFile
from binhyen.kernel.amounts import NOTHING, Amount, Bound, exactly, roughly, vaguely
from binhyen.kernel.findings import Refused
from binhyen.narrative.rules.agreeing import agreement_findings, figures_in, says
from binhyen.narrative.rules.figures_as_data import CSV_NAME, JSON_NAME, to_csv, to_json
from binhyen.narrative.rules.figures_of_report import ReportFigures
from tests.narrative.signed.figures import FIGURES, PAGES, REPORT, figure

JSON, TABLE = AttachedSeen(JSON_NAME, to_json(REPORT)), AttachedSeen(CSV_NAME, to_csv(REPORT))


def test_pages_that_print_every_figure_agree_over_page_breaks_numbers_and_marks() -> None:
    found = agreement_findings(REPORT, PAGES)
    assert [(one.code, one.params) for one in found] == [("narrative.not_printed", {"count": 2, "all": 10})]


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("1.350", "1.360"),
        lambda page: page.replace("194/213", "195/213"),
        lambda page: page.replace("hàng trăm", "nhiều"),
        lambda page: page.replace("2,5 kg", "25 kg"),
        lambda page: page.replace("400 lượt", "4.000 lượt"),
        lambda page: page.replace("tờ rơi", "cuốn sách"),
    ],
)
def test_a_page_that_says_something_else_is_found(change: Callable[[str], str]) -> None:
    found = agreement_findings(REPORT, [PAGES[0], change(PAGES[1])])
    assert found[0].code == "narrative.pages_differ"


def test_a_figure_that_differs_from_its_own_sentence_is_found() -> None:
    first = replace(FIGURES[0], amount=exactly(90))
    found = agreement_findings(replace(REPORT, figures=(first, *FIGURES[1:])), PAGES)
    assert (found[0].code, found[0].where) == ("narrative.pages_differ", "models_total")


def test_a_printed_number_must_stand_in_its_sentence() -> None:
    moved = replace(FIGURES[0], phrase=FIGURES[7].phrase)
    found = agreement_findings(replace(REPORT, figures=(moved,)), PAGES)
    assert [one.code for one in found] == ["narrative.pages_differ"]


def test_a_sentence_may_begin_with_the_word_of_a_bound_and_end_as_the_letter_does() -> None:
    first = figure("leaflets", roughly(5000, Bound.OVER), "5.000", "Hơn 5.000 tờ rơi được phát;")
    assert agreement_findings(replace(REPORT, figures=(first,)), ["Hơn 5.000 tờ rơi được phát./."]) == []
    assert agreement_findings(replace(REPORT, figures=(first,)), ["Gần 5.000 tờ rơi được phát./."]) != []


def test_many_disagreements_are_not_all_listed() -> None:
    assert len(agreement_findings(REPORT, ["nothing"])) == 5


@pytest.mark.parametrize(
    ("printed", "amount", "agrees"),
    [
        ("02", exactly(2), True),
        ("1.234", exactly(1234), True),
        ("1.234,5", exactly(Decimal("1234.5")), True),
        ("1234", exactly(1234), True),
        ("1.686/1.727", exactly(1686, 1727), True),
        ("1.686/1.727", exactly(1686), False),
        ("1.686", exactly(1686, 1727), False),
        ("5,4 tỷ", exactly(5_400_000_000), True),
        ("1,25 triệu", exactly(1_250_000), True),
        ("hơn 5.000", roughly(5000, Bound.OVER), True),
        ("gần 5.000", roughly(5000, Bound.OVER), False),
        ("ít nhất 5.000", roughly(5000, Bound.AT_LEAST), True),
        ("5.000", roughly(5000, Bound.OVER), False),
        ("hơn 5.000", exactly(5000), False),
        ("12.5", exactly(12), False),
        ("12%", exactly(12), False),
        ("12 và 13", exactly(12), False),
        ("hàng trăm kg", vaguely("hàng trăm kg"), True),
        ("hàng trăm", vaguely("hàng trăm kg"), True),
        ("hàng nghìn kg", vaguely("hàng trăm kg"), False),
        ("không phát sinh", NOTHING, True),
        ("0", NOTHING, True),
        ("3", NOTHING, False),
    ],
)
def test_a_printed_number_says_its_amount_or_not(printed: str, amount: Amount, *, agrees: bool) -> None:
    assert says(printed, amount) is agrees


def test_a_file_gives_its_figures() -> None:
    assert figures_in(SignedFile("0", attached=(JSON, TABLE))) == REPORT
    assert figures_in(SignedFile("0", attached=(JSON,))) == REPORT


def _other() -> ReportFigures:
    return replace(REPORT, figures=REPORT.figures[:1])


@pytest.mark.parametrize(
    ("attached", "code"),
    [
        ((), "no_figures"),
        ((TABLE,), "no_figures"),
        ((JSON, JSON), "figures_doubled"),
        ((JSON, AttachedSeen(CSV_NAME, to_csv(_other()))), "table_differs"),
    ],
)
def test_a_file_without_figures_or_with_two_of_them_is_refused(attached: tuple[AttachedSeen, ...], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        figures_in(SignedFile("0", attached=attached))
    assert refusal.value.code == f"narrative.{code}"
