"""A pivot: totals of indicators, places, periods and splits, laid out as somebody wants them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from itertools import product

from django.utils.translation import gettext

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.changing import changes_of, earlier_codes, with_earlier
from binhyen.analytics.boards.known import cells_known
from binhyen.analytics.boards.places import About, names_of
from binhyen.analytics.boards.shading import address_of, hidden_in
from binhyen.analytics.boards.words import href_of, mark_of
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.changes import Versus
from binhyen.analytics.rules.hiding import Address
from binhyen.analytics.rules.pivots import Axis, Layout
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import UNSPLIT
from binhyen.indicators.rules.dims import Dim
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import sort_key
from binhyen.reports.components.words import period_name
from binhyen.reports.queries.totals import TotalQuestion
from binhyen.reports.rules.asking import end_of
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import NOTHING, Mark


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pivot is asked."""

    about: About
    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    layout: Layout = field(default_factory=Layout)
    basis: Basis = Basis.SAVED
    split: str = ""
    """Code of the dimension that figures are split by; empty: whole totals."""
    on_map: date | None = None
    known_on: date | None = None
    """The day at whose end it is asked what was known; None: now."""
    versus: tuple[Versus, ...] = ()
    """Earlier periods that each number is held against; all then stand on one map (`on_map`)."""

    @property
    def map_day(self) -> date:
        """The day on whose map places are named."""
        return self.on_map or max(one.end for one in self.periods)

    @property
    def every(self) -> tuple[Period, ...]:
        """The periods of the table, and those that they are held against."""
        return with_earlier(self.periods, self.versus)


@dataclass(frozen=True, slots=True)
class Head:
    """A value of an axis and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its heads, one for each axis that goes down and says anything, and its marks."""

    heads: tuple[Head, ...]
    marks: tuple[Mark, ...]
    place: str = ""
    """Id of the place that the row is about; "" where columns stand for places."""
    changes: tuple[tuple[Mark, ...], ...] = ()
    """For each mark two marks for each earlier period: how much more, and in percent."""

    @property
    def name(self) -> str:
        """The heads in one."""
        return " · ".join(one.name for one in self.heads)


@dataclass(frozen=True, slots=True)
class Pivot:
    """A table as it was asked for. `down` are the axes of its heads, without those that have a single value."""

    asked: Asked
    down: tuple[Axis, ...]
    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    figures: int = 0
    not_accepted: int = 0
    uncarried: int = 0
    hidden: int = 0
    """Numbers that this person is not told."""


def pivot(actor: Actor, asked: Asked) -> Pivot:
    """Ask the lake once and lay the answer out."""
    every = cells_of(actor, asked)
    codes = {one.code for one in asked.periods}
    cells = [one for one in every if one.period in codes]
    heads = _heads(asked, cells)
    across = heads[asked.layout.across]
    hidden = _hidden(actor, asked, every)
    told = _marks(asked, cells, hidden, _changes(asked, every, hidden))
    down = tuple(axis for axis in asked.layout.down if len(heads[axis]) > 1) or asked.layout.down[:1]
    lines = _lines(told, asked, down, heads)
    return Pivot(
        asked,
        down,
        tuple(across.values()),
        lines,
        sum(one.figures for one in cells),
        sum(one.not_accepted for one in cells),
        sum(one.uncarried for one in cells),
        len([one for one in hidden if one.period in codes]),
    )


def cells_of(actor: Actor, asked: Asked) -> Sequence[Cell]:
    """Return the totals of a pivot: one question to the lake; as known on an earlier day, of the reports themselves."""
    if asked.known_on is not None:
        return cells_known(asked.about, _as_known(asked, end_of(asked.known_on)), asked.split)
    question = replace(
        asked.about.question(actor, asked.every),
        indicators=asked.indicators,
        split=(asked.split,) if asked.split else (),
        basis=asked.basis,
        on_map=asked.on_map,
    )
    found: Sequence[Cell] = ask("totals", question)
    return found


