"""Targets against results: what tasks aim at, what registers and reports count, and the gap between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.indicators.counting import count_some, joint_link
from binhyen.indicators.queries import catalogue
from binhyen.kernel.periods import span
from binhyen.kernel.ports import CountedRow
from binhyen.places.queries import label_of, versions_on
from binhyen.plans.models import PlanTask, YearPlan
from binhyen.plans.rules.tasks import CANCELLED, Aim, targets_of

MOST_PLACES = 40
"""More places than this are counted together, at the plan's own place."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target and what was reached: at one place, or (`is_sum`) at all that are asked."""

    indicator: str
    name: str
    unit: str
    place: str
    target: int
    reached: Decimal
    words: str
    """Vague amounts that stand beside the number."""
    href: str
    is_sum: bool = False

    @property
    def gap(self) -> Decimal:
        """What is missing still; 0 where the target is reached."""
        return max(Decimal(self.target) - self.reached, Decimal(0))

    @property
    def share(self) -> int:
        """How much is reached in percent, at most 100: the length of its bar."""
        return min(int(self.reached * 100 / self.target), 100) if self.target else 100


@dataclass(frozen=True, slots=True)
class Targets:
    """Every target of a plan. `together` says that there are too many places to count one by one."""

    rows: Sequence[TargetRow]
    together: bool
    unmeasured: int
    """Tasks without a target: their result is a document."""


def targets(plan: YearPlan, tasks: Sequence[PlanTask], today: date) -> Targets:
    """Set what a plan's tasks aim at against what is counted over the plan's days."""
    living = [task for task in tasks if task.state != CANCELLED]
    aimed = [task for task in living if task.indicator and task.target]
    sums = targets_of(Aim(task.indicator, task.place_id, task.target or 0) for task in aimed)
    together = len({place for _, place in sums}) > MOST_PLACES
    if together:
        sums = targets_of(Aim(indicator, plan.place_id, target) for (indicator, _), target in sums.items())
    rows = _rows(plan, sums, today)
    return Targets(rows, together, len(living) - len(aimed))


def _rows(plan: YearPlan, sums: Mapping[tuple[str, int], int], today: date) -> list[TargetRow]:
    places = {place for _, place in sums}
    names = {place: label_of(one) for place, one in versions_on(places, min(today, plan.until)).items()}
    counted = {place: _counted(plan, place, {code for code, at in sums if at == place}) for place in places}
    found: list[TargetRow] = []
    for code in dict.fromkeys(code for code, _ in sums):
        each = [
            _row(code, names.get(place, ""), target, counted[place].get(code, ()))
            for (indicator, place), target in sums.items()
            if indicator == code
        ]
        each.sort(key=lambda row: row.place)
        found += [_sum(each), *each] if len(each) > 1 else each
    return found


def _counted(plan: YearPlan, place: int, codes: set[str]) -> dict[str, list[CountedRow]]:
    found: dict[str, list[CountedRow]] = {}
    for row in count_some(codes, place, span(plan.since, plan.until)):
        found.setdefault(row.indicator, []).append(row)
    return found


def _row(code: str, place: str, target: int, rows: Sequence[CountedRow]) -> TargetRow:
    known = catalogue().indicators[code]
    return TargetRow(
        code,
        known.name,
        known.unit,
        place,
        target,
        _added(rows),
        "; ".join(dict.fromkeys(row.words for row in rows if row.words)),
        joint_link(rows, "") if rows else "",
    )


def _added(rows: Iterable[CountedRow]) -> Decimal:
    return sum((row.value if row.value is not None else row.numerator or Decimal(0) for row in rows), Decimal(0))


def _sum(each: Sequence[TargetRow]) -> TargetRow:
    first = each[0]
    words = "; ".join(dict.fromkeys(row.words for row in each if row.words))
    target, reached = sum(row.target for row in each), sum((row.reached for row in each), Decimal(0))
    return TargetRow(first.indicator, first.name, first.unit, "", target, reached, words, "", is_sum=True)
