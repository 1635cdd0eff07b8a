"""What there was at the end of several years grows to what was published."""

from decimal import Decimal

from binhyen.kernel.amounts import Bound, add_up
from binhyen.workshop.queries import PROGRAMME, pack_data
from binhyen.workshop.rules.yearly import Figures, Spot, recipe_from_data, shared_out

RECIPE = recipe_from_data(pack_data(PROGRAMME))


def communes(year: int) -> list[Spot]:
    """122 communes until 2019, 108 since: 96 xã, 6 thị trấn and 6 phường."""
    kinds = ["township"] * 6 + ["ward"] * 6 + ["commune"] * (110 if year < 2020 else 96)
    return [Spot(year, f"{number:05d}", kind) for number, kind in enumerate(kinds)]


def figures() -> Figures:
    return shared_out(RECIPE, {year: communes(year) for year in RECIPE.years})


def test_stocks_are_those_of_the_last_year() -> None:
    last = [row for spot, row in figures().items() if spot.year == RECIPE.years[-1]]
    for code, stock in RECIPE.stocks.items():
        assert add_up(row[code] for row in last).value == Decimal(stock.last)


def test_groups_have_members_every_year() -> None:
    assert all(row["patrol_members"].number >= row["patrol_groups"].number for row in figures().values())


def test_wards_have_no_commune_police_to_count() -> None:
    last = [row for spot, row in figures().items() if spot.year == RECIPE.years[-1]]
    shares = [row["regular_police_communes"] for row in last if "regular_police_communes" in row]
    total = add_up(shares)
    assert (total.value, total.denominator, total.bound) == (Decimal(102), Decimal(102), Bound.EXACT)
    first = add_up(
        row["regular_police_communes"]
        for spot, row in figures().items()
        if spot.year == RECIPE.years[0] and "regular_police_communes" in row
    )
    assert first.value == 0


def test_sharing_out_again_gives_the_same() -> None:
    assert figures() == figures()
