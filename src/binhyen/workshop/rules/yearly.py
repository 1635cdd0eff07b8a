"""Published totals of several years, shared out over years and places: deterministic, and adding up exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.kernel.amounts import Amount, Bound, exactly, roughly
from binhyen.workshop.rules.published import apportion, spread, table

_LOW, _HIGH = 80, 120
_EVEN = 100


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that happened: its published total over all years. `follows` shares it out as another flow was."""

    total: int
    bound: Bound = Bound.EXACT
    follows: str = ""
    since: int = 0


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
    flows: Mapping[str, Flow] = field(default_factory=dict)
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
        flows={code: _flow(table(row)) for code, row in table(data.get("flows") or {}).items()},
        stocks={code: _stock(table(row)) for code, row in table(data.get("stocks") or {}).items()},
        shares={code: _reached(table(row)) for code, row in table(data.get("shares") or {}).items()},
    )


def shared_out(recipe: Recipe, places: Mapping[int, Sequence[Spot]]) -> Figures:
    """Return what each place reports each year. Flows add up over all of them, stocks over those of the last year."""
    found: dict[Spot, dict[str, Amount]] = {spot: {} for year in recipe.years for spot in places[year]}
    _share_flows(recipe, found)
    _share_stocks(recipe, places, found)
    for spot, said in found.items():
        shares = {code: reached for code, reached in recipe.shares.items() if spot.kind in reached.kinds}
        said.update({code: exactly(int(_has(reached, code, spot)), 1) for code, reached in shares.items()})
    return found


def _share_flows(recipe: Recipe, found: dict[Spot, dict[str, Amount]]) -> None:
    known: dict[str, list[int]] = {}
    for code, flow in recipe.flows.items():
        known[code] = _parts_of_flow(code, flow, list(found), known)
        _note_flow(found, code, flow, known[code])


def _share_stocks(recipe: Recipe, places: Mapping[int, Sequence[Spot]], found: dict[Spot, dict[str, Amount]]) -> None:
    known: dict[tuple[str, int], list[int]] = {}
    for year in recipe.years:
        for code, stock in recipe.stocks.items():
            known[code, year] = _parts_of_stock(recipe, (code, stock), places[year], known)
            for spot, part in zip(places[year], known[code, year], strict=True):
                found[spot][code] = exactly(part)


def _parts_of_flow(code: str, flow: Flow, spots: Sequence[Spot], known: Mapping[str, Sequence[int]]) -> list[int]:
    if flow.follows:
        return apportion(flow.total, known[flow.follows])
    weights = [_weight(code, spot) if spot.year >= flow.since else 0 for spot in spots]
    return apportion(flow.total, weights)


def _note_flow(found: dict[Spot, dict[str, Amount]], code: str, flow: Flow, parts: Sequence[int]) -> None:
    """Write the parts down; the last place bears the published bound, so that the total has it."""
    for spot, part in zip(found, parts, strict=True):
        found[spot][code] = exactly(part)
    if flow.bound is not Bound.EXACT:
        spot = next(spot for spot in reversed(list(found)) if found[spot][code].number)
        found[spot][code] = roughly(found[spot][code].number, flow.bound)


def _parts_of_stock(
    recipe: Recipe, named: tuple[str, Stock], spots: Sequence[Spot], known: Mapping[tuple[str, int], Sequence[int]]
) -> list[int]:
    code, stock = named
    year = spots[0].year
    if stock.follows:
        return apportion(_grown(recipe, recipe.stocks[stock.follows], stock.last, year), known[stock.follows, year])
    return apportion(_grown(recipe, stock, stock.last, year), [_weight(code, spot, stays=True) for spot in spots])


def _grown(recipe: Recipe, stock: Stock, last: int, year: int) -> int:
    """Return the stock of a year: a straight line from the first year's share to the published last."""
    steps = len(recipe.years) - 1
    done = year - recipe.years.start
    return last * (stock.first_percent * (steps - done) + _EVEN * done) // (_EVEN * steps)


def _weight(code: str, spot: Spot, *, stays: bool = False) -> int:
    """Return how much a place takes: the same every year for stocks, a little different for flows."""
    return spread(f"{code} {spot.code}{'' if stays else spot.year}", _LOW, _HIGH)


def _has(reached: Reached, code: str, spot: Spot) -> bool:
    if spot.year >= reached.whole:
        return True
    return spot.year >= reached.begun and spread(f"{code} {spot.code}", reached.begun, reached.whole) <= spot.year


def _flow(row: Mapping[str, object]) -> Flow:
    bound = Bound(str(row.get("bound", Bound.EXACT)))
    return Flow(int(str(row["total"])), bound, str(row.get("follows", "")), int(str(row.get("since", 0))))


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
