"""The board: tasks by state, in columns, each with its cards in the order of their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from binhyen.plans.components.tasks import TaskRow, task_rows
from binhyen.plans.models import PlanTask
from binhyen.plans.queries.tasks import by_due, counts_by_state, late
from binhyen.plans.rules.tasks import ACCEPTED, CANCELLED, CLOSED, RETURNED, STATES, SUBMITTED
from binhyen.registers.rules.steps import BEGIN

COLUMNS = (BEGIN, ACCEPTED, RETURNED, SUBMITTED, CLOSED)
_CARDS = 30
_DONE_CARDS = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its state, how many tasks there are, and the first of them."""

    code: str
    name: str
    look: str
    total: int
    cards: Sequence[TaskRow]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board. Withdrawn tasks are counted beside it."""

    columns: Sequence[Column]
    total: int
    late: int
    cancelled: int


def board(rows: QuerySet[PlanTask], today: date) -> Board:
    """Lay tasks out: nine queries, whatever their number."""
    counts = counts_by_state(rows)
    shown = {state: _first(rows, state) if counts.get(state) else [] for state in COLUMNS}
    cards = task_rows([one for tasks in shown.values() for one in tasks], today)
    columns = [
        Column(
            state,
            gettext(STATES[state].name),
            STATES[state].look,
            counts.get(state, 0),
            [card for card in cards if card.task.state == state],
        )
        for state in COLUMNS
    ]
    total = sum(counts.values()) - counts.get(CANCELLED, 0)
    return Board(columns, total, late(rows, today).count(), counts.get(CANCELLED, 0))


def _first(rows: QuerySet[PlanTask], state: str) -> list[PlanTask]:
    """Return the first cards of a column: by day, what is done newest first."""
    if state == CLOSED:
        return list(rows.filter(state=state).order_by("-due_on", "-id")[:_DONE_CARDS])
    return list(by_due(rows.filter(state=state))[:_CARDS])
