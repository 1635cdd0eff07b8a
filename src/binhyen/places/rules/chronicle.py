"""From layers and steps to one history: identities, their versions, and how they became one another.

A place keeps its identity through a new name, kind, code or parent. A merger or a split makes new identities; a unit
that takes others in and stays what it was keeps its own. What changed between two layers on a day that is not known is
dated on the later layer's day and marked `inferred`; what ended without known successors has none.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from binhyen.kernel.vietnamese import fold
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.places.rules.packs import MapRow, UnitRow
from binhyen.places.rules.steps import Amendment, Joining, Step

EPOCH = date(2008, 8, 1)
"""First day of the map: from it on the country had 63 provinces (Nghị quyết 15/2008/QH12)."""
TWO_TIERS = date(2025, 7, 1)
"""First day without districts."""
PROVINCES_MERGED = "Nghị quyết số 202/2025/QH15 ngày 12/06/2025"
NATION = UnitRow("VN", PlaceKind.COUNTRY, "Việt Nam", "")
_TIERS = {0: Tier.NATION, 2: Tier.PROVINCE, 3: Tier.DISTRICT, 5: Tier.COMMUNE}
_WHOLE = Decimal(1)
_ENTERED = "nghị quyết, nhập tay"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on a day: which identity it is, and what it then was."""

    key: str
    row: UnitRow


@dataclass(frozen=True, slots=True)
class VersionSeed:
    """A version to be written; `path` holds the keys from the nation down to the place."""

    key: str
    valid_from: date
    row: UnitRow
    path: tuple[str, ...]
    source: str
    valid_to: date | None = None
    inferred: bool = False

    def says(self, other: "VersionSeed") -> bool:
        """Tell whether another version would say the same of the place."""
        mine, theirs = self.row, other.row
        return (mine.code, mine.kind, mine.name, self.path) == (theirs.code, theirs.kind, theirs.name, other.path)


@dataclass(frozen=True, slots=True)
class LineageSeed:
    """One identity became another on a day."""

    old: str
    new: str
    on: date
    share: Decimal | None
    instrument: str
    inferred: bool = False


@dataclass(slots=True)
class Chronicle:
    """The history as it is being told, day after day."""

    units: dict[str, Unit] = field(default_factory=dict)
    """By code, as of the last day told."""
    tiers: dict[str, Tier] = field(default_factory=dict)
    versions: list[VersionSeed] = field(default_factory=list)
    lineage: list[LineageSeed] = field(default_factory=list)
    open: dict[str, VersionSeed] = field(default_factory=dict)

    def key_for(self, code: str, day: date) -> str:
        """Return the key of an identity that begins."""
        key = f"{code}@{day.isoformat()}"
        self.tiers[key] = tier_of(code)
        return key

    def tell(self, day: date, units: Mapping[str, Unit], source: str, *, inferred: bool = False) -> None:
        """Say what all units are from `day` on; what is no longer among them ends."""
        self.units = dict(units)
        current = {unit.key: unit for unit in self.units.values()}
        for key in [key for key in self.open if key not in current]:
            self.versions.append(replace(self.open.pop(key), valid_to=day))
        for key, unit in current.items():
            version = VersionSeed(key, day, unit.row, self._path(unit), source, inferred=inferred)
            known = self.open.get(key)
            if known is None or not known.says(version):
                if known is not None:
                    self.versions.append(replace(known, valid_to=day))
                self.open[key] = version

    def close(self) -> list[VersionSeed]:
        """Return all versions, the open ones among them."""
        return [*self.versions, *self.open.values()]

    def digest(self) -> str:
        """Return one hash over all that is told, the same for the same history."""
        lines = sorted(map(repr, [*self.close(), *self.lineage]))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def _path(self, unit: Unit) -> tuple[str, ...]:
        above = self.units[unit.row.parent] if unit.row.parent else None
        return (*self._path(above), unit.key) if above else (unit.key,)


@dataclass(frozen=True, slots=True)
class Layers:
    """All that the history is told from."""

    first: tuple[UnitRow, ...]
    second: tuple[UnitRow, ...]
    second_day: date
    today: tuple[UnitRow, ...]
    map_rows: tuple[MapRow, ...]
    steps: tuple[Step, ...]
    amendments: tuple[Amendment, ...]
    resolutions: Mapping[str, str]
    """For each province of today, the resolution on its communes of 2025."""
    sources: tuple[str, str, str]


def tier_of(code: str) -> Tier:
    """Return the tier that a code belongs to: 2 digits a province, 3 a district, 5 a commune."""
    return Tier.NATION if code == NATION.code else _TIERS[len(code)]


def chronicle(layers: Layers) -> Chronicle:
    """Tell the whole history."""
    told = Chronicle()
    _tell_first(told, layers)
    for step in layers.steps:
        _take_step(told, step)
    _meet_second(told, layers)
    _merge_2025(told, layers)
    for on in sorted({one.on for one in layers.amendments}):
        _amend(told, layers, on)
    return told


