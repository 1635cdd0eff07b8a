"""Small worlds for tests without a database: places that merge and move, reports of all lengths, figures as columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from binhyen.analytics.lake.lands import lands
from binhyen.analytics.lake.schema import RAW_FIGURES
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.amounts import Said, exactly
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.trees import ancestors, node_of
from binhyen.reports.rules.totals import Contribution

NATION = 1
CHANGED = date(2026, 7, 1)
LATER = date(2026, 8, 15)


@dataclass(frozen=True, slots=True)
class Ground:
    """A place: its paths by the first day of each, and, when it is gone, since when and what it became."""

    place_id: int
    paths: tuple[tuple[date, str], ...]
    gone: date | None = None
    heirs: tuple[int, ...] = ()

    def path_on(self, day: date) -> str | None:
        """Return the path on a day; of a place that is gone, none."""
        if self.gone is not None and day >= self.gone:
            return None
        return next((path for since, path in reversed(self.paths) if since <= day), None)


@dataclass(frozen=True)
class World:
    """Places on all maps. Ids tell the tier: provinces below 30, districts below 40, communes below 100, then areas."""

    grounds: Mapping[int, Ground]

    @cached_property
    def lands(self) -> dict[int, int]:
        """The land of each commune that changed."""
        return lands(self._links())

    def _links(self) -> Iterable[tuple[int, int]]:
        for ground in self.grounds.values():
            homes = {found for _, path in ground.paths if (found := commune_of(path))}
            for heir in ground.heirs:
                homes |= {found for _, path in self.grounds[heir].paths if (found := commune_of(path))}
            yield from pairwise(sorted(homes))

    def newest(self, place: int) -> str | None:
        """Return the path on the newest map."""
        return self.grounds[place].path_on(date(2030, 1, 1))

    def shared(self, heirs: Iterable[int]) -> str:
        """Return the deepest path in which all heirs lie."""
        chains = [set(ancestors(path)) for one in heirs if (path := self.newest(one))]
        return max(set.intersection(*chains), key=len, default="") if chains else ""

    def stand(self, place: int, path: str) -> dict[str, Any]:
        """Return how a place that told under a path stands on the newest map."""
        ground = self.grounds[place]
        if ground.gone is not None:
            heirs = frozenset(ground.heirs)
            return {"gone": ground.gone, "heirs": heirs, "now": self.shared(heirs), "since": ground.gone}
        now = self.newest(place) or path
        if now == path:
            return {}
        return {"now": now, "since": next(since for since, found in ground.paths if found == now)}


def commune_of(path: str) -> int | None:
    """Return the commune on a path."""
    return next((node_of(one) for one in ancestors(path) if 40 <= node_of(one) < 100), None)


def nodes(path: str) -> dict[str, int | None]:
    """Return the places on a path by tier."""
    found: dict[str, int | None] = dict.fromkeys(("area", "commune", "district", "province"))
    for one in ancestors(path):
        node = node_of(one)
        tier = (
            "province" if 20 <= node < 30 else "district" if 30 <= node < 40 else "commune" if 40 <= node < 100 else ""
        )
        if node >= 100:
            tier = "area"
        if tier:
            found[tier] = node
    return found


_ALWAYS = date(2000, 1, 1)


def still(place: int, path: str) -> Ground:
    """Return a place that never changed."""
    return Ground(place, ((_ALWAYS, path),))


def moved(place: int, old: str, new: str, on: date = CHANGED) -> Ground:
    """Return a place that came to lie elsewhere."""
    return Ground(place, ((_ALWAYS, old), (on, new)))


def merged(place: int, path: str, *heirs: int, on: date = CHANGED) -> Ground:
    """Return a place that became others."""
    return Ground(place, ((_ALWAYS, path),), on, heirs)


def world(*grounds: Ground) -> World:
    """Return a world of the nation and these places."""
    return World({one.place_id: one for one in (still(NATION, "1."), *grounds)})


QUIET = world(
    still(20, "1.20."),
    still(21, "1.21."),
    still(40, "1.20.40."),
    still(41, "1.20.41."),
    still(42, "1.21.42."),
    still(100, "1.20.40.100."),
    still(101, "1.20.40.101."),
    still(102, "1.20.41.102."),
)
MERGED = world(
    still(20, "1.20."),
    still(40, "1.20.40."),
    merged(41, "1.20.41.", 40),
    merged(42, "1.20.42.", 40, on=LATER),
    still(100, "1.20.40.100."),
    moved(101, "1.20.41.101.", "1.20.40.101."),
    merged(102, "1.20.41.102.", 101, on=LATER),
)
REFORMED = world(
    still(20, "1.20."),
    merged(21, "1.21.", 20),
    merged(30, "1.21.30.", 20),
    moved(40, "1.21.30.40.", "1.20.40."),
    merged(41, "1.21.30.41.", 40),
    merged(42, "1.21.30.42.", 43),
    Ground(43, ((CHANGED, "1.20.43."),)),
    moved(100, "1.21.30.40.100.", "1.20.40.100."),
    moved(101, "1.21.30.41.101.", "1.20.40.101."),
)
SPLIT = world(
    still(20, "1.20."),
    still(21, "1.21."),
    still(40, "1.20.40."),
    still(41, "1.20.41."),
    merged(42, "1.20.42.", 40, 41),
    merged(43, "1.20.43.", 40, 44),
    still(44, "1.21.44."),
    moved(100, "1.20.40.100.", "1.20.41.100.", LATER),
    moved(101, "1.20.42.101.", "1.20.41.101."),
)
WORLDS = (QUIET, MERGED, REFORMED, SPLIT)

PERIODS = tuple(
    parse_period(code)
    for code in (
        *(f"2026-{month:02d}" for month in range(1, 13)),
        *(f"2026-Q{quarter}" for quarter in range(1, 5)),
        "2026-H1",
        "2026-H2",
        "2026-9M",
        "2026",
    )
)
"""The standard periods of a year."""
ODD = tuple(parse_period(code) for code in ("2026-7M", "2026-02-10..2026-03-12", "2026-06-15..2026-07-14"))
EARLIER = tuple(parse_period(code) for code in ("2024-2026", "2025-2026", "2025", "2025-H1", "2025-Q4", "2025-06"))
"""Periods of years before, and longer ones."""
CELLS = ("x", "x|status=new", "x|status=old", "x|level=a", "x|level=a;status=new", "x|level=b;status=old")
"""A total, its parts, and the parts of its parts: few of them are apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a place, or a unit or association of it, says of one cell for a period."""

    place: int
    period: Period
    cell: str = "x"
    reporter: int = 0
    covers: bool = True


def told(place: int, period: str, cell: str = "x", reporter: int = 0, *, covers: bool = True) -> Told:
    """Let a place say something for a period, by its code."""
    return Told(place, parse_period(period), cell, reporter, covers)


def says(where: World, number: int, one: Told) -> Contribution | None:
    """Return what a place says, told on the map of the period's last day; none where it was no more."""
    path = where.grounds[one.place].path_on(one.period.end)
    if path is None:
        return None
    return Contribution(
        figure_id=number,
        report_id=number,
        cell=parse_cell_key(one.cell),
        place_id=one.place,
        path=path,
        start=one.period.start,
        end=one.period.end,
        covers=one.covers,
        amount=exactly(number),
        reporter=one.reporter,
        **where.stand(one.place, path),
    )


