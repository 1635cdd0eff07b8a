"""Published totals as entries of registers: shared out over places and days, deterministic, adding up exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from binhyen.kernel.amounts import Amount, Bound, Said, exactly
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.workshop.rules.published import apportion, spread, table

PROVINCE, DISTRICTS, COMMUNES = "province", "districts", "communes"
_SPREAD = (60, 140)
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Site:
    """A place on a day on which something may have happened. `label` is how a sentence calls it: "xã Tân Thanh"."""

    place_id: int
    code: str
    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry that is to be written: in which register, what it says, what happened to it, on which day it is."""

    register: str
    facts: Facts
    steps: tuple[StepFacts, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    """A published number that entries share: which cell's, and from which year on."""

    cell: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """Entries that together say what was published.

    Either as many entries as a cell says (`count`, less those of `less`), or entries among which the number of the
    `lead` field is shared out, the other `parts` as it was. `values` are the words of each, `cycle` those that change
    from one to the next.
    """

    register: str
    over: str
    days: tuple[date, ...]
    day_fields: tuple[str, ...]
    values: Mapping[str, object]
    cycle: tuple[Mapping[str, object], ...] = ()
    steps: tuple[StepFacts, ...] = ()
    count: str = ""
    less: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def lead(self) -> str:
        """The field whose number is shared out first: an entry is where some of it lies."""
        return next(iter(self.parts), "")


def series_from_data(row: Mapping[str, object]) -> Series:
    """Read a series from the pack's plain data. Raises `KeyError` for one that does not say where or what."""
    parts = {name: _part(said) for name, said in table(row.get("parts") or {}).items()}
    return Series(
        register=str(row["register"]),
        over=str(row["over"]),
        days=_days(row),
        day_fields=tuple(_texts(row["day"])),
        values=table(row.get("values") or {}),
        cycle=tuple(table(one) for one in _rows(row.get("cycle"))),
        steps=tuple(_step(table(one)) for one in _rows(row.get("steps"))),
        count=str(row.get("count", "")),
        less=str(row.get("less", "")),
        parts=parts,
    )


def _part(said: object) -> Part:
    if isinstance(said, Mapping):
        return Part(str(said["cell"]), int(str(said.get("since", 0))))
    return Part(str(said))


def _rows(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _days(row: Mapping[str, object]) -> tuple[date, ...]:
    """Return the days that a series names: each of them, and those that come every year within its bounds."""
    named = [day for day in _rows(row.get("on")) if isinstance(day, date)]
    bounds = [day for day in _rows(row.get("between")) if isinstance(day, date)]
    if not bounds:
        return tuple(sorted(named))
    first, last = bounds
    yearly = [
        date.fromisoformat(f"{year}-{text}")
        for year in range(first.year, last.year + 1)
        for text in _texts(row["every"])
    ]
    return tuple(sorted({*named, *(day for day in yearly if first <= day <= last)}))


def _step(row: Mapping[str, object]) -> StepFacts:
    day = row["on"]
    assert isinstance(day, date)  # noqa: S101 - a pack of this project, tried by its tests
    values = {name: _value(said) for name, said in table(row.get("values") or {}).items()}
    return StepFacts(str(row["code"]), day, values, {}, str(row.get("document", "")), str(row.get("note", "")))


def _value(said: object) -> Value:
    if isinstance(said, list):
        return tuple(str(one) for one in said)
    return said if isinstance(said, (bool, int, date)) or said is None else str(said)


def planned(series: Series, published: Mapping[str, Amount], sites: Sequence[Site]) -> list[Planned]:
    """Return the entries of a series over the places and days where they may lie. Raises `ValueError` for no place."""
    if not sites:
        msg = f"{series.register}: no place to write entries for"
        raise ValueError(msg)
    if series.count:
        number = int(published[series.count].number) - (int(published[series.less].number) if series.less else 0)
        chosen = [sites[turn * len(sites) // number] for turn in range(number)]
        return [_entry(series, site, turn, {}) for turn, site in enumerate(chosen, start=1)]
    shares = _shares(series, published, sites)
    there = [place for place, said in enumerate(shares[series.lead]) if said is not None] if series.lead else [0]
    found = []
    for turn, place in enumerate(there, start=1):
        said = {name: amounts[place] for name, amounts in shares.items()}
        found.append(_entry(series, sites[place], turn, {name: one for name, one in said.items() if one is not None}))
    return found


Shares = Mapping[str, Sequence[Amount | None]]


def _shares(series: Series, published: Mapping[str, Amount], sites: Sequence[Site]) -> Shares:
    """Return what each place takes of each number; None where that is nothing."""
    found: dict[str, list[Amount | None]] = {}
    for name, part in series.parts.items():
        lead = found.get(series.lead)
        weights = [_weight(part, site, lead[place] if lead else exactly(1)) for place, site in enumerate(sites)]
        found[name] = shared(published[part.cell], weights)
    return found


def _weight(part: Part, site: Site, taken: Amount | None) -> int:
    """Return how much a place takes: nothing before the part begins, nor where nothing of the lead is."""
    if site.day.year < part.since or taken is None:
        return 0
    return max(int(taken.number), 1) * spread(f"{part.cell} {site.code} {site.day}", *_SPREAD)


def shared(whole: Amount, weights: Sequence[int]) -> list[Amount | None]:
    """Share an amount out; the last part bears its bound, so that the total has it. Words alone stay in one piece."""
    if whole.said is Said.VAGUE:
        first = next(place for place, weight in enumerate(weights) if weight)
        return [whole if place == first else None for place in range(len(weights))]
    parts: list[Amount | None] = [exactly(part) if part else None for part in apportion(int(whole.number), weights)]
    if whole.bound is not Bound.EXACT:
        last = max(place for place, part in enumerate(parts) if part is not None)
        bearing = parts[last]
        parts[last] = replace(bearing, bound=whole.bound) if bearing is not None else None
    return parts


def _entry(series: Series, site: Site, turn: int, amounts: Mapping[str, Amount]) -> Planned:
    said = {**series.values, **(series.cycle[turn % len(series.cycle)] if series.cycle else {})}
    words = {
        "place": site.label,
        "year": site.day.year,
        "quarter": (site.day.month - 1) // _MONTHS_OF_A_QUARTER + 1,
        "number": turn,
    }
    values = {name: _worded(value, words) for name, value in said.items()}
    days: dict[str, Value] = dict.fromkeys(series.day_fields, site.day)
    return Planned(series.register, Facts(site.place_id, {**days, **values}, amounts), series.steps, site.day)


def _worded(value: object, words: Mapping[str, object]) -> Value:
    return value.format(**words) if isinstance(value, str) else _value(value)


def by_register(entries: Sequence[Planned]) -> Iterator[tuple[str, list[Planned]]]:
    """Group entries by register, in the order in which the registers first appear."""
    groups: dict[str, list[Planned]] = {}
    for one in entries:
        groups.setdefault(one.register, []).append(one)
    yield from groups.items()
