"""What registers count: the ledger answers for every storey that keeps one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Bound
from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.registers.queries.declared import counted_indicators
from binhyen.registers.queries.ledger import Counted, counted_each
from binhyen.registers.rules.addresses import UNSPLIT
from binhyen.registers.rules.addresses import lines as lines_address


@dataclass(frozen=True)
class LedgerCounter:
    """Everything that entries of registers count. A number is the sum of the lines that its link lists."""

    from_register: bool = True

    @cached_property
    def indicators(self) -> frozenset[str]:
        """What the registers of all storeys declare."""
        return counted_indicators()

    @cached_property
    def dims(self) -> Mapping[str, tuple[str, ...]]:
        """The dimensions of those indicators."""
        known = catalogue().indicators
        codes = {code for one in self.indicators for code in known[one].dims}
        return {code: tuple(one.values) for code, one in dims().items() if code in codes}

    def count(self, question: Question) -> Sequence[CountedRow]:
        """Count in one grouped query, for any number of indicators; nothing for zero, as there is nothing to open."""
        return self.count_each([question])[0]

    def count_each(self, questions: Sequence[Question]) -> Sequence[Sequence[CountedRow]]:
        """Count for many places in as many queries as for one."""
        found = zip(questions, counted_each(questions), strict=True)
        return [[row for one in listed for row in _rows(one, question)] for question, listed in found]


def _rows(one: Counted, question: Question) -> list[CountedRow]:
    split = CellKey(one.indicator, one.dims).split
    query = {
        "chi_tieu": one.indicator,
        "tach": one.dims or UNSPLIT,
        "noi": question.place_id,
        "ky": question.period.code,
        "ban_do": question.on_map.isoformat() if question.on_map else None,
        "nhu": question.as_of.isoformat() if question.as_of else None,
    }
    base = CountedRow(one.indicator, split, bound=one.bound, link=lines_address(query))
    found = []
    if one.denominator:
        found.append(replace(base, numerator=one.value, denominator=one.denominator))
    elif one.value:
        found.append(replace(base, value=one.value))
    if one.words:
        found.append(replace(base, bound=Bound.VAGUE, words="; ".join(one.words)))
    return found


COUNTERS: tuple[Counter, ...] = (LedgerCounter(),)
"""What this storey can count, gathered by `indicators` at start-up."""
