"""Which figures take part in an answer: by the columns that were resolved when they were written, else by the rule.

Most figures say themselves whether another one speaks for them within the asked days. The rule itself
(`reports.rules.totals`) is asked about what columns can't say: what is contested, reports of places above the communes
that speak for everything below, reports longer than a year, stocks of several years, one line of a form by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, Table

from binhyen.analytics.marts.ruling import COLUMNS, Kept, Key, Row, grouped, parts
from binhyen.analytics.marts.speaking import NOBODY, Speakers, speakers_of
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Contribution

Read = Callable[[Table], pa.Table]
"""Answers an expression at once."""
Land = tuple[int, str]
"""A land and an indicator: what is put through the rule together."""
_LAND = ["land", "indicator"]
_NO = ibis.literal(value=False)


@dataclass(frozen=True, slots=True)
class Taking:
    """What decides which figures take part.

    `places` are the places that the viewer covers: a residential area among them is seen without its commune's report.
    `near` says that communes are told apart. `alone` says that one line of a form is asked about by itself, whatever
    others say.
    """

    indicators: Mapping[str, Indicator]
    tier: Tier = Tier.PROVINCE
    places: frozenset[int] = frozenset()
    near: bool = True
    alone: bool = False

    @property
    def areas(self) -> bool:
        """Whether a residential area may be asked about without what lies around it."""
        return self.tier is Tier.AREA or bool(self.places)

    @property
    def stocks(self) -> tuple[str, ...]:
        """The indicators whose last value holds."""
        return tuple(sorted(code for code, one in self.indicators.items() if one.is_stock))


def keeps(rows: Table, taking: Taking) -> BooleanValue:
    """Return the condition on rows with `first` and `last` that no other figure speaks for one within these days.

    It holds for what is not contested, beside no wide place that speaks for everything, and within one year.
    """
    silent = _inside(rows, "out1") | _inside(rows, "out2")
    inherited = _reached(rows, "heir_end")
    near = _near(rows, taking)
    if near is not None:
        silent, inherited = ibis.ifelse(near, _inside(rows, "area"), silent), inherited & ~near
    if taking.stocks:
        silent = silent | (rows.indicator.isin(taking.stocks) & (_reached(rows, "next_end") | inherited))
    return rows.counts & ~silent


def _near(rows: Table, taking: Taking) -> BooleanValue | None:
    """Return the condition that a row's residential area is asked about without what lies around it."""
    if taking.tier is Tier.AREA:
        return rows.area.notnull()
    return rows.area.isin(sorted(taking.places)).coalesce(_NO) if taking.places else None


def _inside(rows: Table, span: str) -> BooleanValue:
    held: BooleanValue = (rows[f"{span}_from"] >= rows["first"]) & (rows[f"{span}_to"] <= rows["last"])
    return held.coalesce(_NO)


def _reached(rows: Table, day: str) -> BooleanValue:
    reached: BooleanValue = rows[day] <= rows["last"]
    return reached.coalesce(_NO)


def taking_part(read: Read, rows: Table, taking: Taking) -> Table:
    """Return those of the rows that take part, and those that are `unclear`.

    `rows` are figures of the lake in their asked period (`asked`, `first`, `last`) and place (`place`, `unclear`). What
    takes part is decided among the rows of one period, place and indicator. Looks at the rows once beforehand.
    """
    look = _Look(read, rows.filter(~rows.unclear), taking)
    special = look.special()
    speakers = look.speakers(special)
    lands = look.lands(special, speakers)
    if not lands and not speakers.groups:
        return rows.filter(rows.unclear | keeps(rows, taking))
    picked = look.rows.semi_join(_table(look.ruled(lands, speakers)), ["figure_id", "asked", "place"])
    pieces = (rows.filter(rows.unclear), look.free(lands, speakers), picked)
    return ibis.union(*(one.select(*rows.columns) for one in pieces))


