"""Where rows of the lake lie on the asked map, in which asked periods, and who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, Column, Table, Value

from binhyen.analytics.marts.tables import LIES, Mart
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import SEPARATOR, depth_of
from binhyen.places.rules.kinds import Tier

_ONE_DAY = timedelta(days=1)
_EARLY = timedelta(days=366)
"""A report may be asked for on the map of a day before its period begins, by so much at most."""
_NATION, _PROVINCE = 1, 2
_NOW = {Tier.COMMUNE: "commune_now", Tier.PROVINCE: "province_now"}
_KEYS = ("place_id", "told_from", "told_to")


@dataclass(frozen=True, slots=True)
class Asked:
    """A period that is asked for: the days from which its answer is made, under the code by which it is named."""

    code: str
    first: date
    last: date


def asked(periods: Iterable[Period]) -> tuple[Asked, ...]:
    """Return periods as they are asked for, each by its own days."""
    return tuple(Asked(one.code, one.start, one.end) for one in periods)


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows with the place and the period in which they count.

    `rows` have all columns they had, and `asked`, `first`, `last` (the asked period), `place` (of the asked tier, on
    the asked map), `share` (how much of it lies there) and `unclear` (nobody can say). `weighed` tells whether any
    share may be other than one.
    """

    rows: Table
    weighed: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows to be placed.

    `day` names the column of the day on whose map they were told, `early` how long before the period that may have
    been (None: ever so long).
    """

    rows: Table
    day: str = "map_day"
    early: timedelta | None = _EARLY


def placed(mart: Mart, subject: Subject, question: Question, periods: Sequence[Asked]) -> Placed:
    """Return the rows that a question is about, each in its place; its period must be there already."""
    rows = subject.rows.filter(seen(subject.rows, question.scopes))
    parts: dict[date | None, list[Asked]] = {}
    for one in periods:
        told_from = date.min if subject.early is None else one.first - subject.early
        parts.setdefault(_map_of(mart, question.on_map or one.last, told_from), []).append(one)
    if len(parts) == 1:
        [(day, _)] = parts.items()
        return _on_map(mart, replace(subject, rows=rows), question, day)
    codes = {day: [one.code for one in same] for day, same in parts.items()}
    found = [
        _on_map(mart, replace(subject, rows=rows.filter(rows.asked.isin(codes[day]))), question, day) for day in parts
    ]
    return Placed(ibis.union(*(one.rows for one in found)), any(one.weighed for one in found))


def _map_of(mart: Mart, day: date, told_from: date) -> date | None:
    """Return the day on whose map rows of a period are shown, the last change before it; None: as they were told."""
    since = [one for one in mart.changes if told_from < one <= day]
    return since[-1] if since else None


def _on_map(mart: Mart, subject: Subject, question: Question, day: date | None) -> Placed:
    tiers = tuple(dict.fromkeys((question.tier, *(one.tier for one in question.within))))
    nation = int(question.scopes[0].split(SEPARATOR)[0])
    rows = subject.rows
    if day is None:
        told = {tier: _told(rows, tier, nation) for tier in tiers}
        return Placed(_narrowed(rows, told, question), weighed=False)
    ground = _Ground(question.tier, tiers, nation, settled=_settled(mart, day, tiers))
    lies = _lying(LIES, day, ground)
    keyed = rows.mutate(lies_as=ground.key(rows))
    days = (lies.told_from <= keyed[subject.day], keyed[subject.day] < lies.told_to)
    joined = keyed.left_join(lies, [keyed.lies_as == lies.lying, *days])
    where = {tier: ground.place(joined, tier) for tier in tiers}
    share = joined.part.coalesce(ibis.literal(1, "decimal(9, 8)"))
    unclear = joined.unknown.coalesce(ibis.literal(False))  # noqa: FBT003 - a column's value
    return Placed(_narrowed(joined, where, question, share, unclear, rows.columns), weighed=True)


def _settled(mart: Mart, day: date, tiers: Iterable[Tier]) -> bool:
    """Tell whether the asked map is the newest one, on which most rows say themselves where they lie."""
    return day == mart.changes[-1] and all(tier in _NOW or tier is Tier.NATION for tier in tiers)


@dataclass(frozen=True, slots=True)
class _Ground:
    """An asked map: which tiers are asked for, and whether rows say where they lie on it (`settled`)."""

    tier: Tier
    tiers: tuple[Tier, ...]
    nation: int
    settled: bool

    def key(self, rows: Table) -> Column:
        """Return the place whose fate must be looked up; null where the row itself says where it lies."""
        if not self.settled:
            return rows.place_id
        tier = self.tier if self.tier in _NOW else Tier.PROVINCE
        open_ones = rows[_NOW[tier]].isnull() & rows[tier.value].notnull()
        return ibis.ifelse(open_ones, rows.place_id, ibis.null("int64"))

    def place(self, joined: Table, tier: Tier) -> Value:
        """Return the place of a tier in which a row lies: by its fate, or as it says itself."""
        known = joined.lying.notnull() & ~joined.lost
        itself = joined[_NOW[tier]] if self.settled and tier in _NOW else _told(joined, tier, self.nation)
        lost = joined.lost.coalesce(ibis.literal(False))  # noqa: FBT003 - a column's value
        return ibis.cases((known, joined[f"on_{tier}"]), (lost, _told(joined, tier, self.nation)), else_=itself)


def _lying(lies: Table, day: date, ground: _Ground) -> Table:
    """Return where changed places lie on a day's map, by the asked tiers: in which part, or that nobody can say.

    A split of unknown shares counts in full where all its parts lie in one place, and is unknown in each else.
    """
    here = lies.filter(lies.since <= day, lies.until.isnull() | (lies.until > day))
    here = here.mutate(**{f"on_{tier}": _told(here, tier, ground.nation) for tier in ground.tiers})
    asked_for = f"on_{ground.tier}"
    whole = here.group_by(_KEYS).agg(
        lost=here.heir.isnull().max(), vague=here.share.isnull().max(), places=here[asked_for].nunique()
    )
    parts = here.group_by((*_KEYS, *(f"on_{tier}" for tier in ground.tiers))).agg(part=here.share.sum())
    found = parts.join(whole, _KEYS)
    one_place = found.vague & (found.places == 1) & ~found.lost
    return found.select(
        *(f"on_{tier}" for tier in ground.tiers),
        "told_from",
        "told_to",
        "lost",
        lying=found.place_id,
        part=ibis.ifelse(one_place, ibis.literal(1), found.part).cast("decimal(9, 8)"),
        unknown=found.lost | (found.vague & ~one_place),
    )


def _told(rows: Table, tier: Tier, nation: int) -> Value:
    return ibis.literal(nation, "int64") if tier is Tier.NATION else rows[tier.value]


def _narrowed(
    rows: Table,
    where: dict[Tier, Value],
    question: Question,
    share: Value | None = None,
    unclear: Value | None = None,
    columns: Sequence[str] | None = None,
) -> Table:
    inside = reduce(or_, (where[one.tier] == one.place_id for one in question.within)) if question.within else None
    place = where[question.tier]
    conditions = [place.notnull(), *([] if inside is None else [inside])]
    return rows.filter(*conditions).select(
        *(columns or rows.columns),
        place=place,
        share=ibis.literal(1, "decimal(9, 8)") if share is None else share,
        unclear=ibis.literal(False) if unclear is None else unclear,  # noqa: FBT003 - a column's value
    )


# ------------------------------------------------------------------ periods


_ASKED = ("asked", "first", "last")


def on_days(periods: Sequence[Asked]) -> Table:
    """Return each day of the asked periods with the period, for joining rows to the periods in which they end."""
    days = [(one, one.first + _ONE_DAY * step) for one in periods for step in range((one.last - one.first).days + 1)]
    return ibis.memtable(_spans(days))


def _spans(days: Sequence[tuple[Asked, date]]) -> pa.Table:
    return pa.table(
        {
            "day": pa.array([day for _, day in days], pa.date32()),
            "asked": pa.array([one.code for one, _ in days], pa.string()),
            "first": pa.array([one.first for one, _ in days], pa.date32()),
            "last": pa.array([one.last for one, _ in days], pa.date32()),
        }
    )


def in_periods(rows: Table, periods: Sequence[Asked]) -> Table:
    """Return rows that lie wholly in asked periods, once for each, with `asked`, `first` and `last`."""
    first, last = min(one.first for one in periods), max(one.last for one in periods)
    within = rows.filter(rows.year.between(first.year, last.year), rows["start"] >= first, rows["end"] <= last)
    days = on_days(periods)
    joined = within.join(days, [within["end"] == days.day, within["start"] >= days["first"]])
    return joined.select(*rows.columns, *_ASKED)


def happened_in(rows: Table, day: str, periods: Sequence[Asked]) -> Table:
    """Return rows of one day that lies in asked periods, once for each, with `asked`, `first` and `last`."""
    days = on_days(periods)
    return rows.join(days, [rows[day] == days.day]).select(*rows.columns, *_ASKED)


def standing_in(rows: Table, since: str, until: str, periods: Sequence[Asked]) -> Table:
    """Return rows that hold on the last day of asked periods, once for each, with `asked`, `first` and `last`."""
    spans = ibis.memtable(_spans([(one, one.last) for one in periods]))
    still = rows[until].isnull() | (rows[until] > spans.day)
    return rows.join(spans, [rows[since] <= spans.day, still]).select(*rows.columns, *_ASKED)


# ------------------------------------------------------------------ whose eyes


def seen(rows: Table, scopes: Iterable[str]) -> BooleanValue:
    """Return the condition that a row is of a place under one of the scopes; the ids above it are looked at first."""
    return reduce(or_, (_under(rows, scope) for scope in sorted(set(scopes))))


def _under(rows: Table, scope: str) -> BooleanValue:
    depth = depth_of(scope)
    if depth == _NATION:
        return ibis.literal(True)  # noqa: FBT003 - a condition that always holds
    province = rows.province == int(scope.split(SEPARATOR)[1])
    return province if depth == _PROVINCE else province & rows.path.startswith(scope)
