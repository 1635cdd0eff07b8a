"""Provincial versions: criteria added, wordings entered, differences shown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.amendments import Change, complete, diff, enable, extend
from binhyen.recognition.rules.engine import evaluate
from binhyen.recognition.rules.model import (
    CountMin,
    Criterion,
    FactSpec,
    FactType,
    Judged,
    Logic,
    Mark,
    Pack,
    Parts,
    Verdict,
)
from binhyen.recognition.rules.plain import content_hash, pack_from_data, pack_to_data
from binhyen.recognition.rules.shelf import pack_named

SINCE = date(2024, 6, 1)


def pack() -> Pack:
    return pack_named("tt124-2021")


def addition(**changes: Any) -> Criterion:
    plain = Criterion(
        id="T-1",
        gist="Có camera an ninh do nhân dân đóng góp",
        test=Judged(Logic.ASSESSED),
        article="Điều 2",
        mark=Mark.CONFIRMED,
        kinds=("residential_area",),
        instrument="Quyết định 12/2024/QĐ-UBND",
        valid_from=SINCE,
    )
    return replace(plain, **changes)


def test_a_provinces_criterion_counts_from_its_day_on() -> None:
    wider = extend(pack(), [addition()])
    before = evaluate(wider, "residential_area", {}, date(2024, 5, 31))
    after = evaluate(wider, "residential_area", {"judgement.T-1": "not_met"}, SINCE)
    assert before.result("T-1") is None
    assert after.verdict is Verdict.NOT_MET
    result = after.result("T-1")
    assert result is not None
    assert result.source == "Quyết định 12/2024/QĐ-UBND, Điều 2"


def test_a_provinces_criterion_may_bring_its_own_fact() -> None:
    fact = FactSpec("cameras", FactType.INTEGER, "Số camera", kinds=("residential_area",))
    wider = extend(pack(), [addition(test=CountMin("cameras", 1))], [fact])
    found = evaluate(wider, "residential_area", {"cameras": 0}, SINCE).result("T-1")
    assert found is not None
    assert found.verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": "KDC-2"}, "recognition.criterion_exists"),
        ({"kinds": ("temple",)}, "recognition.kind_not_in_pack"),
        ({"kinds": ()}, "recognition.kind_not_in_pack"),
        ({"instrument": " "}, "recognition.addition_incomplete"),
        ({"valid_from": None}, "recognition.addition_incomplete"),
        ({"test": CountMin("cameras", 1)}, "recognition.fact_unknown"),
        ({"test": Parts(("NONE",))}, "recognition.fact_unknown"),
    ],
)
def test_an_addition_that_can_not_stand_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        extend(pack(), [addition(**changes)])
    assert refusal.value.code == code


def test_a_fact_that_exists_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        extend(pack(), [], [FactSpec("registration_date", FactType.DATE, "Ngày", kinds=("residential_area",))])
    assert refusal.value.code == "recognition.fact_exists"


def completed() -> Pack:
    return complete(pack(), "KDC-4", "Nguyên văn khoản 4.", "Điều 4 khoản 4", ("Báo cáo",), SINCE)


def test_a_completed_criterion_is_assessed_from_its_day_on() -> None:
    facts = {"judgement.KDC-4": "met"}
    before = evaluate(completed(), "residential_area", facts, date(2024, 5, 31)).result("KDC-4")
    after = evaluate(completed(), "residential_area", facts, SINCE).result("KDC-4")
    assert before is not None
    assert after is not None
    assert before.verdict == after.verdict == Verdict.MET
    assert before.reason.message != after.reason.message


@pytest.mark.parametrize(
    ("criterion", "wording", "article", "code"),
    [
        ("KDC-2", "x", "y", "recognition.not_pending"),
        ("KDC-9", "x", "y", "recognition.not_pending"),
        ("KDC-4", " ", "y", "recognition.wording_incomplete"),
        ("KDC-4", "x", "", "recognition.wording_incomplete"),
    ],
)
def test_a_completion_that_can_not_stand_is_refused(criterion: str, wording: str, article: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        complete(pack(), criterion, wording, article, (), SINCE)
    assert refusal.value.code == code


def test_a_difference_names_what_changed() -> None:
    wider = extend(completed(), [addition()])
    changes = {one.criterion: one for one in diff(pack(), wider)}
    assert set(changes) == {"KDC-4", "T-1"}
    assert changes["T-1"].change is Change.ADDED
    assert set(changes["KDC-4"].fields) == {"test", "mark", "evidence", "wording", "wording_from"}
    assert [one.change for one in diff(wider, pack())] == [Change.CHANGED, Change.REMOVED]
    assert diff(wider, wider) == ()


def test_each_version_has_its_number_and_hash_and_can_be_stored() -> None:
    wider = extend(completed(), [addition()])
    assert [one.version for one in (pack(), completed(), wider)] == ["1", "1.1", "1.2"]
    assert len({content_hash(one) for one in (pack(), completed(), wider)}) == 3
    assert pack_from_data(pack_to_data(wider)) == wider


def test_a_disabled_pack_is_put_in_use_once_its_text_is_entered() -> None:
    shipped = pack_named("ntm-2026-2030")
    entered = complete(shipped, "NTM26-1", "Nguyên văn chỉ tiêu.", "Chỉ tiêu 19.2", (), date(2026, 1, 1))
    found = evaluate(enable(entered), "commune", {"judgement.NTM26-1": "met"}, date(2026, 6, 1))
    assert found.verdict is Verdict.MET


def test_a_pack_that_waits_for_its_text_stays_disabled() -> None:
    with pytest.raises(Refused) as refusal:
        enable(pack_named("ntm-2026-2030"))
    assert refusal.value.code == "recognition.still_pending"


def test_tiers_stay_disabled_since_their_cut_offs_are_not_known() -> None:
    entered = pack_named("qd510-2022")
    for criterion in ("PL-7-4", "PL-7-5"):
        entered = complete(entered, criterion, "Nguyên văn.", "Điều 7", (), date(2026, 1, 1))
    with pytest.raises(Refused) as refusal:
        enable(entered)
    assert refusal.value.code == "recognition.tiers_unknown"
