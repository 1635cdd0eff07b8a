"""Which kinds of units a chart shows as not decided yet: those whose round has no decision at all."""

import pytest

from binhyen.kernel.periods import parse_period
from binhyen.narrative.queries.measuring import Asked
from binhyen.narrative.queries.tables import tables_for
from binhyen.narrative.writer.shelf import templates
from binhyen.places.queries import version_on
from tests.recognition.factories import Town, a_town, opened, refused

pytestmark = pytest.mark.django_db


def undecided(town: Town, year: str = "2026") -> list[str]:
    """Return the kinds of the province."""
    period = parse_period(year)
    found = tables_for(templates()["year-end"], Asked(version_on(town.province.place_id, period.end), period))
    return sorted(cell.split["unit_kind"] for cell in found.undecided)


def test_a_kind_waits_until_its_first_decision_even_a_refusal() -> None:
    town = opened(a_town())
    assert undecided(town) == ["commune", "enterprise", "residential_area", "school"]
    refused(town)
    assert undecided(town) == ["commune", "enterprise", "school"]


def test_without_a_round_nothing_waits() -> None:
    assert undecided(opened(a_town()), "2025") == []
