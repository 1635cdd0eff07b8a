"""The dated rules of the yearly rating, read from packs whose shape and sense are checked.

Source of the shipped pack: HD 01/HD-BCA-V05 (2026) [C2]; the base of the share and its rounding are not found [NF].
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

PACKS = Path(__file__).parents[1] / "packs"
_ROUNDING = {"floor": ROUND_FLOOR, "ceiling": ROUND_CEILING, "half_up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class RatingPack:
    """How a year is rated: levels from best to worst, the share that the best may have, and what hinders a rating."""

    code: str
    title: str
    instrument: str
    first_year: int
    last_year: int | None
    begins: tuple[int, int]
    ends: tuple[int, int]
    levels: Mapping[str, str]
    capped: str
    percent: int
    cap_of: tuple[str, ...]
    rounding: str
    cap_note: str
    leader_at_most_team: bool
    complaint_hinders: bool
    least_months: int
    best: str
    tasks_above: int
    area_met: bool
    article: str

    def window(self, year: int) -> tuple[date, date]:
        """Return the first and the last day of a rating year: 15/11 of the year before to 14/11."""
        first, last = date(year, *self.begins), date(year, *self.ends)
        return (first if first <= last else date(year - 1, *self.begins)), last

    def year_of(self, day: date) -> int:
        """Return the rating year to which a day belongs."""
        return day.year if day <= self.window(day.year)[1] else day.year + 1

    def rank(self, level: str) -> int:
        """Return the place of a level, the best 0."""
        return list(self.levels).index(level)

    def most(self, base: int) -> int:
        """Return how many may have the capped level when `base` others carry it."""
        share = Decimal(base) * self.percent / 100
        return int(share.to_integral_value(_ROUNDING[self.rounding]))


@cache
def shipped_packs() -> tuple[RatingPack, ...]:
    """Return the packs of the shelf. Raises `ValueError` with a line for each fault."""
    schema = json.loads((PACKS / "rating.schema.json").read_text(encoding="utf-8"))
    read = [(path.parent.name, _yaml(path)) for path in sorted(PACKS.glob("*/pack.yaml"))]
    faults = [f"{name}: {fault}" for name, data in read for fault in pack_faults(data, schema)]
    faults += [f"{name}: the folder's name and the code differ" for name, data in read if _code(data) != name]
    if faults:
        raise ValueError("\n".join(faults))
    return tuple(pack_from_data(data) for _, data in read)


def _code(data: object) -> object:
    return data.get("code") if isinstance(data, Mapping) else None


def _yaml(path: Path) -> Any:  # noqa: ANN401 - YAML; its shape is checked next
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        msg = f"{path.parent.name}/{path.name}: {fault}"
        raise ValueError(msg) from None


def pack_faults(data: Any, schema: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401 - YAML
    """Say what is wrong with a pack: its shape, then days that do not exist and levels that it does not name."""
    misshapen = sorted(Draft202012Validator(schema).iter_errors(data), key=lambda error: str(error.absolute_path))
    yield from (f"{'.'.join(str(part) for part in error.absolute_path)}: {error.message}" for error in misshapen)
    if not misshapen:
        yield from _senseless(data)


def _senseless(data: Mapping[str, Any]) -> Iterator[str]:
    for name, text in data["window"].items():
        try:
            _day(text)
        except ValueError:
            yield f"window.{name}: {text} is no day"
    codes = [one["code"] for one in data["levels"]]
    named = [data["cap"]["level"], *data["cap"]["of"], data["best"]["level"]]
    yield from (f"levels: {level} is not among them" for level in named if level not in codes)
    if len(set(codes)) < len(codes):
        yield "levels: a code stands twice"


def _day(text: str) -> tuple[int, int]:
    """Return month and day of "15/11"; every year must have it."""
    day, month = (int(part) for part in text.split("/"))
    date(2025, month, day)
    return month, day


def pack_from_data(data: Mapping[str, Any]) -> RatingPack:
    """Build a pack from data that has no faults."""
    cap, best, no_rating = data["cap"], data["best"], data["no_rating"]
    return RatingPack(
        code=data["code"],
        title=data["title"],
        instrument=data["source"]["instrument"],
        first_year=data["years"]["from"],
        last_year=data["years"].get("to"),
        begins=_day(data["window"]["begins"]),
        ends=_day(data["window"]["ends"]),
        levels={one["code"]: one["name"] for one in data["levels"]},
        capped=cap["level"],
        percent=cap["percent"],
        cap_of=tuple(cap["of"]),
        rounding=cap["rounding"],
        cap_note=cap.get("note", ""),
        leader_at_most_team=data["leader_at_most_team"],
        complaint_hinders=no_rating["complaint"],
        least_months=no_rating["months_below"],
        best=best["level"],
        tasks_above=best["tasks_above"],
        area_met=best["area_met"],
        article=best.get("article", ""),
    )


def pack_of(year: int) -> RatingPack:
    """Return the pack that rates a year. Refused as `forces.no_rules` for a year without one."""
    for pack in shipped_packs():
        if pack.first_year <= year and (pack.last_year is None or year <= pack.last_year):
            return pack
    message = gettext_noop("How the force was rated in %(year)s is not known. Ratings begin with %(first)s.")
    first = min(pack.first_year for pack in shipped_packs())
    raise Refused(Finding("forces.no_rules", message, params={"year": str(year), "first": str(first)}, where="year"))


def pack_named(code: str) -> RatingPack:
    """Return a pack by its code."""
    return next(pack for pack in shipped_packs() if pack.code == code)


def year_to_rate(today: date, notice: int = 30) -> int | None:
    """Return the year whose rating is due: from some days before its window ends, until the next one's end nears."""
    for pack in shipped_packs():
        year = pack.year_of(today + timedelta(days=notice)) - 1
        if pack.first_year <= year and (pack.last_year is None or year <= pack.last_year):
            return year
    return None
