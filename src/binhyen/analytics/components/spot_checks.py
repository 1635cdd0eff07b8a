"""Spot checks as pages show them: strata, units with their places, what was found, what it says of all units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext

from binhyen.analytics.models import SpotUnit
from binhyen.analytics.queries.spot_checks import Found, StratumFound
from binhyen.analytics.rules.spot_checks.estimating import Estimate, Verdict
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number
from binhyen.reports.queries.difficulties import names_of_places
from binhyen.units.rules.kinds import KIND_NAMES, UnitKind

_VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.HOLDS: ("met", gettext_noop("The result holds")),
    Verdict.DIFFERS: ("not_met", gettext_noop("The result does not hold")),
    Verdict.CANNOT_TELL: ("cannot_conclude", gettext_noop("Could not be looked at")),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A verdict to choose."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A drawn unit. `verdict` and `note` are what was typed, where something was refused; else what is recorded."""

    unit: SpotUnit
    place: str
    verdict: str
    note: str
    look: str
    word: str


@dataclass(frozen=True, slots=True)
class StratumShown:
    """A stratum with its counts and units."""

    name: str
    found: StratumFound
    holds: int
    differs: int
    cannot_tell: int
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class EstimateShown:
    """An estimate in percent."""

    rate: str
    low: str
    high: str
    surely_low: str
    surely_high: str
    estimate: Estimate


Typed = Mapping[int, tuple[str, str]]
"""Verdict and note that were typed, by drawn unit."""


def options() -> list[Option]:
    """Return the verdicts to choose from."""
    return [Option(one.value, gettext(word)) for one, (_, word) in _VERDICTS.items()]


def strata_shown(found: Found, day: date, typed: Typed | None = None) -> list[StratumShown]:
    """Show the strata: one query, for the names of communes."""
    names = names_of_places({one.dossier.commune_id for one in found.units}, day)
    return [
        StratumShown(
            KIND_NAMES[UnitKind(one.stratum.kind)],
            one,
            one.count(Verdict.HOLDS),
            one.count(Verdict.DIFFERS),
            one.count(Verdict.CANNOT_TELL),
            tuple(_row(unit, names.get(unit.dossier.commune_id, ""), typed or {}) for unit in one.units),
        )
        for one in found.strata
    ]


def _row(unit: SpotUnit, place: str, typed: Typed) -> UnitRow:
    verdict, note = typed.get(unit.pk, (unit.verdict, unit.note))
    look, word = _VERDICTS[Verdict(unit.verdict)] if unit.verdict else ("todo", gettext_noop("Not looked at yet"))
    return UnitRow(unit, place, verdict, note, look, gettext(word))


def findings_at(findings: Iterable[Finding], found: Found) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """Return findings with the names of the units that they stand at, and which units these are."""
    units = {f"unit{one.pk}": one for one in found.units}
    named = tuple(replace(one, where=units[one.where].dossier.name) if one.where in units else one for one in findings)
    return named, frozenset(units[one.where].pk for one in findings if one.where in units)


def estimate_shown(estimate: Estimate | None) -> EstimateShown | None:
    """Write an estimate in percent with one decimal."""
    if estimate is None:
        return None
    return EstimateShown(
        rate=_percent(estimate.rate),
        low=_percent(estimate.low),
        high=_percent(estimate.high),
        surely_low=_percent(estimate.surely_low),
        surely_high=_percent(estimate.surely_high),
        estimate=estimate,
    )


def _percent(part: float) -> str:
    return number(Decimal(part * 100).quantize(Decimal("0.1"), ROUND_HALF_UP), 1)
