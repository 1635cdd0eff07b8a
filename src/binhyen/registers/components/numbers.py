"""The page of a number that registers counted: what it says, and the lines that it is the sum of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.ports import Question
from binhyen.registers.components.words import last_names, period_text
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import distinct_indicators, registers
from binhyen.registers.queries.entries import seen_among
from binhyen.registers.queries.ledger import totals_of
from binhyen.registers.rules.addresses import record as record_address

_LINES = 50


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line: whose it is, where, when, how much. A record that this person may not read keeps its title back."""

    title: str
    href: str
    register: str
    place: str
    since: date
    until: date | None
    amount: str
    split: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A number with its lines."""

    indicator: Indicator
    question: Question
    place: str
    split: str
    total: str
    once: bool
    page: Page[Tally]
    rows: Sequence[LineRow]

    @property
    def period(self) -> str:
        """The period in words."""
        return period_text(self.question.period)


def behind(question: Question, split: str, rows: QuerySet[Tally], number: str | None, actor: Actor) -> Behind:
    """Gather a number's page; Http404 for a place that the post does not cover."""
    if actor is not SYSTEM and not all(actor.covers(scope) for scope in question.scopes):
        raise Http404
    [code] = question.indicators
    found, once = catalogue().indicators[code], code in distinct_indicators()
    total, lines = totals_of(rows, once=once)
    paginator = Paginator(rows.select_related("record").order_by("-since", "-id"), _LINES)
    paginator.count = lines  # known already: the sum has counted them
    page = paginator.get_page(number)
    shown = list(page.object_list)
    names = last_names({*(node(row.place_path) for row in shown), question.place_id})
    place = names.get(question.place_id, "")
    seen = seen_among((row.record for row in shown), actor)
    listed = [_row(row, names, open_to=row.record_id in seen) for row in shown]
    return Behind(found, question, place, _split(code, split), f"{total} {found.unit}", once, page, listed)


def node(path: str) -> int:
    """Return the id of the place that a path leads to."""
    return int(path.rstrip(".").rsplit(".", 1)[-1])


def _split(code: str, text: str) -> str:
    said = CellKey(code, text).split
    return ", ".join(dims()[one].name_of(value) for one, value in said.items() if one in dims())


def _row(row: Tally, names: dict[int, str], *, open_to: bool) -> LineRow:
    register = registers().get(row.record.register)
    amount = Amount(Said(row.said), row.amount, row.denominator, Bound(row.bound), row.words)
    return LineRow(
        row.record.title if open_to else "",
        record_address(row.record_id) if open_to else "",
        register.name if register else "",
        names.get(node(row.place_path), ""),
        row.since,
        row.until,
        row.token or write_amount(amount),
        _split(row.indicator, row.dims),
    )