@dataclass(frozen=True, slots=True)
class _Look:
    """Reads of the rows that the columns can't decide."""

    read: Read
    rows: Table
    taking: Taking

    def special(self) -> list[Row]:
        """Return what makes the rule be asked: contested and long figures, wide places that speak for all below."""
        rows = self.rows
        speaking = rows.wide & rows.covers & (rows.reporter == 0)
        long = rows["start"].year() < rows["end"].year()
        contested = rows.contested_near if self.taking.near else rows.contested
        named = rows.select("land", "indicator", speaking=speaking, chained=contested | long)
        return self._read(named.filter(named.speaking | named.chained).distinct())

    def speakers(self, special: Iterable[Row]) -> Speakers:
        """Return what wide places say of the indicators of which one speaks for everything below."""
        codes = sorted({row["indicator"] for row in special if row["speaking"]})
        if not codes:
            return NOBODY
        asked = self.rows.filter(self.rows.indicator.isin(codes))
        splits: dict[str, set[str]] = defaultdict(set)
        for row in self._read(asked.filter(~asked.wide).select("indicator", "dims").distinct()):
            splits[row["indicator"]].add(row["dims"])
        groups = grouped(self._read(asked.filter(asked.wide).select(*COLUMNS)))
        return speakers_of(groups, self.taking.indicators, {code: frozenset(dims) for code, dims in splits.items()})

    def lands(self, special: Iterable[Row], speakers: Speakers) -> set[Land]:
        """Return the lands whose figures must be put through the rule."""
        rows = self._narrow(speakers)
        found = {(row["land"], row["indicator"]) for row in special if row["chained"]}
        kept = keeps(rows, self.taking)
        asked = [speakers.doubtful(rows.mutate(kept=kept))] if speakers.groups else []
        if self.taking.alone:
            asked.append(rows.filter(~kept))
        if self.taking.stocks and self._several_years():
            years = rows["first"].year() < rows["last"].year()
            asked.append(rows.filter(years, rows.indicator.isin(self.taking.stocks)))
        for one in asked:
            found |= {(row["land"], row["indicator"]) for row in self._read(one.select(*_LAND).distinct())}
        return found

    def free(self, lands: Collection[Land], speakers: Speakers) -> Table:
        """Return the rows that the columns decide and keep."""
        rows = self._narrow(speakers)
        found = speakers.unsaid(rows.filter(keeps(rows, self.taking)))
        return found.anti_join(_lands(lands), _LAND) if lands else found

    def ruled(self, lands: Collection[Land], speakers: Speakers) -> set[Kept]:
        """Return the figures that the rule takes: of wide places that speak, and of lands."""
        groups: dict[Key, list[Contribution]] = {}
        if lands:
            groups = grouped(self._read(self._narrow(speakers).semi_join(_lands(lands), _LAND).select(*COLUMNS)))
        found = set(speakers.kept)
        for key, said in groups.items():
            wide = speakers.groups.get(key, ())
            theirs = {one.figure_id for one in wide}
            kept = parts(self.taking.indicators.get(key[2]), [*wide, *said])
            found |= {(one.figure_id, *key[:2]) for one in kept if one.figure_id not in theirs}
        return found

    def _narrow(self, speakers: Speakers) -> Table:
        """Return the rows but for those of wide places that were looked at already."""
        codes = sorted(speakers.indicators)
        return self.rows.filter(~(self.rows.wide & self.rows.indicator.isin(codes))) if codes else self.rows

    def _several_years(self) -> bool:
        spans = self.rows.filter(self.rows["first"].year() < self.rows["last"].year())
        return bool(self._read(spans.select("asked").limit(1)))

    def _read(self, rows: Table) -> list[Row]:
        found: list[Row] = self.read(rows).to_pylist()
        return found


def _lands(lands: Collection[Land]) -> Table:
    columns = {"land": pa.array([one for one, _ in lands], pa.int64()), "indicator": [code for _, code in lands]}
    return ibis.memtable(pa.table(columns))


def _table(kept: Collection[Kept]) -> Table:
    names = {"figure_id": pa.int64(), "asked": pa.string(), "place": pa.int64()}
    columns = {name: pa.array([one[at] for one in kept], kind) for at, (name, kind) in enumerate(names.items())}
    return ibis.memtable(pa.table(columns))
