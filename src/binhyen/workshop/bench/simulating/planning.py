"""From what was asked for to a nation: its scale, its forms, its map; ids that the database gives or would give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Max

from binhyen.indicators.models import Cell, Form
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import ids_of, shipped_forms
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.workshop.bench.simulating.columns import Nation, Numbers
from binhyen.workshop.bench.simulating.ground import read_country
from binhyen.workshop.rules.simulating.forms import nation_forms
from binhyen.workshop.rules.simulating.scale import Land, Scale, scale_for

Name = TypeVar("Name", str, CellKey)
_LAND = Land(before=10_035, now=3_321, areas=95_000)
"""About how many places report in the whole nation: what a scale is chosen by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. No `years` and no `values`: two years of all communes and areas."""

    until: date
    seed: int = 1
    provinces: int = 34
    years: int = 0
    values: int = 0


def planned(asked: Asked) -> Nation:
    """Return the nation that was asked for; forms and cells that the database has not are numbered after its own."""
    forms = nation_forms(catalogue(), shipped_forms())
    scale = scale_of(asked, forms)
    country = read_country(asked.seed, scale)
    return Nation(asked.seed, scale, catalogue(), forms, country, _numbers(forms))


def scale_of(asked: Asked, forms: Mapping[str, FormContent]) -> Scale:
    """Return the scale at which about so many values are there."""
    whole = Scale(asked.until, asked.years or 2, asked.provinces)
    if not asked.values:
        return whole
    part = asked.provinces / 34
    land = Land(round(_LAND.before * part), round(_LAND.now * part), round(_LAND.areas * part))
    return scale_for(asked.values, whole, forms, land, years=asked.years)


def _numbers(forms: Mapping[str, FormContent]) -> Numbers:
    known = dict(Form.objects.values_list("code", "pk"))
    cells = sorted({cell for form in forms.values() for cell in form.cells})
    first_form = (Form.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    first_cell = (Cell.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    return Numbers(_numbered(forms, known, first_form), _numbered(cells, ids_of(cells), first_cell))


def _numbered(names: Iterable[Name], known: Mapping[Name, int], first: int) -> dict[Name, int]:
    found: dict[Name, int] = {}
    following = first
    for one in names:
        found[one] = known.get(one, following)
        following += one not in known
    return found


def with_numbers(nation: Nation, numbers: Numbers) -> Nation:
    """Return the same nation with ids that the database gave."""
    return replace(nation, numbers=numbers)