def _as_known(asked: Asked, moment: datetime) -> list[TotalQuestion]:
    """Return a question for each period about the board's own place."""
    place_id, codes = asked.about.place.place_id, frozenset(asked.indicators)
    return [TotalQuestion(place_id, one, codes, moment, asked.on_map, asked.basis) for one in asked.every]


def _values(cell: Cell) -> Mapping[Axis, str]:
    place = "" if cell.place_id is None else str(cell.place_id)
    return {
        Axis.INDICATOR: cell.indicator,
        Axis.PLACE: place,
        Axis.PERIOD: cell.period,
        Axis.SPLIT: cell.split.partition("=")[2],
    }


def _hidden(actor: Actor, asked: Asked, cells: Sequence[Cell]) -> frozenset[Address]:
    own = {asked.about.place.place_id} if asked.about.place.path in actor.scopes else set()
    return hidden_in(actor, asked.about.tier, cells, own, (one.code for one in asked.every))


_Told = Mapping[frozenset[tuple[Axis, str]], tuple[Mark, tuple[Mark, ...]]]
"""A mark and those of its changes, by the values of the axes."""


def _changes(asked: Asked, cells: Sequence[Cell], hidden: Collection[Address]) -> Mapping[Address, tuple[Mark, ...]]:
    if not asked.versus:
        return {}
    opens = partial(href_of, basis=asked.basis, known_on=asked.known_on)
    return changes_of(cells, earlier_codes(asked.periods, asked.versus), hidden, opens)


def _marks(
    asked: Asked, cells: Iterable[Cell], hidden: Collection[Address], changes: Mapping[Address, tuple[Mark, ...]]
) -> _Told:
    return {
        frozenset(_values(one).items()): (
            mark_of(one, asked.basis, hidden=address_of(one) in hidden, known_on=asked.known_on),
            changes.get(address_of(one), ()),
        )
        for one in cells
    }


def _heads(asked: Asked, cells: Sequence[Cell]) -> dict[Axis, dict[str, Head]]:
    """Return the values of each axis with their names: indicators and periods as asked, the others as answered."""
    known, names = catalogue().indicators, names_of({one.place_id for one in cells}, asked.map_day)
    places = sorted(names.items(), key=lambda one: sort_key(one[1]))
    splits = dict.fromkeys(_values(one)[Axis.SPLIT] for one in cells)
    dim = dims().get(asked.split)
    order = list(dim.values) if dim else []
    listed = sorted(splits, key=lambda one: (order.index(one) if one in order else len(order), one))
    return {
        Axis.INDICATOR: {code: Head(code, known[code].name) for code in asked.indicators if code in known},
        Axis.PLACE: {str(place_id): Head(str(place_id), name) for place_id, name in places} or {"": Head("", "–")},
        Axis.PERIOD: {one.code: Head(one.code, period_name(one.code)) for one in asked.periods},
        Axis.SPLIT: {one: Head(one, _split_name(dim, one)) for one in listed} or {"": Head("", "–")},
    }


def _split_name(dim: Dim | None, value: str) -> str:
    if not value or value == UNSPLIT:
        return gettext("not split")
    return dim.name_of(value) if dim else value


def _lines(
    told: _Told,
    asked: Asked,
    down: Sequence[Axis],
    heads: Mapping[Axis, Mapping[str, Head]],
) -> tuple[Line, ...]:
    """Return a row for each combination of values that has any number."""
    lines, layout = [], asked.layout
    nothing = (NOTHING, (NOTHING,) * (2 * len(asked.versus)))
    for values in product(*(heads[axis] for axis in layout.down)):
        row = dict(zip(layout.down, values, strict=True))
        keys = [frozenset({**row, layout.across: value}.items()) for value in heads[layout.across]]
        if any(key in told for key in keys):
            shown = tuple(heads[axis][row[axis]] for axis in layout.down if axis in down)
            found = [told.get(key, nothing) for key in keys]
            marks, changes = tuple(mark for mark, _ in found), tuple(more for _, more in found)
            lines.append(Line(shown, marks, row.get(Axis.PLACE, ""), changes))
    return tuple(lines)
