"""Reads of the ledger: the lines behind a number, and the number itself, from one condition."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
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
from binhyen.kernel.trees import deal, shared_scopes
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import counted_indicators, distinct_indicators, stocks

_Key = tuple[str, str]
"""An indicator and its split as canonical text."""


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
    [parts] = _sums(rows)
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
    return counted_each([question])[0]


def counted_each(questions: Sequence[Question]) -> list[list[Counted]]:
    """Answer questions that differ in their place alone, in as many queries as one of them takes."""
    if len(questions) <= 1:
        return [_counted(lines_behind(one), _WHOLE, one)[0] for one in questions]
    groups = [one.scopes for one in questions]
    wide = replace(questions[0], scopes=shared_scopes(groups))
    return _counted(lines_behind(wide), _Parts(tuple(groups)), wide)


@dataclass(frozen=True, slots=True)
class _Parts:
    """How rows are dealt out to questions: by the paths of their places, or all of them to the only question."""

    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What must be asked of a row beside its own columns."""
        return ("place_path",) if self.groups else ()

    def deal(self, rows: Iterable[Mapping[str, object]]) -> list[list[Mapping[str, object]]]:
        """Return the rows of each question."""
        return deal(self.groups, rows, lambda row: str(row["place_path"])) if self.groups else [list(rows)]


_WHOLE = _Parts()


def _counted(rows: QuerySet[Tally], parts: _Parts, question: Question) -> list[list[Counted]]:
    once = question.indicators & distinct_indicators()
    found = _sums(rows.exclude(indicator__in=once) if once else rows, parts)
    if not once:
        return found
    return [[*own, *kinds] for own, kinds in zip(found, _tokens(rows.filter(indicator__in=once), parts), strict=True)]


def _sums(rows: QuerySet[Tally], parts: _Parts = _WHOLE) -> list[list[Counted]]:
    listed = list(
        rows.values("indicator", "dims", "bound", "said", *parts.columns)
        .annotate(value=Sum("amount"), whole=Sum("denominator"), lines=Count("id"))
        .order_by("indicator", "dims")
    )
    dealt = parts.deal(listed)
    vague = _words(rows, parts) if any(row["said"] == Said.VAGUE for row in listed) else [{} for _ in dealt]
    return [_groups(own, words) for own, words in zip(dealt, vague, strict=True)]


def _groups(rows: Iterable[Mapping[str, object]], vague: Mapping[_Key, tuple[str, ...]]) -> list[Counted]:
    groups: dict[_Key, list[Mapping[str, object]]] = {}
    for row in rows:
        groups.setdefault((str(row["indicator"]), str(row["dims"])), []).append(row)
    return [_group(key, group, vague.get(key, ())) for key, group in groups.items()]


def _group(key: tuple[str, str], group: list[Mapping[str, object]], words: tuple[str, ...]) -> Counted:
    known = [row for row in group if row["said"] != Said.VAGUE]
    bound = joined((Bound(str(row["bound"])) for row in known), vague=bool(words)) if known else Bound.VAGUE
    value, whole = _added(row["value"] for row in known), _added(row["whole"] for row in known)
    return Counted(*key, value, whole, bound, words, sum(int(str(row["lines"])) for row in group))


def _added(values: Iterable[object]) -> Decimal | None:
    given = [value for value in values if isinstance(value, Decimal)]
    return sum(given, Decimal(0)) if given else None


def _words(rows: QuerySet[Tally], parts: _Parts) -> list[dict[_Key, tuple[str, ...]]]:
    said = rows.filter(said=Said.VAGUE).order_by("indicator", "dims", "words")
    dealt = parts.deal(said.values("indicator", "dims", "words", *parts.columns).distinct())
    return [{key: tuple(words) for key, words in _by_key(own, "words").items()} for own in dealt]


def _by_key(rows: Iterable[Mapping[str, object]], column: str) -> dict[_Key, dict[str, None]]:
    """Return what stands in a column for each indicator and split, once and in order."""
    found: dict[_Key, dict[str, None]] = {}
    for row in rows:
        found.setdefault((str(row["indicator"]), str(row["dims"])), {})[str(row[column])] = None
    return found


def _tokens(rows: QuerySet[Tally], parts: _Parts) -> list[list[Counted]]:
    ordered = rows.order_by("indicator", "dims")
    if not parts.columns:
        listed = ordered.values("indicator", "dims").annotate(kinds=Count("token", distinct=True))
        return [[_once((row["indicator"], row["dims"]), row["kinds"]) for row in listed]]
    dealt = parts.deal(ordered.values("indicator", "dims", "token", *parts.columns).distinct())
    return [[_once(key, len(tokens)) for key, tokens in _by_key(own, "token").items()] for own in dealt]


def _once(key: _Key, kinds: int) -> Counted:
    return Counted(*key, Decimal(kinds), None, Bound.EXACT)
