"""Plays the monthly reports of today's Bắc Ninh: closed months, one that is being received, one that is open."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from binhyen.indicators.actions.forms import install_shipped_forms
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import EMPTY, Amount, exactly
from binhyen.places.queries import place_named
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.talking import Raised, raise_difficulty
from binhyen.reports.models import Report
from binhyen.reports.queries.counted import Counted
from binhyen.reports.rules.threads import DifficultyKind
from binhyen.workshop.actions.half_way import SINCE, TODAY
from binhyen.workshop.actions.reporting import (
    Ask,
    Counts,
    collect,
    counts_of,
    enter,
    month_plan,
    on_day,
    receive,
    send,
    version_of,
)
from binhyen.workshop.actions.staging import Desk, Stage
from binhyen.workshop.queries import OPEN, pack_data
from binhyen.workshop.rules.monthly import Turn, copied_in, habits_from_data, looks_from_data, month_of, turn_of
from binhyen.workshop.rules.published import spread

_ASKED = {"leaflets": "Đề nghị đối chiếu số tờ rơi với phiếu xuất.", "patrols_done": "Có tính ca của Tổ bảo vệ không?"}
_BEGUN_OF_TEN = 6
_FIRST_CELLS = 12
_LATE_BY = timedelta(days=5)
_EARLY_BY = timedelta(days=1)


def install_forms() -> None:
    """Publish the shipped forms before anything is asked for."""
    install_shipped_forms(by=SYSTEM, at=on_day(date(2013, 1, 2)))


@transaction.atomic
def play_months(stage: Stage) -> None:
    """Play every month of the pack: the last one is open, the one before is being received, the others are closed."""
    data = pack_data(OPEN)
    *closed, received, opened = data["months"]
    for code in closed:
        _play_closed(stage, code)
    home = place_named(str(data["home"]), SINCE).place_id
    _play_received(stage, received, home)
    _play_open(stage, opened, home)
    for form in data["yearly"]:
        _ask(stage, str(TODAY.year), form)


def _ask(stage: Stage, code: str, form: str = "") -> tuple[Ask, list[Report]]:
    version = version_of(form or str(pack_data(OPEN)["form"]))
    plan = month_plan(version, code, TODAY)
    ask = Ask(version, stage.province, plan, on_day(min(plan.due_on - _EARLY_BY, TODAY)))
    return ask, collect(ask)[1]


def _values(stage: Stage, reports: Sequence[Report], code: str, counts: Counts) -> dict[int, dict[str, Amount]]:
    data = pack_data(OPEN)
    habits, looks = habits_from_data(data["monthly"]), looks_from_data(data["looks"])
    codes = {one.pk: stage.communes[one.place_id].place.code for one in reports}
    return {
        number: month_of(habits, place, copied_in(looks, place, code), _numbers(counts[number]))
        for number, place in codes.items()
    }


def _numbers(counted: Mapping[CellKey, Counted]) -> dict[str, int]:
    return {str(cell): int(one.amount.number) for cell, one in counted.items()}


def _play_closed(stage: Stage, code: str) -> None:
    ask, reports = _ask(stage, code)
    counts = counts_of(ask, reports)
    enter(ask, _values(stage, reports, code, counts), counts)
    send(reports, by=stage.province.officer, at=ask.at)
    receive(reports, lambda _: stage.province.officer, at=ask.at)


def _play_received(stage: Stage, code: str, home: int) -> None:
    """Carry each commune as far as its turn says; the home commune's report was returned at two cells."""
    ask, reports = _ask(stage, code)
    turns: dict[Turn, list[Report]] = {turn: [] for turn in Turn}
    for one in reports:
        turns[Turn.RETURNED if one.place_id == home else turn_of(stage.communes[one.place_id].place.code)].append(one)
    counts = counts_of(ask, reports)
    values = _values(stage, reports, code, counts)
    for one in turns[Turn.WRONG]:
        values[one.pk]["grassroots_members"] = exactly(values[one.pk]["grassroots_teams"].number - 2)
    missing = {one.pk for one in turns[Turn.MISSING]}
    enter(ask, {number: said for number, said in values.items() if number not in missing}, counts)
    early = [*turns[Turn.ACCEPTED], *turns[Turn.WAITING], *turns[Turn.RETURNED]]
    send(early, by=stage.province.officer, at=ask.at)
    late = on_day(ask.plan.due_on + _LATE_BY)
    send(turns[Turn.LATE], by=stage.province.officer, at=late)
    receive([*turns[Turn.ACCEPTED], *turns[Turn.LATE]], lambda _: stage.province.officer, at=late, close=False)
    for one in turns[Turn.RETURNED]:
        _return(stage, one)


def _return(stage: Stage, report: Report) -> None:
    reasons = {parse_cell_key(cell): text for cell, text in _ASKED.items()}
    answer = Answer(reasons, accept_rest=True)
    return_report(report_id=report.pk, answer=answer, by=stage.province.officer, at=on_day(date(2026, 11, 3)))


def _play_open(stage: Stage, code: str, home: int) -> None:
    """Let some communes begin; at home half of the cells are there, and a difficulty is put to the province."""
    ask, reports = _ask(stage, code)
    counts = counts_of(ask, reports)
    values = _values(stage, reports, code, counts)
    begun = [one for one in reports if one.place_id == home or spread(f"begun {one.place_id}", 0, 9) < _BEGUN_OF_TEN]
    some = {one.pk: dict(list(values[one.pk].items())[: _cells(one, home)]) for one in begun}
    enter(ask, some, counts, rest=EMPTY)
    own = next(one for one in reports if one.place_id == home)
    _ask_for_help(stage.communes[home], stage, own)


def _cells(report: Report, home: int) -> int:
    return _FIRST_CELLS if report.place_id == home else spread(f"cells {report.place_id}", 4, 25)


def _ask_for_help(desk: Desk, stage: Stage, report: Report) -> None:
    raised = Raised(
        DifficultyKind.DIFFICULTY,
        "Chưa có kinh phí sửa loa truyền thanh tại ba khu dân cư. Kiến nghị bố trí trong quý I/2027 (minh họa).",
        stage.province.place.place_id,
        "Sở Tài chính",
        date(2026, 11, 30),
    )
    raise_difficulty(report_id=report.pk, raised=raised, by=desk.officer, at=on_day(TODAY))
