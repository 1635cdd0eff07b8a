"""When a question cannot be answered, and why: pure decisions over the catalogue and what is known of places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

from binhyen.analytics.rules.declared import Declaration, Takes
from binhyen.analytics.rules.questions import TIERS, Question
from binhyen.indicators.rules.catalogue import Catalogue, Indicator, OverPlaces
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.guards import scorable
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import depth_of, is_under
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.carrying import map_findings

MOST_CELLS = 1_000_000
"""More numbers than this are not asked for at once."""
_OPEN_VALUES = 100
"""As many values are reckoned with in a dimension that takes any text."""
MOST_PLACES = {Tier.NATION: 1, Tier.PROVINCE: 63, Tier.DISTRICT: 710, Tier.COMMUNE: 11_200, Tier.AREA: 120_000}
"""No map has more places of a tier."""
_ORDER = TIERS
_TAKES: Mapping[Takes, Callable[[Indicator], bool]] = {
    Takes.ALL: lambda _one: True,
    Takes.SHARES: lambda one: one.is_share,
    Takes.STOCKS: lambda one: one.is_stock,
    Takes.ADDED: lambda one: one.over_places is OverPlaces.SUM,
    Takes.SCORED: scorable,
    Takes.NONE: lambda _one: True,
}


@dataclass(frozen=True, slots=True)
class Known:
    """One version of a place, as far as a question needs it."""

    tier: Tier
    path: str
    since: date
    until: date | None = None


def question_findings(
    question: Question, said: Declaration, known: Catalogue, dims: Mapping[str, Dim]
) -> list[Finding]:
    """Say what keeps a measure from being asked: no scope, no period, an older map, unfit indicators."""
    found = []
    if not question.scopes:
        message = gettext_noop("Your post covers no place, so there are no numbers to show.")
        found.append(Finding("analytics.no_scope", message, where="scopes"))
    if not question.periods:
        message = gettext_noop("Choose a period.")
        found.append(Finding("analytics.no_period", message, where="periods"))
    if said.whole_years and question.periods and not any(one.whole_years for one in question.periods):
        message = gettext_noop("Nobody is recognised for a part of a year. Choose a whole year.")
        found.append(Finding("analytics.no_whole_year", message, where="periods"))
    for one in question.periods:
        found += map_findings(question.on_map, one)
    return found if said.takes is Takes.NONE else [*found, *_indicator_findings(question, said, known, dims)]


def _indicator_findings(
    question: Question, said: Declaration, known: Catalogue, dims: Mapping[str, Dim]
) -> list[Finding]:
    if not question.indicators:
        message = gettext_noop("Choose an indicator.")
        return [Finding("analytics.no_indicator", message, where="indicators")]
    found: list[Finding] = []
    listed = []
    for code in question.indicators:
        one = known.find(code)
        if one is None or not one.in_forms:
            message = gettext_noop("The catalogue has no indicator “%(code)s”. Choose another one.")
            found.append(Finding("analytics.unknown_indicator", message, params={"code": code}, where="indicators"))
        else:
            listed.append(one)
    found += [_not_taken(one, said) for one in listed if not _TAKES[said.takes](one)]
    return [*found, *_split_findings(question, listed, dims)]


def _not_taken(one: Indicator, said: Declaration) -> Finding:
    if said.takes is Takes.SCORED:
        message = gettext_noop(
            "“%(name)s” is in no ranking and has no target: whoever is measured by it presses people."
        )
        return Finding("analytics.not_scored", message, params={"name": one.name}, where="indicators")
    message = gettext_noop("“%(name)s” cannot be shown in this way. Choose another indicator.")
    return Finding("analytics.not_taken", message, params={"name": one.name}, where="indicators")


def _split_findings(question: Question, listed: Sequence[Indicator], dims: Mapping[str, Dim]) -> Iterable[Finding]:
    """Say which dimensions none of the indicators is split by."""
    offered = {code for one in listed for code in one.dims}
    for code in dict.fromkeys((*question.split, *(code for code, _ in question.only))):
        if code not in offered:
            message = gettext_noop("None of the chosen indicators is split by “%(dim)s”.")
            yield Finding(
                "analytics.unknown_dim",
                message,
                params={"dim": dims[code].name if code in dims else code},
                where="split",
            )


# ------------------------------------------------------------------ how much


def cells_asked(question: Question, places: int, dims: Mapping[str, Dim]) -> int:
    """Return how many numbers a question asks for at most, given how many places it is about."""
    values = [_OPEN_VALUES if dims[code].open else len(dims[code].values) + 1 for code in question.split]
    return max(places, 1) * len(question.periods) * max(len(question.indicators), 1) * prod(values)


def amount_findings(question: Question, places: int, dims: Mapping[str, Dim]) -> list[Finding]:
    """Say that too much is asked for at once, how much it is, and how to narrow it."""
    cells = cells_asked(question, places, dims)
    if cells <= MOST_CELLS:
        return []
    message = gettext_noop(
        "This asks for up to %(cells)s numbers at once (%(places)s places × %(periods)s periods × %(indicators)s "
        "indicators × their splits); at most %(limit)s can be shown. Choose fewer places, longer periods, fewer "
        "indicators, or leave out a split."
    )
    params = {
        "cells": _number(cells),
        "places": _number(places),
        "periods": _number(len(question.periods)),
        "indicators": _number(len(question.indicators)),
        "limit": _number(MOST_CELLS),
    }
    return [Finding("analytics.too_much", message, params=params, where="tier")]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


# ------------------------------------------------------------------ which places


def needs_places(question: Question) -> frozenset[int]:
    """Return the places of which something must be known before anything is told: those not plain from the scopes.

    A scope of the nation covers everything, one of a province its own province.
    """
    if any(depth_of(one) == 1 for one in question.scopes):
        return frozenset()
    nodes = {int(one.split(".")[-2]) for one in question.scopes}
    provinces = {int(one.split(".")[-2]) for one in question.scopes if depth_of(one) == _PROVINCE}
    inner = {one.place_id for one in question.within} - provinces
    lower = question.tier in _ORDER[2:] and not provinces
    return frozenset(inner | (nodes if lower or inner else set()))


_PROVINCE = 2


def scope_findings(question: Question, known: Mapping[int, Sequence[Known]]) -> list[Finding]:
    """Say that places are asked about which the viewer's post does not cover, or of which it covers a part alone."""
    found = []
    for one in question.within:
        if not _covered(one.place_id, question.scopes, known):
            message = gettext_noop("Your post does not cover this place.")
            found.append(Finding("analytics.not_covered", message, where="within"))
    if not any(_reaches(scope, question.tier, known) for scope in question.scopes):
        message = gettext_noop("Your post covers a part of such places alone. Choose a lower level.")
        found.append(Finding("analytics.above_scope", message, where="tier"))
    return found


