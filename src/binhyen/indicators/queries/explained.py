"""Reads of the catalogue for its pages: what fits a search, and where an indicator is used."""

from collections.abc import Mapping
from dataclasses import dataclass

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of, shipped_forms, shipped_or_own
from binhyen.indicators.queries.packs import catalogue, checks, dims
from binhyen.indicators.rules.catalogue import Group, Indicator, Kind, OverTime
from binhyen.indicators.rules.checks import EVERY, FLOWS, STOCKS, Check
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator in its group."""

    group: Group
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form in which an indicator stands, with its lines there."""

    title: str
    lines: tuple[Line, ...]


def listed(search: str = "") -> tuple[Listed, ...]:
    """Return the catalogue by groups: all of it, or what holds every word of `search` in its name, code or definition.

    Diacritics don't matter.
    """
    words = fold(search).split()
    every = (Listed(group, row) for group in catalogue().groups for row in catalogue().of_group(group.code))
    return tuple(one for one in every if _fits(one.indicator, words))


def _fits(indicator: Indicator, words: list[str]) -> bool:
    text = fold(f"{indicator.name} {indicator.code.replace('_', ' ')} {indicator.code} {indicator.definition}")
    return all(word in text for word in words)


def dims_of(indicator: Indicator) -> tuple[Dim, ...]:
    """Return the dimensions by which an indicator may be split."""
    return tuple(dims()[code] for code in indicator.dims)


def checks_about(indicator: Indicator) -> tuple[Check, ...]:
    """Return the checks that name an indicator, then those that look at all of its kind."""
    named = [one for one in checks() if indicator.code in {cell.indicator for cell in (one.left, *one.right) if cell}]
    kinds = _kinds_of(indicator)
    general = [one for one in checks() if one.left and one.left.indicator in kinds] if indicator.in_forms else []
    return (*named, *general)


def _kinds_of(indicator: Indicator) -> frozenset[str]:
    found = {EVERY} if Kind.RATIO in indicator.kinds else set()
    if indicator.over_time is OverTime.LAST_VALUE:
        found.add(STOCKS)
    if indicator.over_time is OverTime.SUM_OF_FLOWS:
        found.add(FLOWS)
    return frozenset(found)


def forms_with(indicator: Indicator, viewer: Actor) -> tuple[FormUse, ...]:
    """Return the forms in use in which an indicator stands: those shipped, and those of the viewer's own province."""
    uses = (FormUse(form.title, _lines(form, indicator)) for form in _forms_seen_by(viewer).values())
    return tuple(use for use in uses if use.lines)


def _forms_seen_by(viewer: Actor) -> Mapping[str, FormContent]:
    stored = (
        FormVersion.objects.filter(shipped_or_own(viewer), state=FormState.PUBLISHED)
        .select_related("form")
        .order_by("form__code")
    )
    return {**shipped_forms(), **{version.form.code: content_of(version) for version in stored}}


def _lines(form: FormContent, indicator: Indicator) -> tuple[Line, ...]:
    return tuple(line for line in form.lines if line.cell.indicator == indicator.code)
