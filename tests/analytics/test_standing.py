"""Where what was told lies on other maps: the columns say what the reports' own totals find."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from binhyen.analytics.lake import standing
from binhyen.analytics.lake.reading import read_lies
from binhyen.analytics.lake.standing import Ground
from binhyen.kernel.trees import child_path, is_under
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.queries.grounds import Reporting, stands
from binhyen.reports.rules.carrying import Lies
from tests.accounts.factories import Land, a_land, a_place

FIRST, SECOND = date(2026, 7, 1), date(2026, 9, 1)
DAYS = (date(2026, 6, 30), FIRST, date(2026, 8, 31), SECOND, date(2026, 12, 31))


def ended(version: PlaceVersion, on: date) -> None:
    PlaceVersion.objects.filter(pk=version.pk).update(valid_to=on)


def moved(version: PlaceVersion, to: PlaceVersion, on: date) -> None:
    ended(version, on)
    again = PlaceVersion.objects.get(pk=version.pk)
    again.pk, again.valid_from, again.valid_to = None, on, None
    again.parent_id, again.path = to.place_id, child_path(to.path, version.place_id)
    again.save()


def became(old: PlaceVersion, new: PlaceVersion, on: date, share: str | None = "1") -> None:
    part = None if share is None else Decimal(share)
    Lineage.objects.create(from_place_id=old.place_id, to_place_id=new.place_id, on=on, share=part)


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def changed(land: Land) -> Land:
    """Communes that merged, were split in known and unknown parts, gave a part away, moved, and ended without heirs."""

    def commune(name: str, above: PlaceVersion = land.bac_ninh) -> PlaceVersion:
        return a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, above)

    whole, known, unknown, giving, moving, lost, twice = (commune(f"C{number}") for number in range(7))
    other = commune("Bên kia", land.other_province)
    village = a_place("Thôn", Tier.AREA, PlaceKind.VILLAGE, moving)
    became(whole, land.an_phu, FIRST)
    ended(whole, FIRST)
    for heir, share in ((land.an_phu, "0.25"), (other, "0.75")):
        became(known, heir, FIRST, share)
    ended(known, FIRST)
    for heir in (land.an_phu, land.elsewhere):
        became(unknown, heir, SECOND, None)
    ended(unknown, SECOND)
    became(giving, other, SECOND, None)
    moved(moving, land.other_province, FIRST)
    new = PlaceVersion.objects.filter(place_id=moving.place_id).latest("valid_from")
    moved(village, new, FIRST)
    ended(lost, SECOND)
    became(twice, giving, FIRST)
    ended(twice, FIRST)
    return land


def told() -> list[Reporting]:
    """Every place as it could have been told on each day."""
    return [Reporting(one.place_id, one.path, day) for day in DAYS for one in versions_in_force(day)]


def said_by_rows(rows: list[dict[str, object]], one: Reporting, asked: PlaceVersion, day: date) -> Lies:
    """Answer from the rows of `lies` as a question does."""

    def within(row: dict[str, object]) -> bool:
        spans = ((row["told_from"], one.on, row["told_to"]), (row["since"], day, row["until"]))
        return all(first <= at and (last is None or at < last) for first, at, last in spans)  # type: ignore[operator]

    found = [row for row in rows if row["place_id"] == one.place_id and within(row)]
    if not found:
        return Lies(Decimal(int(is_under(one.path, asked.path))))
    if any(row["heir"] is None for row in found):
        return Lies(Decimal(0), comparable=False)
    inside = [row for row in found if is_under(str(row["path"]), asked.path)]
    if any(row["share"] is None for row in found):
        if len(inside) == len(found):
            return Lies(Decimal(1))
        return Lies(Decimal(0), comparable=not inside)
    return Lies(sum((Decimal(str(row["share"])) for row in inside), Decimal(0)))


def test_lies_says_of_every_place_and_map_what_the_totals_find(changed: Land) -> None:
    ground = Ground()
    rows = read_lies(Place.objects.values_list("pk", flat=True), ground).to_pylist()
    compared = 0
    for day, tier in product(DAYS[1:], (Tier.NATION, Tier.PROVINCE, Tier.COMMUNE)):
        earlier = {one for one in told() if one.on <= day}
        for asked in versions_in_force(day).filter(place__tier=tier).select_related("place"):
            for one, stand in stands(asked, day, earlier).items():
                assert said_by_rows(rows, one, asked, day) == stand.lies, (one, asked, day)
                compared += not stand.lies.comparable
    assert compared > 10, "what is not comparable was met"


def test_the_newest_map_is_in_the_columns(changed: Land) -> None:
    ground = Ground()
    reporting = told()
    ground.learn({one.place_id for one in reporting}, {one.path for one in reporting})
    assert ground.newest == SECOND
    nation = versions_in_force(SECOND).filter(place__tier=Tier.NATION).select_related("place").get()
    for tier, column in ((Tier.COMMUNE, "commune_now"), (Tier.PROVINCE, "province_now")):
        places = list(versions_in_force(SECOND).filter(place__tier=tier).select_related("place"))
        lying = [(asked.place_id, stands(asked, SECOND, set(reporting))) for asked in places]
        for one in reporting:
            now = getattr(ground.standing(one), column)
            assert [place for place, found in lying if found[one].lies == Lies(Decimal(1))] == [now] * (now is not None)
    for one, stand in stands(nation, SECOND, set(reporting)).items():
        columns = ground.standing(one)
        assert (columns.gone, columns.now or "", columns.since, frozenset(columns.heirs)) == (
            stand.gone,
            stand.now,
            stand.since,
            stand.heirs,
        )


def test_what_is_forgotten_is_found_again(changed: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    remembering, forgetting = Ground(), Ground()
    reporting = told()
    for ground in (remembering, forgetting):
        ground.learn({one.place_id for one in reporting}, {one.path for one in reporting})
    every = [remembering.standing(one) for one in reporting]
    monkeypatch.setattr(standing, "_MOST_STANDINGS", 2)
    assert [forgetting.standing(one) for one in reporting] == every


def test_communes_that_became_one_another_are_one_land(changed: Land) -> None:
    ground = Ground()
    reporting = [one for one in told() if one.path.count(".") == 3]
    ground.learn({one.place_id for one in reporting}, {one.path for one in reporting})
    names = dict(PlaceVersion.objects.values_list("place_id", "name"))
    lands = {names[one.place_id]: ground.standing(one).land for one in reporting}
    assert lands["C0"] == lands["C1"] == lands["An Phú"] == lands["Bên kia"] == lands["C3"]
    assert lands["C4"] != lands["An Phú"]
