"""The whole demonstration: two published years, then the round that is open."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from binhyen.audit.actions import seal_entries
from binhyen.indicators.counting import count_all
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.periods import year as year_period
from binhyen.places.queries import place_named
from binhyen.recognition.actions.packs import install_shipped_packs
from binhyen.ui.http import clock
from binhyen.workshop.actions.conferences import play_conferences
from binhyen.workshop.actions.directions import play_directions
from binhyen.workshop.actions.half_way import play_half_way
from binhyen.workshop.actions.living import play_living
from binhyen.workshop.actions.looking import play_looks
from binhyen.workshop.actions.months import install_forms, play_months
from binhyen.workshop.actions.papers import write_papers
from binhyen.workshop.actions.playing import Calendar, open_year, play_year
from binhyen.workshop.actions.programme import play_programme
from binhyen.workshop.actions.sealing import sign_reports
from binhyen.workshop.actions.staging import Offices, only_in_demonstration, real_communes, set_posts, set_units
from binhyen.workshop.actions.telling import tell
from binhyen.workshop.queries import PAST, pack_data
from binhyen.workshop.rules.plan import Plan, PlanMismatch, make_plan
from binhyen.workshop.rules.published import NOTHING, ORGANISATIONS, Share, published_from_data

Watch = Callable[[str], None]
STEPS_OF_A_YEAR = 3
STEPS_AFTER = 8
FIRST_YEAR = 2022


def steps_of_demonstration() -> int:
    """Return how often `watch` will be called."""
    return STEPS_OF_A_YEAR * len(PAST) + STEPS_AFTER


def play_demonstration(watch: Watch) -> None:
    """Play everything. Raises `PlanMismatch` when a counted table is not the published one."""
    only_in_demonstration()
    install_shipped_packs(by=SYSTEM, at=Calendar(FIRST_YEAR).open)
    install_forms()
    for name in PAST:
        _play_past(name, watch)
    stage = play_half_way()
    watch("Vòng công nhận năm 2026 đang mở")
    play_programme()
    watch("Bắc Kạn: sổ và báo cáo 2013–2023")
    offices = Offices()
    play_directions(offices)
    play_conferences(offices)
    watch("Sổ và biểu tổng hợp của các hội nghị")
    play_living(stage)
    watch("Sổ của Bắc Ninh năm 2026")
    play_months(stage)
    play_looks(stage)
    watch("Báo cáo tháng của Bắc Ninh")
    tell(stage, offices)
    watch("Báo cáo bằng lời")
    sign_reports(clock())
    write_papers(clock())
    watch("Văn bản")
    seal_entries()
    watch("Niêm phong nhật ký")


def _play_past(name: str, watch: Watch) -> None:
    published = published_from_data(pack_data(name))
    day = date(published.year, 1, 2)
    last = date(published.year, 12, 31)
    plan = make_plan(published, real_communes(place_named(published.province, last), last))
    watch(f"{name}: dựng số liệu")
    with transaction.atomic():
        stage = set_posts(published.province, day, date(published.year + 1, 1, 1), at=Calendar(published.year).open)
        set_units(plan, stage, at=Calendar(published.year).open)
    watch(f"{name}: đơn vị")
    with transaction.atomic():
        play_year(open_year(plan, stage))
        check_counts(plan)
    watch(f"{name}: một năm công nhận")


def check_counts(plan: Plan) -> None:
    """Hold what the counting port says against the published table; raise `PlanMismatch` when they differ."""
    period = year_period(plan.published.year)
    place = place_named(plan.published.province, period.end)
    found: dict[tuple[str, str], Share] = {}
    for row in count_all(place.place_id, period):
        if row.indicator == "recognised_units":
            kind = row.dims["unit_kind"]
            key = (kind, row.dims.get("managing_level", "") if kind in ORGANISATIONS else "")
            found[key] = found.get(key, NOTHING) + Share(int(row.numerator or 0), int(row.denominator or 0))
    wanted = {(kind, ""): share for kind, share in plan.published.places.items()} | dict(plan.published.organisations)
    differ = sorted(key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key))
    if differ:
        raise PlanMismatch("; ".join(f"{key}: {wanted.get(key)} ≠ {found.get(key)}" for key in differ))
