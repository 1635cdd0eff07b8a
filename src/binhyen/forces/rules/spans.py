"""Days on which something is there: whether two entries say the same thing of the same days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """Days of one thing (a commune, a team) from `since` until the day before `until`; `record_id` 0: a new entry."""

    thing: int
    record_id: int
    since: date
    until: date | None = None

    @property
    def one_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.until == self.since + timedelta(days=1)

    def meets(self, other: "Days") -> bool:
        """Tell whether both share a day."""
        first = other.until is None or self.since < other.until
        return first and (self.until is None or other.since < self.until)


def meeting(drafted: Sequence[Days | None], written: Iterable[Days], *, days_beside: bool = False) -> set[int]:
    """Return the positions of drafts that share days with another draft, or with an entry that no draft says anew.

    With `days_beside` two entries of one and the same single day may stand beside each other.
    """
    anew = {one.record_id for one in drafted if one is not None and one.record_id}
    there: dict[int, list[tuple[int, Days]]] = {}
    for position, one in enumerate(drafted):
        if one is not None:
            there.setdefault(one.thing, []).append((position, one))
    for one in written:
        if one.record_id not in anew:
            there.setdefault(one.thing, []).append((-1, one))
    return {
        position
        for position, one in enumerate(drafted)
        if one is not None
        and any(
            one.meets(other) and not (days_beside and one.one_day and other.one_day)
            for number, other in there[one.thing]
            if number != position
        )
    }
