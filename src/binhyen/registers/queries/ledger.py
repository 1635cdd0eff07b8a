"""Reads of the ledger: the lines behind a number, and the number itself, from one condition."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet, Sum

from binhyen.database.lookups import under_any
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, joined
from binhyen.kernel.periods import Period
from binhyen.kernel.ports import Question
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import counted_indicators, distinct_indicators, stocks


def known_then(as_of: datetime | None) -> Q:
    """Return the condition that a line was known at an instant; None: is known now."""
    if as_of is None:
        return Q(superseded_at__isnull=True)
    return Q(recorded_at__lte=as_of) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=as_of))


def _within(indicators: Set[str], period: Period) -> Q:
    """Return the condition that a line belongs to a period: flows happened in it, stocks stood at its end."""
    lasting = set(indicators) & stocks()
    stood = Q(since__lte=period.end) & (Q(until__isnull=True) | Q(until__gt=period.end))
    happened = Q(since__range=(period.start, period.end))
    parts = ((lasting, stood), (set(indicators) - lasting, happened))
    asked = [Q(indicator__in=codes) & condition for codes, condition in parts if codes]
    return reduce(or_, asked)


def lines_behind(question: Question) -> QuerySet[Tally]:
    """Return the lines that answer a question, whatever their amounts."""
    asked = question.indicators & counted_indicators()
    if not asked:
        return Tally.objects.none()
    rows = Tally.objects.filter(known_then(question.as_of), under_any("place_path", question.scopes, wide=True))
    return rows.filter(_within(asked, question.period))


def lines_of_record(record_id: int) -> list[Tally]:
    """Return what one record counts now."""
    rows = Tally.objects.filter(record_id=record_id, superseded_at__isnull=True)
    return list(rows.order_by("indicator", "since", "id"))


def totals_of(rows: QuerySet[Tally], *, once: bool) -> tuple[str, int]:
    """Return what lines of one indicator add up to, as a cell writes it, and how many lines there are; one query."""
    if once:
        found = rows.order_by().aggregate(kinds=Count("token", distinct=True), lines=Count("id"))
        return str(found["kinds"]), int(found["lines"])
    parts = _sums(rows)
    words = dict.fromkeys(word for one in parts for word in one.words)
    value, whole = _added(one.value for one in parts), _added(one.denominator for one in parts)
    known = [one.bound for one in parts if one.bound is not Bound.VAGUE]
    said = [] if value is None else [write_amount(Amount(Said.NUMBER, value, whole, joined(known, vague=bool(words))))]
    return "; ".join([*said, *words]) or "0", sum(one.lines for one in parts)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledger says of one indicator, split as it is split."""

    indicator: str
    dims: str
    value: Decimal | None
    denominator: Decimal | None
    bound: Bound
    words: tuple[str, ...] = ()
    lines: int = 0


def counted(question: Question) -> list[Counted]:
    """Count in one grouped query; one more for what is counted once, one more for vague words if there are any."""
    once = question.indicators & distinct_indicators()
    rows = lines_behind(question)
    found = _sums(rows.exclude(indicator__in=once) if once else rows)
    return found + (_tokens(rows.filter(indicator__in=once)) if once else [])


def _sums(rows: QuerySet[Tally]) -> list[Counted]:
    listed = (
        rows.values("indicator", "dims", "bound", "said")
        .annotate(value=Sum("amount"), whole=Sum("denominator"), lines=Count("id"))
        .order_by("indicator", "dims")
    )
    groups: dict[tuple[str, str], list[Mapping[str, object]]] = {}
    for row in listed:
        groups.setdefault((row["indicator"], row["dims"]), []).append(row)
    vague = _words(rows) if any(row["said"] == Said.VAGUE for group in groups.values() for row in group) else {}
    return [_group(key, group, vague.get(key, ())) for key, group in groups.items()]


def _group(key: tuple[str, str], group: list[Mapping[str, object]], words: tuple[str, ...]) -> Counted:
    known = [row for row in group if row["said"] != Said.VAGUE]
    bound = joined((Bound(str(row["bound"])) for row in known), vague=bool(words)) if known else Bound.VAGUE
    value, whole = _added(row["value"] for row in known), _added(row["whole"] for row in known)
    return Counted(*key, value, whole, bound, words, sum(int(str(row["lines"])) for row in group))


def _added(values: Iterable[object]) -> Decimal | None:
    given = [value for value in values if isinstance(value, Decimal)]
    return sum(given, Decimal(0)) if given else None


def _words(rows: QuerySet[Tally]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    said = rows.filter(said=Said.VAGUE).order_by("indicator", "dims", "words")
    for indicator, dims, words in said.values_list("indicator", "dims", "words").distinct():
        found.setdefault((indicator, dims), []).append(words)
    return {key: tuple(words) for key, words in found.items()}


def _tokens(rows: QuerySet[Tally]) -> list[Counted]:
    listed = rows.values("indicator", "dims").annotate(kinds=Count("token", distinct=True))
    return [
        Counted(row["indicator"], row["dims"], Decimal(row["kinds"]), None, Bound.EXACT)
        for row in listed.order_by("indicator", "dims")
    ]