def _covered(place: int, scopes: Iterable[str], known: Mapping[int, Sequence[Known]]) -> bool:
    """Tell whether a place lies, or ever lay, under a scope, or a scope in it."""
    listed = tuple(scopes)
    if any(depth_of(one) == 1 or f".{place}." in f".{one}" for one in listed):
        return True
    return any(is_under(one.path, scope) for one in known.get(place, ()) for scope in listed)


def _reaches(scope: str, tier: Tier, known: Mapping[int, Sequence[Known]]) -> bool:
    """Tell whether a scope covers whole places of a tier."""
    depth = depth_of(scope)
    if depth <= _PROVINCE:
        return _ORDER.index(tier) >= depth - 1
    tiers = {one.tier for one in known.get(int(scope.split(".")[-2]), ())}
    return any(_ORDER.index(one) <= _ORDER.index(tier) for one in tiers)


def absence_findings(question: Question, known: Mapping[int, Sequence[Known]]) -> list[Finding]:
    """Say which of the asked places were never there on the map of an asked period: their answer is not zero."""
    days = [question.on_map or one.end for one in question.periods]
    found = []
    for one in question.within:
        versions = known.get(one.place_id, ())
        if not any(_holds(version, day) for version in versions for day in days):
            message = gettext_noop(
                "This place was not there in the chosen period. Choose a later period or a later map."
            )
            found.append(Finding("analytics.place_not_there", message, where="within"))
    return found


def _holds(version: Known, day: date) -> bool:
    return version.since <= day and (version.until is None or day < version.until)
