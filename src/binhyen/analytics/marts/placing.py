"""Where rows of the lake lie on the asked map, in which asked periods, and who may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import BooleanValue, Table, Value

from binhyen.analytics.lake.traits import ANY_DAY
from binhyen.analytics.marts.tables import LIES, Mart
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import SEPARATOR, depth_of
from binhyen.places.rules.kinds import Tier

_ONE_DAY = timedelta(days=1)
_EARLY = timedelta(days=ANY_DAY)
"""A report may be asked for on the map of a day before its period begins, by so much at most."""
_NATION, _PROVINCE = 1, 2
_ON, _TOLD_FROM, _PERIOD = "map_on", "map_told_from", "map_period"
_KEYS = ("place_id", "told_from", "told_to", _ON, _TOLD_FROM)
_NOW = {Tier.COMMUNE: "commune_now", Tier.PROVINCE: "province_now"}
_NO = ibis.literal(False)  # noqa: FBT003 - a column's value
_WHOLE = pa.scalar(Decimal(1), pa.decimal128(9, 8))


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
    tiers = _tiers_of(question)
    maps = _maps_of(mart, question, periods, subject.early)
    fates = _fates_on(mart, _Ground(question.tier, tiers, _nation(question)), maps) if maps else None
    if fates is None:
        told = {tier: _told(rows, tier, _nation(question)) for tier in tiers}
        return Placed(_narrowed(rows, told, question), weighed=False)
    newest = frozenset(code for code, one in maps.items() if one.day == mart.changes[-1])
    everywhere = len(newest) == len(periods) and all(tier in _NOW or tier is Tier.NATION for tier in tiers)
    by_period = _by_period(_open(fates) if everywhere else fates, maps, every=len(periods))
    return _carried(replace(subject, rows=rows), question, _Carrying(by_period, newest, len(periods)))


def _tiers_of(question: Question) -> tuple[Tier, ...]:
    """Return the tiers that are asked for, that of the answer first."""
    return tuple(dict.fromkeys((question.tier, *(one.tier for one in question.within))))


def _nation(question: Question) -> int:
    return int(question.scopes[0].split(SEPARATOR)[0])


@dataclass(frozen=True, slots=True, order=True)
class _Map:
    """A map on which rows are shown that were told after a day."""

    day: date
    told_from: date


def _maps_of(mart: Mart, question: Question, periods: Sequence[Asked], early: timedelta | None) -> dict[str, _Map]:
    """Return the maps on which rows of periods are shown: of the last change, where one came after they were told."""
    days: dict[str, date] = {}
    told: dict[date, date] = {}
    for one in periods:
        told_from = date.min if early is None else one.first - early
        since = [day for day in mart.changes if told_from < day <= (question.on_map or one.last)]
        if since:
            days[one.code] = since[-1]
            told[since[-1]] = min(told_from, told.get(since[-1], told_from))
    return {code: _Map(day, told[day]) for code, day in days.items()}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is asked of a map: places of which tiers, the first of them those of the answer."""

    tier: Tier
    tiers: tuple[Tier, ...]
    nation: int


def _fates_on(mart: Mart, ground: _Ground, maps: Mapping[str, _Map]) -> pa.Table | None:
    """Return where places lie on the maps of periods that had changed since they were told; None where it is all one.

    Within the nation it is all one as long as everything lies in it.
    """
    wanted = tuple(sorted(set(maps.values())))
    fates = mart.of_the_map(("fates", ground, wanted), lambda: _fates(LIES, ground, wanted))
    if ground.tiers == (Tier.NATION,) and not _is_weighed(fates):
        return None
    return fates


def _is_weighed(fates: pa.Table) -> bool:
    parted = pc.any(pc.or_kleene(pc.not_equal(fates["part"], _WHOLE), pc.or_kleene(fates["unknown"], fates["lost"])))
    return bool(parted.as_py())


