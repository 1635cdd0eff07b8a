"""The round of 2026 in today's Bắc Ninh, half-way on the demonstration's day, so that each role has something to do."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from binhyen.places.queries import place_named
from binhyen.recognition.actions.appraising import declare_no_conflict, return_dossier
from binhyen.recognition.models import Dossier
from binhyen.units.models import Unit
from binhyen.workshop.actions.casting import Seats, seat_cast
from binhyen.workshop.actions.council import hold_meeting
from binhyen.workshop.actions.playing import (
    Calendar,
    Play,
    appraise,
    assess,
    carry_through,
    moment,
    open_year,
    register_units_of,
    save_some,
)
from binhyen.workshop.actions.staging import Desk, Stage, real_communes, set_posts, set_units
from binhyen.workshop.queries import OPEN, cast, pack_data
from binhyen.workshop.rules.plan import make_plan
from binhyen.workshop.rules.published import AREA, published_from_data, spread

SINCE = date(2026, 1, 2)
TODAY = date(2026, 11, 5)
DECIDED, SUBMITTED, BEGUN = 3, 6, 8
"""Of ten communes: so many have decided on their areas, have submitted them, have begun to assess."""
SENT_TO_PROVINCE = 4


def play_half_way() -> Stage:
    """Set up the open round and carry each commune as far as its turn says; return who sits at which desk."""
    data = pack_data(OPEN)
    published = published_from_data(data)
    plan = make_plan(published, real_communes(place_named(published.province, TODAY), TODAY))
    with transaction.atomic():
        stage = set_posts(published.province, SINCE, None, at=Calendar(published.year).open)
        set_units(plan, stage, at=Calendar(published.year).open)
    play = open_year(plan, stage)
    home = place_named(str(data["home"]), SINCE).place_id
    with transaction.atomic():
        for desk in stage.communes.values():
            register_units_of(play, desk)
            if desk.place.place_id != home:
                _carry(play, desk, spread(f"turn {desk.place.code}", 0, 9))
        register_units_of(play, stage.province)
        above = play.dossiers(decider_id=stage.province.place.place_id).exclude(kind="commune")
        assess(play, stage.province, list(above[:SENT_TO_PROVINCE]), moment(2026, 11, 3))
        _play_home(play, stage.communes[home])
    _seat(play, home)
    appraised = list(play.dossiers(decider_id=home, state="appraised"))
    hold_meeting(stage.communes[home], appraised, formed=Calendar(play.year).open, at=moment(2026, 11, 5))
    return stage


def _areas(play: Play, desk: Desk) -> list[Dossier]:
    return list(play.dossiers(decider_id=desk.place.place_id, kind=AREA).order_by("sort_key", "pk"))


def _carry(play: Play, desk: Desk, turn: int) -> None:
    rows = _areas(play, desk)
    if turn < DECIDED:
        carry_through(play, desk, rows, moment(2026, 11, 3))
    elif turn < SUBMITTED:
        assess(play, desk, rows, moment(2026, 11, 2))
    elif turn < BEGUN:
        save_some(play, desk, rows, moment(2026, 10, 28))


def _play_home(play: Play, desk: Desk) -> None:
    """One area decided, two waiting, one returned, one in the head's hands, two before the council."""
    rows = iter(_areas(play, desk))
    carry_through(play, desk, _next(rows, 1), moment(2026, 11, 3))
    assess(play, desk, _next(rows, 2), moment(2026, 11, 2))
    returned = _next(rows, 1)
    assess(play, desk, returned, moment(2026, 11, 2))
    _return(desk, returned[0], moment(2026, 11, 4))
    save_some(play, desk, _next(rows, 1), moment(2026, 10, 30))
    waiting = _next(rows, 2)
    assess(play, desk, waiting, moment(2026, 11, 2))
    appraise(play, desk, waiting, moment(2026, 11, 4))
    units = play.dossiers(decider_id=desk.place.place_id).exclude(kind=AREA)
    save_some(play, desk, list(units), moment(2026, 10, 30))


def _next(rows: Iterator[Dossier], count: int) -> Sequence[Dossier]:
    return [next(rows) for _ in range(count)]


def _return(desk: Desk, row: Dossier, at: datetime) -> None:
    declare_no_conflict(dossier_id=row.pk, by=desk.officer, at=at)
    reasons = {"KDC-1c": "Số hộ đang cư trú lấy đến ngày nào? Đề nghị đối chiếu với bản đăng ký đã ký."}
    return_dossier(dossier_id=row.pk, reasons=reasons, by=desk.officer, at=at)


def _seat(play: Play, home: int) -> None:
    """Give the named accounts their desks: the head has the area that is being assessed."""
    areas = play.dossiers(kind=AREA, commune_id=home)
    area = areas.filter(state="assessing").first() or areas.first()
    unit = Unit.objects.filter(place_id=home, kind_id="school").first()
    if area is None or unit is None:
        msg = "the home commune has no area or school to sit at"
        raise LookupError(msg)
    province = play.stage.province.place
    seats = Seats(province.place_id, home, area.place_id, unit, province.parent_id or province.place_id)
    seat_cast(cast(), seats, since=SINCE, at=Calendar(play.year).open)
