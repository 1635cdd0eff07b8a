"""Drawing, recording, closing: written with their trace, refused by code with nothing changed; who sees and does what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.actions.spot_checks import (
    UnitFinding,
    close_spot_check,
    draw_spot_check,
    record_findings,
)
from binhyen.analytics.duties import duties
from binhyen.analytics.models import SpotCheck, SpotUnit
from binhyen.analytics.queries.spot_checks import (
    found_in,
    frame_of,
    rounds_to_check,
    spot_check_seen_by,
    spot_checks_seen_by,
)
from binhyen.analytics.rules.spot_checks.drawing import frame_hash
from binhyen.analytics.rules.spot_checks.estimating import Verdict
from binhyen.audit.models import Entry
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.rules.lifecycle import Outcome, State
from tests.recognition.factories import Town, a_town, more_areas, opened

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LATER = AT + timedelta(days=3)


@pytest.fixture
def town() -> Town:
    """A round in which villages and the school are recognised."""
    made = a_town()
    more_areas(made, 12)
    opened(made)
    Dossier.objects.filter(scope_code="").update(result=Outcome.RECOGNISED, state=State.DECIDED)
    return made


def drawn(town: Town, seed: str = "đổ xúc xắc 4 2 6", asked: int = 6) -> SpotCheck:
    return draw_spot_check(round_id=Round.objects.get().pk, seed=seed, asked=asked, by=town.hung, at=AT)


def all_found(check: SpotCheck, differ: int = 1) -> list[UnitFinding]:
    units = SpotUnit.objects.filter(stratum__check_of=check).order_by("pk")
    return [
        UnitFinding(
            one.pk, Verdict.DIFFERS if at < differ else Verdict.HOLDS, LATER.date(), "TC 3." if at < differ else ""
        )
        for at, one in enumerate(units)
    ]


def test_seed_list_and_units_are_written_down_before_anything_is_found(town: Town) -> None:
    check = drawn(town)
    assert check.frame_hash == frame_hash(frame_of(check.round_id))
    units = SpotUnit.objects.filter(stratum__check_of=check)
    assert units.count() >= 6
    assert set(units.values_list("verdict", flat=True)) == {""}
    assert sum(one.units for one in check.strata.all()) == len(frame_of(check.round_id))
    trace = Entry.objects.get(action="analytics.spot_check_drawn")
    assert trace.data["frame"] == check.frame_hash


def test_the_lots_are_those_of_the_seed(town: Town) -> None:
    first = [(one.dossier_id, one.position) for one in found_in(drawn(town)).units]
    SpotCheck.objects.update(closed_at=AT)
    assert [(one.dossier_id, one.position) for one in found_in(drawn(town)).units] == first
    SpotCheck.objects.update(closed_at=AT)
    assert [one.dossier_id for one in found_in(drawn(town, seed="khác")).units] != [number for number, _ in first]


def test_lots_are_not_drawn_again_while_a_check_is_open(town: Town) -> None:
    drawn(town)
    with pytest.raises(Refused) as refusal:
        drawn(town, seed="thử lại")
    assert refusal.value.code == "analytics.check_open"
    assert SpotCheck.objects.count() == 1


@pytest.mark.parametrize(
    ("seed", "asked", "code"),
    [("", 5, "analytics.no_seed"), ("1", 0, "analytics.sample_size"), ("1", 10_000, "analytics.sample_size")],
)
def test_impossible_drawings_are_refused(town: Town, seed: str, asked: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        drawn(town, seed, asked)
    assert refusal.value.code == code
    assert not SpotCheck.objects.exists()


def test_nothing_is_drawn_from_nothing(town: Town) -> None:
    Dossier.objects.update(result="", state=State.OPENED)
    with pytest.raises(Refused) as refusal:
        drawn(town)
    assert refusal.value.code == "analytics.nothing_recognised"


def test_findings_make_an_estimate_and_close(town: Town) -> None:
    check = drawn(town)
    record_findings(check_id=check.pk, findings=all_found(check), by=town.hung, at=LATER)
    found = found_in(check)
    assert found.left == 0
    assert found.estimate is not None
    assert 0 < found.estimate.low < found.estimate.rate < 1
    closed = close_spot_check(check_id=check.pk, by=town.hung, at=LATER)
    assert closed.closed_at == LATER
    assert Entry.objects.filter(action="analytics.spot_check_found").count() == len(found.units)
    with pytest.raises(Refused) as refusal:
        record_findings(check_id=check.pk, findings=all_found(check, 2), by=town.hung, at=LATER)
    assert refusal.value.code == "analytics.check_closed"


def test_units_that_could_not_be_looked_at_take_no_part(town: Town) -> None:
    check = drawn(town)
    findings = all_found(check, differ=0)
    first = SpotUnit.objects.get(pk=findings[0].unit)
    gone = UnitFinding(first.pk, Verdict.CANNOT_TELL, LATER.date(), "Đã sáp nhập.")
    record_findings(check_id=check.pk, findings=[gone, *findings[1:]], by=town.hung, at=LATER)
    found = found_in(check)
    assert found.left == 0
    assert found.estimate is not None
    assert found.estimate.looked_at == len(found.units) - 1
    assert found.estimate.units == len(frame_of(check.round_id)) - 1, "its stratum has one unit alone"


def test_a_check_with_units_left_is_not_closed(town: Town) -> None:
    check = drawn(town)
    with pytest.raises(Refused) as refusal:
        close_spot_check(check_id=check.pk, by=town.hung, at=LATER)
    assert refusal.value.code == "analytics.check_unfinished"
    assert found_in(check).estimate is None


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        ((Verdict.HOLDS, AT + timedelta(days=30), ""), "analytics.found_on"),
        ((Verdict.HOLDS, AT - timedelta(days=1), ""), "analytics.found_on"),
        ((Verdict.DIFFERS, AT, " "), "analytics.nothing_written"),
        ((Verdict.CANNOT_TELL, AT, ""), "analytics.nothing_written"),
        ((Verdict.DIFFERS, AT, "a" * 501), "analytics.too_long"),
    ],
)
def test_findings_are_refused_together(town: Town, finding: tuple[Verdict, datetime, str], code: str) -> None:
    check = drawn(town)
    good = all_found(check, differ=0)
    verdict, day, note = finding
    with pytest.raises(Refused) as refusal:
        record_findings(
            check_id=check.pk,
            findings=[*good[1:], UnitFinding(good[0].unit, verdict, day.date(), note)],
            by=town.hung,
            at=LATER,
        )
    assert refusal.value.code == code
    assert found_in(check).left == len(found_in(check).units)


def test_only_the_provinces_officer_checks_and_leader_and_auditor_read(town: Town) -> None:
    check = drawn(town)
    auditor = town.actor(Role.AUDITOR, town.land.bac_ninh)
    stranger = town.actor(Role.PROVINCE_OFFICER, town.land.other_province)
    for actor in (town.leader, auditor, town.lan, stranger):
        with pytest.raises(Forbidden):
            record_findings(check_id=check.pk, findings=all_found(check), by=actor, at=LATER)
        with pytest.raises(Forbidden):
            draw_spot_check(round_id=check.round_id, seed="1", asked=3, by=actor, at=AT)
    for actor in (town.hung, town.leader, auditor):
        assert spot_check_seen_by(actor, check.pk) == check
    for actor in (town.lan, town.mai, stranger):
        assert not spot_checks_seen_by(actor).exists()
        with pytest.raises(Http404):
            spot_check_seen_by(actor, check.pk)


def test_units_of_another_check_are_not_there(town: Town) -> None:
    check = drawn(town)
    with pytest.raises(Http404):
        record_findings(check_id=check.pk, findings=[UnitFinding(0, Verdict.HOLDS, AT.date())], by=town.hung, at=LATER)
    with pytest.raises(Http404):
        close_spot_check(check_id=0, by=town.hung, at=LATER)
    with pytest.raises(Http404):
        draw_spot_check(round_id=0, seed="1", asked=1, by=town.hung, at=AT)


def test_findings_left_are_a_duty_of_the_provinces_officer(town: Town) -> None:
    check = drawn(town)
    (duty,) = duties(town.hung, AT)
    assert (duty.code, duty.count) == ("signals.record", len(found_in(check).units))
    assert list(duties(town.leader, AT)) == []
    record_findings(check_id=check.pk, findings=all_found(check), by=town.hung, at=LATER)
    assert list(duties(town.hung, AT)) == []


def test_rounds_with_anything_recognised_are_offered(town: Town) -> None:
    assert [one.year for one in rounds_to_check(town.hung)] == [2026]
    assert rounds_to_check(town.actor(Role.PROVINCE_OFFICER, town.land.other_province)) == []


def test_a_check_is_read_in_two_queries(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    check = drawn(town)
    with django_assert_num_queries(2):
        found_in(check)
