"""Which report a form, a period and an official code name: for what comes in by codes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from binhyen.kernel.actors import Actor
from binhyen.places.queries import versions_on
from binhyen.reports.models import Report
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.rules.importing import Target


@dataclass(slots=True)
class Targets:
    """Finds reports by codes for one person; asks three queries for each form and period, however many places."""

    viewer: Actor
    day: date
    known: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)

    def find(self, target: Target) -> int | None:
        """Return the id of the report, or nothing where there is none that this person sees."""
        form, period, place = target
        if (form, period) not in self.known:
            self.known[form, period] = self._load(form, period)
        return self.known[form, period].get(place)

    def _load(self, form: str, period: str) -> dict[str, int]:
        rows = reports_seen_by(self.viewer, self.day).filter(
            collection__period=period, collection__version__form__code=form, unit=None, post=None
        )
        listed = list(rows.values_list("pk", "place_id", "collection__map_day"))
        return {code: number for number, code in codes_of(listed)}


def codes_of(rows: Iterable[tuple[int, int, date]]) -> list[tuple[int, str]]:
    """Return the official codes of places by what they belong to, each as it was on its day."""
    by_day: dict[date, list[tuple[int, int]]] = {}
    for number, place, day in rows:
        by_day.setdefault(day, []).append((number, place))
    found = []
    for day, pairs in by_day.items():
        versions = versions_on((place for _, place in pairs), day)
        found += [(number, versions[place].code) for number, place in pairs if place in versions]
    return found


def codes_of_reports(reports: Iterable[Report]) -> dict[int, str]:
    """Return the official codes of reports' places, each on the map of its collection."""
    return dict(codes_of((one.pk, one.place_id, one.collection.map_day) for one in reports))
