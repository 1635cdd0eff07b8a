"""The whole province, in order: map, people, pack, three rounds with their states and answers."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from binhyen.kernel.actors import SYSTEM, Role
from binhyen.recognition.actions.packs import install_pack
from binhyen.recognition.actions.rounds import open_round
from binhyen.recognition.models import Answer, AnswerRevision, Dossier, Round
from binhyen.recognition.rules.settings import default_settings
from binhyen.units.models import Unit
from binhyen.workshop.bench.plan import ROUNDS, Plan, moment
from binhyen.workshop.bench.results import Seeded
from binhyen.workshop.bench.seeding.decisions import Deciders, deciders
from binhyen.workshop.bench.seeding.ground import Ground, seed_ground
from binhyen.workshop.bench.seeding.packs import wide_pack
from binhyen.workshop.bench.seeding.people import Person, seed_people
from binhyen.workshop.bench.seeding.years import seed_answers, seed_decisions, seed_states

Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Province:
    """A seeded province; `opening` are the seconds in which its last round was opened."""

    ground: Ground
    people: tuple[Person, ...]
    deciders: Deciders
    opening: float
    counted: Seeded


def seed(plan: Plan, watch: Watch) -> Province:
    """Write everything into an empty database on which the country's map was loaded."""
    begun = time.perf_counter()
    watch("đơn vị, khu dân cư")
    ground = seed_ground(plan.units)
    watch("tài khoản, vị trí")
    people = tuple(seed_people(ground))
    signing = deciders(ground, people)
    pack = wide_pack(plan.answers_per_dossier)
    install_pack(pack=pack, by=SYSTEM, at=moment(ROUNDS[0], 7, 1))
    officer = next(one for one in people if one.role is Role.PROVINCE_OFFICER).actor()
    opening = 0.0
    for year in ROUNDS:
        watch(f"mở đợt {year}")
        opening = _open(ground, year, people)
        watch(f"trạng thái, câu trả lời năm {year}")
        seed_states(year)
        seed_answers(year, pack, officer)
        watch(f"quyết định năm {year}")
        seed_decisions(year, signing)
    counted = _count(ground, time.perf_counter() - begun)
    return Province(ground, people, signing, opening, counted)


def _open(ground: Ground, year: int, people: tuple[Person, ...]) -> float:
    officer = next(one for one in people if one.role is Role.PROVINCE_OFFICER).actor()
    place, at = ground.province.place_id, moment(year, 1, 5)
    begun = time.perf_counter()
    open_round(province_id=place, year=year, settings=default_settings(year), by=officer, at=at)
    return time.perf_counter() - begun


def _count(ground: Ground, seconds: float) -> Seeded:
    return Seeded(
        communes=len(ground.communes),
        units=Unit.objects.count(),
        rounds=Round.objects.count(),
        dossiers=Dossier.objects.count(),
        answers=Answer.objects.count(),
        revisions=AnswerRevision.objects.count(),
        seconds=round(seconds, 1),
    )
