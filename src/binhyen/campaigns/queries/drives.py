"""A campaign with its parts: what all of them came to, each number with the lines that it is the sum of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.calendar import events_seen_by
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound, Said, Sum, add_up
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import distinct_indicators


@dataclass(frozen=True, slots=True)
class Result:
    """What a campaign and its parts come to under one indicator."""

    indicator: str
    sum: Sum
    lines: Sequence[Tally]
    record_id: int
    """The campaign's own record."""

    @property
    def entries(self) -> int:
        """How many events say something of it."""
        return len({line.record_id for line in self.lines})

    @property
    def doubled(self) -> bool:
        """Tell whether the campaign itself states a number beside its parts: it may say the same thing twice."""
        return self.entries > 1 and any(line.record_id == self.record_id for line in self.lines)


def parts_of(record_id: int, actor: Actor) -> list[Event]:
    """Return the parts of a campaign that a person sees, in order of their days. One query."""
    return list(events_seen_by(actor).filter(part_of_id=record_id).order_by("since", "begins", "id"))


def results_of(record_id: int, parts: Iterable[Event]) -> list[Result]:
    """Return what a campaign and some of its parts came to, by indicator. One query."""
    ids = [record_id, *(part.record_id for part in parts)]
    rows = Tally.objects.filter(record_id__in=ids, superseded_at__isnull=True).select_related("record")
    found: dict[str, list[Tally]] = {}
    for row in rows.order_by("indicator", "since", "id"):
        found.setdefault(row.indicator, []).append(row)
    return [Result(code, _sum(code, lines), lines, record_id) for code, lines in found.items()]


def _sum(indicator: str, lines: Sequence[Tally]) -> Sum:
    if indicator in distinct_indicators():
        lines = list({line.token: line for line in lines}.values())
    return add_up(amount_of(line) for line in lines)


def amount_of(line: Tally) -> Amount:
    """Return the amount of a line."""
    return Amount(Said(line.said), line.amount, line.denominator, Bound(line.bound), line.words)
