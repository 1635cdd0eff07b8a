"""The ledger: what entries count, as lines with a span of days. A number is the sum of the lines behind it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from binhyen.kernel.amounts import Amount, Said, exactly
from binhyen.registers.rules.facts import Dates, Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how much of an indicator, from which day.

    Of a flow it says what happened on `since`. Of a stock it says what there is from `since` until the day before
    `until` (None: still). `token` is what is counted once however often it stands there (the name of a scheme's kind).
    """

    indicator: str
    amount: Amount
    since: date
    until: date | None = None
    dims: Mapping[str, str] = field(default_factory=dict)
    token: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two lines the same."""
        return (self.indicator, self.amount, self.since, self.until, dims_text(self.dims), self.token)


def dims_text(dims: Mapping[str, str]) -> str:
    """Write dimensions as canonical text: "org=police;status=new"."""
    return ";".join(f"{code}={value}" for code, value in sorted(dims.items()) if value)


def one_of(indicator: str, since: date, until: date | None = None, **dims: str) -> Line:
    """Return the line that counts one."""
    return Line(indicator, exactly(1), since, until, {code: value for code, value in dims.items() if value})


def typed_lines(fields: Sequence[Field], facts: Facts, dates: Dates, stocks: Set[str]) -> list[Line]:
    """Return the lines of the counting fields of an entry; empty ones give none.

    A flow stands on the day that `dates` says it is counted, a stock (an indicator of `stocks`) as long as the entry.
    """
    begun, day = facts.day(dates.since), facts.day(dates.counted or dates.since)
    counted = [one for one in fields if one.kind is FieldKind.AMOUNT and one.indicator and one.asked(facts.values)]
    said = [one for one in counted if facts.amount(one.name).said is not Said.EMPTY]
    if begun is None or day is None:
        return []
    return [
        Line(one.indicator, facts.amount(one.name), begun, facts.day(dates.until), split(one, facts))
        if one.indicator in stocks
        else Line(one.indicator, facts.amount(one.name), day, None, split(one, facts))
        for one in said
    ]


def split(one: Field, facts: Facts) -> dict[str, str]:
    """Return the dimensions of a counting field: its own, and those that other fields of the entry say."""
    said = {code: facts.text(name) for code, name in one.split_by.items()}
    return {**one.dims, **{code: value for code, value in said.items() if value}}


def restated(
    fields: Sequence[Field], facts: Facts, steps: Sequence[StepFacts], since: date | None, until: date | None
) -> list[Line]:
    """Return the lines of stocks that later steps state anew: each holds until the next statement of its field.

    `steps` are those that may carry such amounts, in order of their days. What an entry says holds from `since`.
    """
    found: list[Line] = []
    for one in fields:
        if one.kind is not FieldKind.AMOUNT or not one.indicator:
            continue
        said = [(since, facts.amount(one.name)), *((step.on, step.amounts.get(one.name)) for step in steps)]
        known = [(day, amount) for day, amount in said if day and amount and amount.said is not Said.EMPTY]
        ends = [*(day for day, _ in known[1:]), until] if known else []
        for (day, amount), later in zip(known, ends, strict=True):
            if later is None or day < later:
                found.append(Line(one.indicator, amount, day, later, split(one, facts)))
    return found


def differing(old: Iterable[Line], new: Iterable[Line]) -> tuple[list[int], list[Line]]:
    """Return the positions of old lines that no longer hold, and the new lines that are not there yet.

    Lines that say the same stay: their day of knowledge does not move. Same lines are matched one by one.
    """
    waiting: dict[tuple[object, ...], list[Line]] = {}
    for line in new:
        waiting.setdefault(line.key, []).append(line)
    gone = []
    for position, line in enumerate(old):
        same = waiting.get(line.key)
        if same:
            same.pop()
        else:
            gone.append(position)
    return gone, [line for rest in waiting.values() for line in rest]
