"""Answers for programs: as columns, places by their official codes, small counts hidden as the boards hide them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from binhyen.analytics.boards.shading import address_of, hidden_in
from binhyen.analytics.lake.opening import tail
from binhyen.analytics.lake.status import read_or_refusal
from binhyen.analytics.marts.serving import fresh_mart
from binhyen.analytics.measures import answer
from binhyen.analytics.measures.asking import Result
from binhyen.analytics.queries.targets import Wanted, targets_seen_by
from binhyen.analytics.rules.answers import Cell, Change, Reached
from binhyen.analytics.rules.hiding import Address
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import is_guarded
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.provenance import LOW

_KEYS = ("indicator", "place_id", "period", "split")
_NAMES = frozenset({*_KEYS, "year", "kind", "form", "against", "home"})
_AIMED = "against_targets"
"""The measure that takes targets: those of plans that the post sees."""
_FEW = 900
"""So many places are asked for by their ids; of more, all of the tier are read."""
_APART = frozenset({"running"})
"""Measures whose numbers differ from one period to the next by less than what may be told."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its columns, in which `place` is a code and `hidden` says which rows tell no numbers."""

    table: pa.Table
    hidden: int


def tell(actor: Actor, place: PlaceVersion, code: str, question: Question) -> Told:
    """Answer a question about a place by one measure, fresh. Refused, with the reason, for what cannot be asked."""
    asked = _aimed(actor, place, question) if code == _AIMED else question
    with read_or_refusal(tail()):
        found = answer(code, fresh_mart(), asked)
    own = {place.place_id} if place.path in actor.scopes else set()
    hidden = pa.array(_hidden(actor, found, own), pa.int64())
    mask = pc.is_in(pa.array(range(len(found)), pa.int64()), value_set=hidden)
    columns = {name: _column(name, found.table[name], mask) for name in found.measure.columns}
    if "place_id" in columns:
        columns["place_id"] = _coded(columns["place_id"], question)
    named = {"place" if name == "place_id" else name: column for name, column in columns.items()}
    return Told(pa.table({**named, "hidden": mask}), len(hidden))


def _aimed(actor: Actor, place: PlaceVersion, question: Question) -> Question:
    """Return the question with the targets of its places, indicators and periods."""
    if not question.periods:
        return question
    wanted = Wanted(place, question.tier, question.first, question.last, question.on_map or question.last)
    codes = {one.code for one in question.periods}
    found = targets_seen_by(actor, wanted)
    fit = (one for one in found if one.indicator in question.indicators and one.period in codes)
    return replace(question, targets=tuple(fit))


def _column(name: str, column: pa.ChunkedArray, mask: pa.BooleanArray) -> pa.ChunkedArray:
    """Return a column without what is hidden; what a row is about stays."""
    if name in _NAMES or not pc.any(mask).as_py():
        return column
    return pc.if_else(mask, pa.scalar(None, column.type), column)


def _coded(ids: pa.ChunkedArray, question: Question) -> pa.ChunkedArray:
    """Return the codes of places; of those that were not there on the last day the last one that they bore."""
    distinct = pc.unique(ids).drop_null()
    codes = _codes(distinct.to_pylist(), question.on_map or question.last, question.tier)
    return pa.array([codes.get(one) for one in distinct.to_pylist()], pa.string()).take(
        pc.index_in(ids.combine_chunks(), value_set=distinct)
    )


def _codes(ids: Collection[int], day: date, tier: Tier) -> Mapping[int, str]:
    """Return codes by place: one query for those of the tier that were there on the day, one for all others."""
    found: dict[int, str] = {}
    for rows in (versions_in_force(day).filter(place__tier=tier), PlaceVersion.objects.order_by("valid_from")):
        wanted = set(ids) - found.keys()
        some = rows.filter(place_id__in=wanted) if len(wanted) <= _FEW else rows
        found |= {number: code for number, code in some.values_list("place_id", "code") if number in wanted}
        if len(found) == len(ids):
            break
    return found


def _hidden(actor: Actor, found: Result[Any], own: set[int]) -> list[int]:
    """Return the rows that this person is not told: small ones, and what would give them away.

    Of measures that are neither totals nor compare two of them, every row about such an indicator.
    """
    known = catalogue().indicators
    guarded = [one for one in found.question.indicators if one in known and is_guarded(known[one])]
    if actor is SYSTEM or found.question.tier not in LOW or not guarded or "indicator" not in found.measure.columns:
        return []
    at: list[int] = pc.indices_nonzero(pc.is_in(found.table["indicator"], value_set=pa.array(guarded))).to_pylist()
    if found.measure.row not in {Cell, Change, Reached} or found.measure.code in _APART:
        return at
    compared = found.measure.row is Change
    columns = [*_KEYS, "amount", *(("against", "other") if compared else ())]
    rows = found.table.take(pa.array(at, pa.int64())).select(columns).to_pylist()
    periods = [one.code for one in found.question.periods]
    told = [tuple(_told(row, compared=compared)) for row in rows]
    cells = _least(cell for pair in told for cell in pair)
    small = hidden_in(actor, found.question.tier, cells, own, periods)
    return [number for number, pair in zip(at, told, strict=True) if any(address_of(one) in small for one in pair)]


def _told(row: Mapping[str, Any], *, compared: bool) -> Iterator[Cell]:
    """Return the numbers that a row tells, each of its own period: that it is compared with is told as well."""
    yield Cell(row["indicator"], row["place_id"], row["period"], row["split"], amount=row["amount"])
    if compared:
        yield Cell(row["indicator"], row["place_id"], row["against"], row["split"], amount=row["other"])


def _least(cells: Iterable[Cell]) -> list[Cell]:
    """Return each number once; of two that stand for one address the smaller."""
    found: dict[Address, Cell] = {}
    for one in cells:
        before = found.get(address_of(one))
        if before is None or before.amount is None or (one.amount is not None and one.amount < before.amount):
            found[address_of(one)] = one
    return list(found.values())
