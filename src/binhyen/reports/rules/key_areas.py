"""Key areas over time: how many a plan has on a day, and how many were taken off within a period. Pure.

A record of a plan is written over by a newer one. A newer record with a later document is progress: what the earlier
document took off stays with its own day. One with the same or an earlier document, or with fewer areas taken off,
mends what was written before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

PLACE_KINDS = ("residential_area", "commune", "ward", "special_zone")
"""Kinds that are places; the catalogue's dimension knows them."""
OTHER_KINDS, TAKEN_OFF = "khac", "dua-ra"
"""Words of the address: kinds that are no places; areas that were taken off instead of those that there are."""


def is_of(kind: str, asked: str) -> bool:
    """Tell whether a kind is one that a page is narrowed to; an empty word takes all."""
    return asked in {"", kind} or (asked == OTHER_KINDS and kind not in PLACE_KINDS)


@dataclass(frozen=True, slots=True)
class Record:
    """What was written down of one plan: how many areas, how many were taken off, by a document of which day."""

    amount: int
    transformed: int
    valid_from: date
    ends_on: date
    transformed_on: date | None = None


def taken_off(records: Iterable[Record]) -> dict[date, int]:
    """Return how many areas were taken off by the documents of each day; `records` of one plan, oldest first."""
    steps: list[tuple[date, int]] = []
    for one in records:
        on = one.transformed_on or one.ends_on
        steps = [(day, total) for day, total in steps if day < on and total <= one.transformed]
        steps.append((on, one.transformed))
    found: dict[date, int] = {}
    before = 0
    for day, total in steps:
        found[day] = total - before
        before = total
    return {day: amount for day, amount in found.items() if amount}


def taken_off_within(taken: Mapping[date, int], first: date, last: date) -> int:
    """Return how many were taken off from `first` to `last`, both included."""
    return sum(amount for day, amount in taken.items() if first <= day <= last)


def standing_on(newest: Record, taken: Mapping[date, int], day: date) -> int:
    """Return how many areas a plan has on a day: none before it begins or after its last day."""
    if not newest.valid_from <= day <= newest.ends_on:
        return 0
    return max(0, newest.amount - sum(amount for on, amount in taken.items() if on <= day))