def _open(fates: pa.Table) -> pa.Table:
    """Return the fates of places of which rows of the newest map do not say themselves where they lie."""
    whole = pc.fill_null(pc.equal(fates["part"], _WHOLE), fill_value=False)
    return fates.filter(pc.or_(pc.invert(whole), pc.or_(fates["unknown"], fates["lost"])))


def _by_period(fates: pa.Table, maps: Mapping[str, _Map], *, every: int) -> pa.Table:
    """Return fates for each period that is shown on their map; without periods where all are shown on the same."""
    if len(maps) == every and len(set(maps.values())) == 1:
        return fates.drop_columns([_ON, _TOLD_FROM])
    pieces = []
    for code, one in maps.items():
        here = fates.filter(
            pc.and_(pc.equal(fates[_ON], pa.scalar(one.day)), pc.equal(fates[_TOLD_FROM], one.told_from))
        )
        pieces.append(here.append_column(_PERIOD, pa.array([code] * here.num_rows, pa.string())))
    return pa.concat_tables(pieces).drop_columns([_ON, _TOLD_FROM])


@dataclass(frozen=True, slots=True)
class _Carrying:
    """Fates of places by period; the periods on the newest map, where rows say themselves where they lie; how many."""

    fates: pa.Table
    newest: frozenset[str]
    every: int


def _carried(subject: Subject, question: Question, carrying: _Carrying) -> Placed:
    """Return rows where they lie on their period's map: by their place's fate, else as they say themselves."""
    rows = subject.rows
    tiers = _tiers_of(question)
    if not carrying.fates.num_rows:
        where = {tier: _itself(rows, tier, _told(rows, tier, _nation(question)), carrying) for tier in tiers}
        return Placed(_narrowed(rows, where, question), weighed=False)
    table = ibis.memtable(carrying.fates)
    told = rows[subject.day]
    conditions = [rows.place_id == table.lying, table.told_from <= told, told < table.told_to]
    if _PERIOD in carrying.fates.column_names:
        conditions.append(rows.asked == table[_PERIOD])
    joined = rows.left_join(table, conditions)
    known, lost = joined.lying.notnull() & ~joined.lost, joined.lost.coalesce(_NO)
    where = {}
    for tier in tiers:
        old = _told(joined, tier, _nation(question))
        itself = _itself(joined, tier, old, carrying)
        where[tier] = ibis.cases((known, joined[f"on_{tier}"]), (lost, old), else_=itself)
    weighed = _is_weighed(carrying.fates)
    share = joined.part.coalesce(ibis.literal(1, "decimal(9, 8)")) if weighed else None
    unclear = joined.unknown.coalesce(_NO) if weighed else None
    return Placed(_narrowed(joined, where, question, share, unclear, rows.columns), weighed=weighed)


def _itself(rows: Table, tier: Tier, told: Value, carrying: _Carrying) -> Value:
    """Return where rows say that they lie: on the newest map by their own columns, before it as they were told."""
    if tier not in _NOW or not carrying.newest:
        return told
    if len(carrying.newest) == carrying.every:
        return rows[_NOW[tier]]
    return ibis.ifelse(rows.asked.isin(sorted(carrying.newest)), rows[_NOW[tier]], told)


def _fates(lies: Table, ground: _Ground, maps: Sequence[_Map]) -> Table:
    """Return where changed places lie on days' maps, by the asked tiers: in which part, or that nobody can say.

    A split of unknown shares counts in full where all its parts lie in one place, and is unknown in each else.
    """
    wanted = ibis.memtable(
        pa.table(
            {
                _ON: pa.array([one.day for one in maps], pa.date32()),
                _TOLD_FROM: pa.array([one.told_from for one in maps], pa.date32()),
            }
        )
    )
    still = lies.until.isnull() | (lies.until > wanted[_ON])
    here = lies.join(wanted, [lies.since <= wanted[_ON], still, lies.told_to > wanted[_TOLD_FROM]])
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
        *("told_from", "told_to", "lost", _ON, _TOLD_FROM),
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
