"""What lasts for years (groups, boxes, regular police): entries that say of each year what there was. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from binhyen.kernel.amounts import Amount, exactly
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.workshop.rules.published import table

COUNTED = "counted"


class Way(StrEnum):
    """How a register says that there is more of something: by counting anew, by one more entry, by a day."""

    RESTATED = "restated"
    ADDED = "added"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Standing:
    """Entries of one register, one or more a place. `amounts` says which field states which indicator."""

    register: str
    way: Way
    values: Mapping[str, object]
    amounts: Mapping[str, str]
    ending: Mapping[str, object]
    """What an entry says beside its last day when its place is merged into another one."""


def standing_from_data(row: Mapping[str, object]) -> Standing:
    """Read what lasts from the pack's plain data. Raises `ValueError` for a way that there is not."""
    amounts = {name: str(code) for name, code in table(row["amounts"]).items()}
    values, ending = table(row.get("values") or {}), table(row.get("ending") or {})
    return Standing(str(row["register"]), Way(str(row["way"])), values, amounts, ending)


@dataclass(frozen=True, slots=True)
class Ground:
    """A place in a year: what sentences call it, since when it is there."""

    place_id: int
    label: str
    since: date


Stated = Mapping[str, Amount]
"""Amounts of a place by indicator."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that stands: its record, and what it says."""

    record_id: int
    facts: Facts
    stated: Stated


@dataclass(frozen=True, slots=True)
class Move:
    """What is to be written: a new entry, or other facts or a step of one that stands."""

    place_id: int
    facts: Facts
    stated: Stated
    record_id: int | None = None
    steps: tuple[StepFacts, ...] = ()


def moves(standing: Standing, ground: Ground, said: Stated, known: Sequence[Written], day: date) -> Iterator[Move]:
    """Yield what a year changes at a place: `day` is the year's last, on which `said` is what there is."""
    stated = {code: said[code] for code in standing.amounts.values() if code in said}
    if not stated:
        return
    if not known:
        if standing.way is Way.POSTED or _some(stated):
            yield _begun(standing, ground, stated, day)
    elif standing.way is Way.RESTATED:
        yield from _restated(standing, known[0], stated, day)
    elif standing.way is Way.ADDED:
        yield from _added(standing, ground, known, stated, day)
    elif not known[0].facts.day("posted") and _some(stated):
        facts = known[0].facts
        yield Move(
            ground.place_id,
            replace(facts, values={**facts.values, "posted": day.replace(month=6, day=30)}),
            stated,
            known[0].record_id,
        )


def _begun(standing: Standing, ground: Ground, stated: Stated, day: date) -> Move:
    since = max(ground.since, day.replace(month=1, day=1))
    values = {"since": since, **_worded(standing.values, ground, day)}
    if standing.way is Way.POSTED:
        posted: dict[str, Value] = {"posted": since} if _some(stated) else {}
        return Move(ground.place_id, Facts(ground.place_id, {**values, **posted}), stated)
    facts = Facts(ground.place_id, values, _amounts(standing, stated))
    return Move(ground.place_id, facts, stated)


def _amounts(standing: Standing, stated: Stated) -> dict[str, Amount]:
    return {name: stated[code] for name, code in standing.amounts.items() if code in stated}


def _some(stated: Stated) -> bool:
    return any(amount.number for amount in stated.values())


def _restated(standing: Standing, entry: Written, stated: Stated, day: date) -> Iterator[Move]:
    if dict(stated) != dict(entry.stated):
        step = StepFacts(COUNTED, day, {}, _amounts(standing, stated))
        yield Move(entry.facts.place_id, entry.facts, stated, entry.record_id, (step,))


def _added(standing: Standing, ground: Ground, known: Sequence[Written], stated: Stated, day: date) -> Iterator[Move]:
    """One more entry says what has been added since; numbers never fall, `rising` sees to that."""
    ((field, code),) = standing.amounts.items()
    more = stated[code].number - sum(one.stated[code].number for one in known)
    if more > 0:
        values = {**_worded(standing.values, ground, day), "since": day}
        facts = Facts(ground.place_id, values, {field: exactly(more)})
        yield Move(ground.place_id, facts, {code: exactly(more)})


def ended(standing: Standing, entry: Written, day: date) -> Move:
    """Return the move by which an entry ends on the day on which its place is merged into another one."""
    place_id = entry.facts.place_id
    values = {**entry.facts.values, "until": day, **{name: str(said) for name, said in standing.ending.items()}}
    return Move(place_id, replace(entry.facts, values=values), entry.stated, entry.record_id)


def _worded(values: Mapping[str, object], ground: Ground, day: date) -> dict[str, Value]:
    return {name: str(said).format(place=ground.label, year=day.year) for name, said in values.items()}


def rising(figures: Sequence[int]) -> list[int]:
    """Return numbers of years that never fall and end where they did: what was added cannot have been less before.

    >>> rising([5, 7, 6, 8])
    [5, 6, 6, 8]
    """
    found: list[int] = []
    for number in reversed(figures):
        found.append(min(number, found[-1]) if found else number)
    return found[::-1]
