"""Entries that may be taken in as activities, as the page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.programmes.components.programme import org_names
from binhyen.programmes.queries.events import Offered
from binhyen.registers.components.words import last_names
from binhyen.registers.rules.addresses import record as record_address


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One entry to choose: its title, register, day, place and organisation."""

    record_id: int
    title: str
    register: str
    day: date
    place: str
    org: str
    href: str


def offered_lines(found: Iterable[Offered]) -> list[OfferedLine]:
    """Return entries as the page lists them: one query for their places."""
    listed = list(found)
    places = last_names({one.entry.place_id for one in listed})
    return [
        OfferedLine(
            one.entry.record_id,
            one.entry.title,
            one.register.one,
            one.day,
            places.get(one.entry.place_id, ""),
            ", ".join(org_names([one.org])) if one.org else "",
            record_address(one.entry.record_id),
        )
        for one in listed
    ]