def all_said(where: World, rows: Iterable[Told]) -> list[Contribution]:
    """Return what places say, in reports of theirs."""
    found = (says(where, number, one) for number, one in enumerate(rows, 1))
    return one_report(one for one in found if one is not None)


def one_report(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return them with one report for each form, place, reporter and period."""
    reports: dict[tuple[Any, ...], int] = {}
    found = []
    for one in contributions:
        key = (one.place_id, one.reporter, one.start, one.end, one.path, one.covers)
        found.append(replace(one, report_id=reports.setdefault(key, len(reports) + 1)))
    return found


def tellings(where: World, *, wide: bool = False) -> st.SearchStrategy[list[Contribution]]:
    """Draw figures of one indicator that places, units and associations of a world say; `wide` ones too."""
    places = [place for place in where.grounds if place != NATION and (wide or place >= 40)]
    shapes = st.tuples(
        st.sampled_from((CELLS[:1], CELLS[1:3], CELLS[:3], CELLS)),
        st.sampled_from((PERIODS[:12], PERIODS, PERIODS + ODD, PERIODS + EARLIER)),
    )
    return shapes.flatmap(lambda shape: _rows(places, *shape)).map(lambda rows: all_said(where, rows))


def _rows(places: Sequence[int], cells: Sequence[str], periods: Sequence[Period]) -> st.SearchStrategy[list[Told]]:
    one = st.builds(
        Told,
        st.sampled_from(places),
        st.sampled_from(periods),
        st.sampled_from(cells),
        st.sampled_from((0, 0, 0, 7, -5)),
        st.sampled_from((True, True, True, False)),
    )
    return st.lists(one, min_size=1, max_size=16, unique=True)


def row_of(one: Contribution, where: World) -> dict[str, Any]:
    """Return a figure as a row of the lake."""
    found = nodes(one.path)
    newest = nodes(one.lies_at) if one.gone is None or one.now else nodes("")
    commune = found["commune"]
    return {
        "figure_id": one.figure_id,
        "report_id": one.report_id,
        "cell_id": (*CELLS, "x|status=unsplit").index(str(one.cell)) + 1,
        "indicator": one.cell.indicator,
        "dims": one.cell.dims,
        "form_id": 1,
        "year": one.end.year,
        "period": "",
        "start": one.start,
        "end": one.end,
        "map_day": one.end,
        "land": one.place_id if commune is None else where.lands.get(commune, commune),
        "wide": commune is None,
        "place_id": one.place_id,
        "path": one.path,
        "reporter": one.reporter,
        "covers": one.covers,
        "said": one.amount.said.value,
        "amount": one.amount.value,
        "denominator": one.amount.denominator,
        "bound": one.amount.bound.value,
        "words": one.amount.words,
        "origin": one.origin.value,
        "counted": one.counted,
        "accepted": one.accepted,
        "by_post": 1,
        **found,
        "commune_now": newest["commune"],
        "province_now": newest["province"],
        "gone": one.gone,
        "now": one.now or None,
        "since": one.since,
        "heirs": sorted(one.heirs) or None,
    }


def raw(contributions: Iterable[Contribution], where: World) -> pa.Table:
    """Return figures that say something as the lake's raw columns."""
    listed = [one for one in contributions if one.amount.said is not Said.EMPTY]
    return pa.Table.from_pylist([row_of(one, where) for one in listed], schema=RAW_FIGURES)
