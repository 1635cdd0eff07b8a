"""Sets the stage: posts of a province's committees and authorities, its residential areas and its units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from binhyen.accounts.actions.accounts import AccountDraft, create_account
from binhyen.accounts.actions.posts import PostDraft, assign_post, open_post
from binhyen.accounts.models import Account
from binhyen.accounts.queries import actor_of
from binhyen.accounts.rules.terms import Term
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.places.actions.areas import Ground, found_areas
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import areas_under, children_of, communes_under, label_of, place_named
from binhyen.places.rules.areas import AreaDraft
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.units.actions.places import enrol_places
from binhyen.units.actions.registry import register_units
from binhyen.units.rules.facts import UnitDraft, UnitFacts
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind
from binhyen.workshop.rules.plan import Plan, PlannedUnit, RealCommune
from binhyen.workshop.rules.published import AREA

INSTRUMENT = "Quyết định minh họa"
AREA_KINDS = {"Thôn": PlaceKind.VILLAGE, "Khu phố": PlaceKind.QUARTER}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts for a place: the officer who prepares, the chair (or leader) who decides."""

    place: PlaceVersion
    officer: Actor
    chair: Actor


@dataclass(frozen=True, slots=True)
class Stage:
    """A province on a day, with its desks. `districts` is empty after 30 June 2025."""

    day: date
    province: Desk
    districts: Mapping[int, Desk]
    communes: Mapping[int, Desk]

    def desk_above(self, commune: PlaceVersion) -> Desk:
        """Return who decides on a commune: its district, or the province where there is none."""
        return self.districts.get(commune.parent_id or 0, self.province)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two accounts that hold the posts of one area of the demonstration."""

    officer: Account
    chair: Account


def real_communes(province: PlaceVersion, day: date) -> list[RealCommune]:
    """Return the communes of a province on a day, as the plan needs them."""
    codes = {child.place_id: child.code for child in children_of(province.place_id, day)}
    rows = communes_under(province.path, day)
    return [RealCommune(row.place_id, row.code, row.kind, codes.get(row.parent_id or 0, ""), row.name) for row in rows]


def set_posts(slug: str, day: date, until: date | None, *, at: datetime) -> Stage:
    """Open and fill the posts of a province, its districts and communes, for the time of the demonstration's year.

    One pair of accounts holds the posts of a district and its communes: these people are not invented one by one.
    """
    province = place_named(slug, day)
    term = Term(day, until)
    top = _pair(f"{slug}-{day.year}", at)
    stage_province = _desk(province, (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER), top, term, at)
    districts: dict[int, Desk] = {}
    communes: dict[int, Desk] = {}
    for child in children_of(province.place_id, day):
        pair = top
        if child.place.tier == Tier.DISTRICT:
            pair = _pair(f"{slug}-{day.year}-{child.code}", at)
            roles = (Role.DISTRICT_OFFICER, Role.DISTRICT_CHAIR)
            districts[child.place_id] = _desk(child, roles, pair, term, at)
        for commune in communes_under(child.path, day):
            roles = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
            communes[commune.place_id] = _desk(commune, roles, pair, term, at)
    return Stage(day, stage_province, districts, communes)


def set_offices(slug: str, day: date, until: date | None, *, at: datetime, districts: bool = False) -> Stage:
    """Open and fill the posts of a province, and of its districts if asked, for a time without a round."""
    province = place_named(slug, day)
    term = Term(day, until)
    desk = _desk(province, (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER), _pair(f"{slug}-{day.year}", at), term, at)
    below = [child for child in children_of(province.place_id, day) if districts and child.place.tier == Tier.DISTRICT]
    roles = (Role.DISTRICT_OFFICER, Role.DISTRICT_CHAIR)
    found = {one.place_id: _desk(one, roles, _pair(f"{slug}-{day.year}-{one.code}", at), term, at) for one in below}
    return Stage(day, desk, found, {})


class Offices:
    """Provinces' offices of past years, each opened when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Stage] = {}

    def of(self, slug: str, year: int) -> Stage:
        """Return who acts for a province in a year without a round."""
        if (slug, year) not in self._known:
            first = date(year, 1, 2)
            at = datetime.combine(first, time(9), ZoneInfo(settings.TIME_ZONE))
            self._known[slug, year] = set_offices(slug, first, date(year + 1, 1, 1), at=at)
        return self._known[slug, year]


