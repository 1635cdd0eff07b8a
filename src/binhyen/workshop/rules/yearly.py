"""What there was at the end of several years, grown to a published last number and shared out over places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.kernel.amounts import Amount, exactly
from binhyen.workshop.rules.published import apportion, spread, table

_LOW, _HIGH = 80, 120
_EVEN = 100


@dataclass(frozen=True, slots=True)
class Stock:
    """What there was at the end: grown from `first_percent` of it in the first year."""

    last: int
    first_percent: int = _EVEN
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A share of one in each place of some kinds: none of them before `begun`, all of them from `whole` on."""

    kinds: frozenset[str]
    begun: int
    whole: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """One province's published totals, and the years over which they are shared out."""

    province: str
    form: str
    years: range
    starts: date
    ends: date
    stocks: Mapping[str, Stock] = field(default_factory=dict)
    shares: Mapping[str, Reached] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in one year."""

    year: int
    code: str
    kind: str


Figures = Mapping[Spot, Mapping[str, Amount]]


def recipe_from_data(data: Mapping[str, object]) -> Recipe:
    """Read a recipe from the pack's plain data."""
    first, last = table(data["first"]), table(data["last"])
    years = range(int(str(first["year"])), int(str(last["year"])) + 1)
    return Recipe(
        province=str(data["province"]),
        form=str(data["form"]),
        years=years,
        starts=_day(first["from"]),
        ends=_day(last["until"]),
        stocks={code: _stock(table(row)) for code, row in table(data.get("stocks") or {}).items()},
        shares={code: _reached(table(row)) for code, row in table(data.get("shares") or {}).items()},
    )


def shared_out(recipe: Recipe, places: Mapping[int, Sequence[Spot]]) -> Figures:
    """Return what there was at each place each year. Stocks add up over the places of the last year."""
    found: dict[Spot, dict[str, Amount]] = {spot: {} for year in recipe.years for spot in places[year]}
    _share_stocks(recipe, places, found)
    for spot, said in found.items():
        shares = {code: reached for code, reached in recipe.shares.items() if spot.kind in reached.kinds}
        said.update({code: exactly(int(_has(reached, code, spot)), 1) for code, reached in shares.items()})
    return found


def _share_stocks(recipe: Recipe, places: Mapping[int, Sequence[Spot]], found: dict[Spot, dict[str, Amount]]) -> None:
    known: dict[tuple[str, int], list[int]] = {}
    for year in recipe.years:
        for code, stock in recipe.stocks.items():
            known[code, year] = _parts_of_stock(recipe, (code, stock), places[year], known)
            for spot, part in zip(places[year], known[code, year], strict=True):
                found[spot][code] = exactly(part)


def _parts_of_stock(
    recipe: Recipe, named: tuple[str, Stock], spots: Sequence[Spot], known: Mapping[tuple[str, int], Sequence[int]]
) -> list[int]:
    code, stock = named
    year = spots[0].year
    if stock.follows:
        return apportion(_grown(recipe, recipe.stocks[stock.follows], stock.last, year), known[stock.follows, year])
    return apportion(_grown(recipe, stock, stock.last, year), [_weight(code, spot) for spot in spots])


def _grown(recipe: Recipe, stock: Stock, last: int, year: int) -> int:
    """Return the stock of a year: a straight line from the first year's share to the published last."""
    steps = len(recipe.years) - 1
    done = year - recipe.years.start
    return last * (stock.first_percent * (steps - done) + _EVEN * done) // (_EVEN * steps)


def _weight(code: str, spot: Spot) -> int:
    """Return how much a place takes: the same every year."""
    return spread(f"{code} {spot.code}", _LOW, _HIGH)


def _has(reached: Reached, code: str, spot: Spot) -> bool:
    if spot.year >= reached.whole:
        return True
    return spot.year >= reached.begun and spread(f"{code} {spot.code}", reached.begun, reached.whole) <= spot.year


def _stock(row: Mapping[str, object]) -> Stock:
    return Stock(int(str(row["last"])), int(str(row.get("first_percent", _EVEN))), str(row.get("follows", "")))


def _reached(row: Mapping[str, object]) -> Reached:
    kinds = row["kinds"]
    if not isinstance(kinds, list):
        msg = f"kinds must be a list, not {kinds!r}"
        raise TypeError(msg)
    return Reached(frozenset(map(str, kinds)), int(str(row["begun"])), int(str(row["whole"])))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
