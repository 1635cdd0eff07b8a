"""Summaries: flows added and stocks taken, part-years, today's map, numbers kept when signed, reports on paper."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.http import Http404
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry as LogEntry
from binhyen.documents.models import Document
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound, Said, Sum, exactly, roughly
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.ports import CountedRow
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.programmes.actions.choosing import choose_figures
from binhyen.programmes.actions.closing import Signing, close_summary, reopen_summary
from binhyen.programmes.actions.drafting import draft_summary_report
from binhyen.programmes.components.numbers import gap_text, sources_of
from binhyen.programmes.components.summary import FigureLine, summary_shown
from binhyen.programmes.models import Closing, FigureChoice, FrozenFigure, Summary
from binhyen.programmes.queries.summaries import summary_seen_by
from binhyen.programmes.queries.sums import Known, summed
from binhyen.programmes.rules.progress import YearsReached, progress
from binhyen.programmes.rules.summing import parts_of
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Value
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.programmes.factories import a_commitment, a_programme, a_summary, an_activity
from tests.registers.factories import NOW, day, rewritten, written

pytestmark = pytest.mark.django_db
SIGNED = Signing(date(2026, 10, 20), "Báo cáo số 90/BC-UBND ngày 20/10/2026")


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def programme(land: Land, hung: Person) -> Entry:
    return a_programme(land.bac_ninh, hung.actor)


def handed_in(place: PlaceVersion, by: Actor, on: str, **said: str) -> Entry:
    values: dict[str, Value] = {"since": day(on), "until": day(on), "document": f"Biên bản {on}"}
    return written(HANDOVERS, place, values | said, by)


def lines(record: int, by: Actor, now: datetime = NOW, *, years: bool = False) -> dict[str, FigureLine]:
    shown = summary_shown(summary_seen_by(by, record), by, now, years=years)
    return {line.code: line for chapter in shown.chapters for line in chapter.lines}


# ------------------------------------------------------------------ rules


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 6000))
def test_the_years_of_a_span_cover_it_once(since: date, length: int) -> None:
    until = since + timedelta(days=length)
    parts = parts_of(since, until)
    assert (parts[0].period.start, parts[-1].period.end) == (since, until)
    assert all(one.period.end + timedelta(days=1) == other.period.start for one, other in pairwise(parts))
    assert [one.partial for one in parts] == [len(one.code) == 4 and one.period.code != one.code for one in parts]


@pytest.mark.parametrize(
    ("target", "result", "reached", "gap"),
    [
        (exactly(200), Sum(Decimal(200)), True, 0),
        (exactly(200), Sum(Decimal(150)), False, 50),
        (exactly(200), Sum(Decimal(150), bound=Bound.OVER), None, 50),
        (exactly(200), Sum(Decimal(150), vague=("hàng trăm",), bound=Bound.AT_LEAST), None, 50),
        (exactly(200), Sum(Decimal(250), bound=Bound.OVER), True, 0),
        (exactly(200), Sum(Decimal(200), bound=Bound.NEARLY), None, 0),
        (exactly(200), Sum(Decimal(150), bound=Bound.NEARLY), False, 50),
        (exactly(90, 100), Sum(Decimal(102), Decimal(102)), True, 0),
        (exactly(90, 100), Sum(Decimal(80), Decimal(102)), False, 12),
        (exactly(90, 100), Sum(Decimal(80)), None, None),
        (roughly(200, Bound.AT_LEAST), Sum(), None, None),
        (Amount(Said.EMPTY), Sum(Decimal(4)), None, None),
    ],
)
def test_a_result_is_held_against_its_target(
    target: Amount, result: Sum, reached: bool | None, gap: int | None
) -> None:
    found = progress(target, result)
    assert (found.reached, found.gap) == (reached, gap)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Sum(Decimal(150)), "còn thiếu 50 cuộc"),
        (Sum(Decimal(150), bound=Bound.OVER), "còn thiếu không quá 50 cuộc"),
        (Sum(Decimal(150), bound=Bound.ABOUT), "còn thiếu khoảng 50 cuộc"),
        (Sum(Decimal(200)), ""),
    ],
)
def test_what_is_missing_is_said_with_its_bound(result: Sum, said: str) -> None:
    with override("vi"):
        assert gap_text(progress(exactly(200), result), "cuộc") == said


def test_part_years_are_not_judged() -> None:
    by_year = {year: progress(exactly(10), Sum(Decimal(amount))) for year, amount in ((2013, 4), (2014, 12), (2015, 9))}
    found = YearsReached(by_year, frozenset({2013}))
    assert (found.reached, found.judged) == (1, 2)


# ------------------------------------------------------------------ figures


def test_flows_are_added_and_of_stocks_the_last_is_taken(land: Land, hung: Person, programme: Entry) -> None:
    for on, amount in (("10/01/2026", "7"), ("10/02/2026", "3"), ("15/10/2026", "hơn 5"), ("16/10/2026", "9")):
        handed_in(land.an_phu, hung.actor, on, melee=amount)
    handed_in(land.elsewhere, hung.actor, "11/03/2026", ammo_kg="hàng trăm kg", melee="1")
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    found = lines(summary.record_id, hung.actor)
    assert found["melee_weapons"].amount == "hơn 9"
    assert found["ammo_kg"].amount == "“hàng trăm kg”"
    assert all(source.link for line in found.values() for source in line.sources)


def test_the_years_are_told_apart_and_part_years_are_marked(land: Land, hung: Person, client: Client) -> None:
    summary = a_summary(
        None,
        land.bac_ninh,
        hung.actor,
        about="instrument",
        instrument="Nghị định số 06/2014/NĐ-CP ngày 21/01/2014",
        since=day("01/10/2025"),
        until=day("20/09/2026"),
    )
    handed_in(land.an_phu, hung.actor, "10/11/2025", guns="2")
    handed_in(land.an_phu, hung.actor, "10/01/2026", guns="4")
    handed_in(land.an_phu, hung.actor, "30/09/2025", guns="1")
    line = lines(summary.record_id, hung.actor, years=True)["guns"]
    assert (line.amount, list(line.years)) == ("6", ["2", "4"])
    page = signed_in_client(hung).get(f"/phoi-hop/tong-ket/{summary.record_id}/?nam=1").content.decode()
    assert "2025, 2026" in page
    assert "06/2014/NĐ-CP" in page


def test_only_the_chosen_groups_and_what_was_promised_are_shown(land: Land, hung: Person, programme: Entry) -> None:
    handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2")
    an_activity(programme, land.an_phu, hung.actor)
    summary = a_summary(programme, land.bac_ninh, hung.actor, groups=("weapons",))
    assert set(lines(summary.record_id, hung.actor)) == {"guns"}
    a_commitment(programme, land.bac_ninh, hung.actor)
    assert set(lines(summary.record_id, hung.actor)) == {"guns", "joint_activities"}


def test_figures_are_chosen_one_by_one_and_what_was_promised_stays(land: Land, hung: Person, programme: Entry) -> None:
    handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2", melee="40", fireworks="3,5")
    an_activity(programme, land.an_phu, hung.actor)
    a_commitment(programme, land.bac_ninh, hung.actor)
    summary, client = a_summary(programme, land.bac_ninh, hung.actor), signed_in_client(hung)
    address = f"/phoi-hop/tong-ket/{summary.record_id}/chon-so/"
    assert client.get(address).content.decode().count('name="figure"') == 4
    assert client.post(address, {"figure": ["guns"]}).status_code == 302
    assert set(lines(summary.record_id, hung.actor)) == {"guns", "joint_activities"}
    page = client.get(address).content.decode()
    assert page.count("checked") == 1
    assert page.count('name="figure"') == 4
    close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=NOW)
    assert set(lines(summary.record_id, hung.actor)) == {"guns", "joint_activities"}
    with pytest.raises(Refused) as refusal:
        choose_figures(record_id=summary.record_id, indicators=[], by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.summary_signed"


def test_what_is_no_figure_is_not_chosen(land: Land, hung: Person, programme: Entry) -> None:
    summary = a_summary(programme, land.bac_ninh, hung.actor, groups=("weapons",))
    for code in ("khong-co", "propaganda_sessions"):
        with pytest.raises(Refused) as refusal:
            choose_figures(record_id=summary.record_id, indicators=["guns", code], by=hung.actor, at=NOW)
        assert refusal.value.code == "programmes.no_figure"
    assert not FigureChoice.objects.exists()
    choose_figures(record_id=summary.record_id, indicators=["guns", "guns"], by=hung.actor, at=NOW)
    choose_figures(record_id=summary.record_id, indicators=[], by=hung.actor, at=NOW)
    assert [one.indicators for one in FigureChoice.objects.order_by("pk")] == [["guns"], []]


def test_yearly_targets_are_judged_by_whole_years_on_the_page(land: Land, hung: Person, programme: Entry) -> None:
    a_commitment(programme, land.bac_ninh, hung.actor, indicator="guns", target="3", per="year", content="Mỗi năm 3")
    handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2")
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    shown = summary_shown(summary_seen_by(hung.actor, summary.record_id), hung.actor, NOW)
    [aim] = shown.aims
    assert (aim.result, aim.reached, aim.judged, aim.look) == ("2", 0, 0, "unknown"), "2026 is a part-year"


def test_a_summary_is_carried_onto_todays_map_and_prints_as_it_was(land: Land, hung: Person, programme: Entry) -> None:
    handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2")
    handed_in(land.elsewhere, hung.actor, "10/03/2026", guns="5")
    summary = a_summary(programme, land.an_phu, hung.actor)
    merged = _merge(land.an_phu, land.elsewhere, date(2026, 11, 1))
    shown = summary_shown(summary_seen_by(hung.actor, summary.record_id), hung.actor, NOW)
    [line] = [line for chapter in shown.chapters for line in chapter.lines if line.code == "guns"]
    assert (line.amount, line.today, line.moved) == ("2", "7", True)
    assert shown.today.place is not None
    assert (shown.place, shown.today.place.place_id) == ("Xã An Phú", merged.place_id)
    Lineage.objects.filter(from_place=land.an_phu.place).update(share=None)
    split = summary_shown(summary_seen_by(hung.actor, summary.record_id), hung.actor, NOW)
    assert not split.today.comparable


def _merge(one: PlaceVersion, other: PlaceVersion, on: date) -> PlaceVersion:
    """Let two communes become a third."""
    place = Place.objects.create(tier=one.place.tier)
    parent = PlaceVersion.objects.get(place=one.parent)
    made = PlaceVersion.objects.create(
        place=place,
        valid_from=on,
        code="99999",
        name="Hợp Nhất",
        kind=one.kind,
        parent=one.parent,
        path=f"{parent.path}{place.pk}.",
        fold="xa hop nhat",
        sort_key="hop nhat",
        source="tests",
    )
    for old in (one, other):
        PlaceVersion.objects.filter(pk=old.pk).update(valid_to=on)
        Lineage.objects.create(from_place=old.place, to_place=place, on=on, share=1, instrument="NQ 1")
    return made


# ------------------------------------------------------------------ signed


def test_a_signed_summary_keeps_its_numbers_and_shows_what_changed(land: Land, hung: Person, programme: Entry) -> None:
    first = handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2", melee="40")
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    closing = close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=NOW)
    assert FrozenFigure.objects.filter(closing=closing, part="span").count() == 2
    assert FrozenFigure.objects.filter(closing=closing, part="2026").count() == 2
    later = NOW + timedelta(days=1)
    said: dict[str, Value] = {
        "since": day("10/03/2026"),
        "until": day("10/03/2026"),
        "document": "Biên bản 10/03/2026",
        "melee": "40",
    }
    rewritten(HANDOVERS, first, land.an_phu, said | {"guns": "3"}, hung.actor, later)
    handed_in(land.an_phu, hung.actor, "11/03/2026", ammo_rounds="10")
    found = lines(summary.record_id, hung.actor, later, years=True)
    assert (found["guns"].amount, found["guns"].now, list(found["guns"].years)) == ("2", "3", ["2"])
    assert (found["ammo_rounds"].amount, found["ammo_rounds"].now) == ("–", "10")
    assert (found["melee_weapons"].amount, found["melee_weapons"].now) == ("40", "")
    page = signed_in_client(hung).get(f"/phoi-hop/tong-ket/{summary.record_id}/").content.decode()
    assert "90/BC-UBND" in page
    assert LogEntry.objects.filter(action="programmes.summary_signed", subject_id=summary.record_id).count() == 1


def test_numbers_are_kept_as_its_report_says_them(land: Land, hung: Person, programme: Entry) -> None:
    handed_in(land.an_phu, hung.actor, "10/03/2026", guns="2")
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    draft_summary_report(record_id=summary.record_id, by=hung.actor, at=NOW)
    later = NOW + timedelta(days=3)
    written(
        HANDOVERS,
        land.an_phu,
        {"since": day("10/04/2026"), "until": day("10/04/2026"), "document": "BB 2", "guns": "1"},
        hung.actor,
        at=later,
    )
    close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=later)
    line = lines(summary.record_id, hung.actor, later)["guns"]
    assert (line.amount, line.now) == ("2", "3")


@pytest.mark.parametrize(
    ("signing", "code"),
    [
        (Signing(date(2026, 10, 20), " "), "no_document"),
        (Signing(date(2026, 10, 14), "BC 1"), "signed_before_data"),
        (Signing(date(2026, 11, 6), "BC 1"), "signed_to_come"),
    ],
)
def test_what_was_not_signed_is_refused(
    land: Land, hung: Person, programme: Entry, signing: Signing, code: str
) -> None:
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    with pytest.raises(Refused) as refusal:
        close_summary(record_id=summary.record_id, signing=signing, by=hung.actor, at=NOW)
    assert refusal.value.code == f"programmes.{code}"
    assert not Closing.objects.exists()


def test_a_signed_summary_is_not_changed_until_it_is_opened_again(land: Land, hung: Person, programme: Entry) -> None:
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    with pytest.raises(Refused) as refusal:
        reopen_summary(record_id=summary.record_id, reason="Thiếu số", by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.not_signed"
    close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=NOW)
    from binhyen.programmes.registers import SUMMARIES

    for act in (
        lambda: close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=NOW),
        lambda: take_back(register=SUMMARIES, record_id=summary.record_id, reason="Nhầm", by=hung.actor, at=NOW),
        lambda: draft_summary_report(record_id=summary.record_id, by=hung.actor, at=NOW),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "programmes.summary_signed"
    with pytest.raises(Refused) as refusal:
        reopen_summary(record_id=summary.record_id, reason="", by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.no_reason"
    reopen_summary(record_id=summary.record_id, reason="Thiếu số liệu của một xã", by=hung.actor, at=NOW)
    close_summary(record_id=summary.record_id, signing=SIGNED, by=hung.actor, at=NOW)
    assert Closing.objects.count() == 2


def test_others_do_not_see_or_sign_it(land: Land, hung: Person, programme: Entry) -> None:
    summary = a_summary(programme, land.bac_ninh, hung.actor)
    lan, nam = ba_lan(land), anh_nam(land)
    own = a_summary(None, land.an_phu, lan.actor, about="instrument", instrument="Thông tư 23/2012/TT-BCA")
    for person, record in ((lan, summary), (nam, own)):
        with pytest.raises(Http404):
            close_summary(record_id=record.record_id, signing=SIGNED, by=person.actor, at=NOW)
        assert signed_in_client(person).get(f"/phoi-hop/tong-ket/{record.record_id}/").status_code == 404
    with pytest.raises(Forbidden):
        a_summary(programme, land.bac_ninh, nam.actor, kind="final")


# ------------------------------------------------------------------ pages and papers


def test_a_summary_is_signed_and_opened_again_on_its_pages(land: Land, hung: Person, programme: Entry) -> None:
    summary, client = a_summary(programme, land.bac_ninh, hung.actor), signed_in_client(hung)
    address = f"/phoi-hop/tong-ket/{summary.record_id}/"
    answer = client.post(f"{address}du-thao/")
    assert answer.status_code == 302
    assert Document.objects.get().state == "draft"
    assert client.get(f"{address}ky/").status_code == 200
    assert client.post(f"{address}ky/", {"on": "20/10/2026", "document": ""}).status_code == 409
    assert client.post(f"{address}ky/", {"on": "20/10/2026", "document": "90/BC-UBND"}).status_code == 302
    assert client.post(f"{address}mo-lai/", {"reason": "Thiếu"}).status_code == 302
    assert "Thiếu" in client.get(address).content.decode()


def test_the_page_takes_a_bounded_number_of_queries(
    land: Land, hung: Person, programme: Entry, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    summary, client = a_summary(programme, land.bac_ninh, hung.actor), signed_in_client(hung)
    for position in range(1, 9):
        handed_in(land.an_phu, hung.actor, f"0{position}/03/2026", guns="1", melee="2", fireworks="3")
        a_commitment(programme, land.bac_ninh, hung.actor, content=f"Cam kết {position}")
    client.get(f"/phoi-hop/tong-ket/{summary.record_id}/")
    with django_assert_max_num_queries(70):
        client.get(f"/phoi-hop/tong-ket/{summary.record_id}/")


def test_what_was_published_unsplit_is_said_to_be() -> None:
    def row(**split: str) -> CountedRow:
        return CountedRow("awards_collective", split, value=Decimal(3), link="/")

    whole, kind = sources_of([row(), row(award_kind="certificate_of_merit", awarded_by="minister")])
    assert whole.unsplit == "Hình thức khen thưởng, Cấp khen thưởng"
    assert kind.unsplit == ""
    [alone] = sources_of([CountedRow("guns", {}, value=Decimal(3), link="/")])
    assert alone.unsplit == ""


def test_the_report_says_what_the_page_says(land: Land, hung: Person, programme: Entry) -> None:
    handed_in(land.an_phu, hung.actor, "10/03/2026", melee="hơn 200", ammo_kg="hàng trăm kg")
    a_commitment(programme, land.bac_ninh, hung.actor, target="3", content="Ba hoạt động phối hợp")
    an_activity(programme, land.an_phu, hung.actor)
    summary = a_summary(
        programme, land.bac_ninh, hung.actor, direction="- Ban hành kế hoạch\n- Phân công các bên", lessons="Gần dân."
    )
    document = draft_summary_report(record_id=summary.record_id, by=hung.actor, at=NOW)
    text = str(document.content)
    assert isinstance(summary, Summary)
    for said in ("hơn 200", "“hàng trăm kg”", "còn thiếu 2", "Gần dân.", "Ban hành kế hoạch", "01/CTr-CA-MTTQ"):
        assert said in text
    assert "không tính trọn năm" in text


def test_every_number_opens_into_the_list_it_was_counted_from(land: Land, hung: Person, programme: Entry) -> None:
    for on, amount in (("10/02/2026", "3"), ("15/10/2026", "4"), ("16/10/2026", "9")):
        handed_in(land.an_phu, hung.actor, on, melee=amount)
    summary, client = a_summary(programme, land.bac_ninh, hung.actor), signed_in_client(hung)
    shown = summary_shown(summary_seen_by(hung.actor, summary.record_id), hung.actor, NOW)
    known = Known(shown.today)
    for rows in (summed(shown.summary, known).span, summed(shown.summary, known).today):
        [row] = [row for row in rows if row.indicator == "melee_weapons"]
        page = client.get(row.link)
        assert page.status_code == 200, row.link
        assert "7 cái" in page.content.decode()
        assert page.context["page"].paginator.count == 2