def _pair(name: str, at: datetime) -> Pair:
    drafts = (
        AccountDraft(f"{name}-can-bo", f"Cán bộ minh họa {name}"),
        AccountDraft(f"{name}-lanh-dao", f"Lãnh đạo minh họa {name}"),
    )
    slips = [create_account(draft=draft, by=SYSTEM, at=at) for draft in drafts]
    officer, chair = (Account.objects.get(pk=slip.account_id) for slip in slips)
    return Pair(officer, chair)


def _desk(place: PlaceVersion, roles: tuple[Role, Role], pair: Pair, term: Term, at: datetime) -> Desk:
    titles = ("Cán bộ phong trào", f"Chủ tịch UBND {label_of(place)}")
    officer, chair = (
        _seat(place, role, title, account, term, at)
        for role, title, account in zip(roles, titles, (pair.officer, pair.chair), strict=True)
    )
    return Desk(place, officer, chair)


def _seat(place: PlaceVersion, role: Role, title: str, account: Account, term: Term, at: datetime) -> Actor:
    draft = PostDraft(role, place.place_id, title, term, instrument=INSTRUMENT)
    post = open_post(draft=draft, by=SYSTEM, at=at)
    assign_post(account=account, post=post, term=term, by=SYSTEM, at=at)
    actor = actor_of(account.pk, post.pk, term.start)
    if actor is None:
        msg = f"nobody sits at post {post.pk} on {term.start}"
        raise LookupError(msg)
    return actor


def set_units(plan: Plan, stage: Stage, *, at: datetime) -> None:
    """Found the plan's residential areas and register its organisations, each by the post that keeps them.

    A commune that has areas already, from before its merger, keeps those.
    """
    by_code = {commune.code: commune.place_id for commune, _fails in plan.communes}
    for code, units in _by_commune(plan.units).items():
        desk = stage.communes[by_code[code]]
        areas = [_area(unit) for unit in units if unit.kind == AREA]
        if areas and not areas_under(desk.place.path, stage.day).exists():
            ground = Ground(stage.day, INSTRUMENT)
            found_areas(commune_id=desk.place.place_id, drafts=areas, ground=ground, by=desk.officer, at=at)
    enrol_places(province_id=stage.province.place.place_id, day=stage.day, by=stage.province.officer, at=at)
    organisations = [unit for unit in plan.units if unit.kind != AREA]
    drafts = [_unit(unit, by_code[unit.commune_code], stage.day) for unit in organisations]
    register_units(drafts=drafts, by=stage.province.officer, at=at)


def _by_commune(units: Iterable[PlannedUnit]) -> dict[str, list[PlannedUnit]]:
    found: dict[str, list[PlannedUnit]] = {}
    for unit in units:
        found.setdefault(unit.commune_code, []).append(unit)
    return found


def _area(unit: PlannedUnit) -> AreaDraft:
    word = next(one for one in AREA_KINDS if unit.name.startswith(one))
    return AreaDraft(AREA_KINDS[word], unit.name.removeprefix(word).strip(), households=120)


def _unit(unit: PlannedUnit, place_id: int, since: date) -> UnitDraft:
    facts = UnitFacts(
        UnitKind(unit.kind),
        ManagingLevel(unit.managing_level),
        enterprise_size=EnterpriseSize.MEDIUM if unit.kind == "enterprise" else None,
        highest_level=SchoolLevel.LOWER_SECONDARY if unit.kind == "school" else None,
        has_party_organisation=True,
    )
    return UnitDraft(unit.kind, unit.name, place_id, facts, since, instrument=INSTRUMENT)


def only_in_demonstration() -> None:
    """Stop where this is not the demonstration: invented units have no place in a real database."""
    if not settings.DEMONSTRATION:
        msg = "the demonstration is played only where BINHYEN_DEMONSTRATION=True"
        raise RuntimeError(msg)
