"""Dated steps between the layers, entered from resolutions: their shape in YAML, and what was before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from binhyen.places.rules.kinds import PlaceKind
from binhyen.places.rules.packs import FOLDER, UnitRow


@dataclass(frozen=True, slots=True)
class Joining:
    """Units that became part of one unit: `whole` ones, and ones of which only a part of unknown size did."""

    into: UnitRow
    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one resolution did on one day.

    `merged` units are new identities; `absorbed` ones go into a unit that stays itself. All units that joined end.
    `ended` ends units whose successors are not known. `changed` gives a unit's new kind, `recoded` its new code.
    """

    on: date
    instrument: str
    before: tuple[UnitRow, ...] = ()
    merged: tuple[Joining, ...] = ()
    absorbed: tuple[Joining, ...] = ()
    changed: Mapping[str, PlaceKind] = field(default_factory=dict)
    recoded: Mapping[str, str] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()

    @property
    def gone(self) -> frozenset[str]:
        """Codes of all units that end."""
        joined = {code for one in (*self.merged, *self.absorbed) for code in (*one.whole, *one.part)}
        return self.ended | joined


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change after 1 July 2025: units citing `instrument` were of kind `was` until the day before `on`."""

    instrument: str
    on: date
    was: PlaceKind


def steps() -> tuple[Step, ...]:
    """Read all steps, oldest first."""
    found = (_step(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in (FOLDER / "steps").glob("*.yaml"))
    return tuple(sorted(found, key=lambda step: (step.on, step.instrument)))


def amendments() -> tuple[Amendment, ...]:
    """Read the changes after 1 July 2025, oldest first."""
    written = yaml.safe_load((FOLDER / "amendments.yaml").read_text(encoding="utf-8"))["amendments"]
    return tuple(Amendment(one["instrument"], one["day"], PlaceKind(one["was"])) for one in written)


def _step(written: dict[str, Any]) -> Step:
    return Step(
        on=written["day"],
        instrument=written["instrument"],
        before=tuple(_row(one) for one in written.get("before", ())),
        merged=tuple(_joining(one, _row(one["into"])) for one in written.get("merge", ())),
        absorbed=tuple(
            _joining(one, UnitRow(one["into"], PlaceKind.COMMUNE, "", "")) for one in written.get("absorb", ())
        ),
        changed={one["code"]: PlaceKind(one["kind"]) for one in written.get("change", ())},
        recoded={one["from"]: one["to"] for one in written.get("recode", ())},
        ended=frozenset(written.get("end", ())),
    )


def _row(written: dict[str, str]) -> UnitRow:
    return UnitRow(written["code"], PlaceKind(written["kind"]), written["name"], written["parent"])


def _joining(written: dict[str, Any], into: UnitRow) -> Joining:
    return Joining(
        into, tuple(written.get("whole", ())), tuple(written.get("part", ())), written.get("inferred", False)
    )