def _tell_first(told: Chronicle, layers: Layers) -> None:
    """The first layer, put back to what it was before every step."""
    rows = {row.code: row for row in (NATION, *layers.first)}
    for step in reversed(layers.steps):
        for row in step.before:
            rows[row.code] = row
    told.tell(EPOCH, {code: Unit(told.key_for(code, EPOCH), row) for code, row in rows.items()}, layers.sources[0])


def _take_step(told: Chronicle, step: Step) -> None:
    before = told.units
    units = {code: unit for code, unit in before.items() if code not in step.gone}
    for joining in step.merged:
        row = replace(joining.into, instrument=step.instrument)
        units[row.code] = Unit(told.key_for(row.code, step.on), row)
        told.lineage += _joined(before, units[row.code].key, joining, step)
    for joining in step.absorbed:
        told.lineage += _joined(before, units[joining.into.code].key, joining, step)
    for code, kind in step.changed.items():
        units[code] = _changed(units[code], kind=kind, instrument=step.instrument)
    for old, new in step.recoded.items():
        unit = units.pop(old)
        units[new] = replace(unit, row=replace(unit.row, code=new, instrument=step.instrument))
    told.tell(step.on, units, _ENTERED)


def _joined(before: Mapping[str, Unit], into: str, joining: Joining, step: Step) -> list[LineageSeed]:
    parts = [(code, _WHOLE) for code in joining.whole] + [(code, None) for code in joining.part]
    return [
        LineageSeed(before[code].key, into, step.on, share, step.instrument, joining.inferred) for code, share in parts
    ]


def _changed(unit: Unit, *, kind: PlaceKind, instrument: str) -> Unit:
    return replace(unit, row=replace(unit.row, kind=kind, instrument=instrument))


def same_spelling(one: str, other: str) -> bool:
    """Tell whether two names differ only in how a tone, an i or an apostrophe is written: Hoà/Hòa, Sĩ/Sỹ."""
    return _spelling(one) == _spelling(other)


def _spelling(name: str) -> str:
    return "".join(char for char in fold(name).replace("y", "i") if char.isalnum())


def _meet_second(told: Chronicle, layers: Layers) -> None:
    """Where the second layer says otherwise, it is right from its day on: when it changed is not known."""
    units = {NATION.code: told.units[NATION.code]}
    for row in layers.second:
        known = told.units.get(row.code)
        if known is None:
            units[row.code] = Unit(told.key_for(row.code, layers.second_day), row)
        elif (known.row.kind, known.row.parent) == (row.kind, row.parent) and same_spelling(known.row.name, row.name):
            units[row.code] = known
        else:
            units[row.code] = replace(known, row=_spelled(row, known.row))
    told.tell(layers.second_day, units, layers.sources[1], inferred=True)


def _spelled(row: UnitRow, known: UnitRow) -> UnitRow:
    return replace(row, name=known.name if same_spelling(row.name, known.name) else row.name)


def _merge_2025(told: Chronicle, layers: Layers) -> None:
    """1 July 2025: districts end, 63 provinces become 34, communes merge. Law 72/2025/QH15, Nghị quyết 202/2025."""
    before = told.units
    came_from = _came_from(layers, before)
    units = {NATION.code: before[NATION.code]}
    for row in _rows_of_2025(layers):
        sources = came_from[row.code]
        if _stays_itself(row.code, sources):
            units[row.code] = replace(before[row.code], row=_spelled(row, before[row.code].row))
            continue
        units[row.code] = Unit(told.key_for(row.code, TWO_TIERS), row)
        told.lineage += [
            LineageSeed(
                before[code].key, units[row.code].key, TWO_TIERS, _WHOLE if sources[code] else None, row.instrument
            )
            for code in sorted(sources)
        ]
    told.tell(TWO_TIERS, units, layers.sources[2])


def _stays_itself(code: str, sources: Mapping[str, bool]) -> bool:
    return sources == {code: True}


def _came_from(layers: Layers, before: Mapping[str, Unit]) -> dict[str, dict[str, bool]]:
    """Return for each new code the old codes that went into it, and whether wholly; provinces follow their communes."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    province_of = {row.code: row.parent for row in layers.today}
    for row in layers.map_rows:
        found[row.new][row.old] = row.whole
        found[province_of[row.new]][_province(before, row.old)] = True
    return found


def _province(before: Mapping[str, Unit], code: str) -> str:
    while tier_of(code) is not Tier.PROVINCE:
        code = before[code].row.parent
    return code


def _rows_of_2025(layers: Layers) -> Iterable[UnitRow]:
    """The last layer as it was on 1 July 2025, before its amendments."""
    amended = {one.instrument: one for one in layers.amendments}
    for row in layers.today:
        amendment = amended.get(row.instrument)
        usual = PROVINCES_MERGED if tier_of(row.code) is Tier.PROVINCE else layers.resolutions[row.parent]
        yield replace(row, kind=amendment.was if amendment else row.kind, instrument=usual)


def _amend(told: Chronicle, layers: Layers, on: date) -> None:
    due = {one.instrument for one in layers.amendments if one.on == on}
    units = dict(told.units)
    for row in layers.today:
        if row.instrument in due:
            units[row.code] = _changed(units[row.code], kind=row.kind, instrument=row.instrument)
    told.tell(on, units, layers.sources[2])
