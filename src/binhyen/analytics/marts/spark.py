"""The lake as tables of Spark: the same files, the same expressions, whatever runs them."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable
from ibis.expr.types import Table

from binhyen.analytics.lake.files import File, Key, Manifest
from binhyen.analytics.lake.schema import SHAPES, TABLES, Shape
from binhyen.analytics.marts.clusters import Session, answering, is_begun, session
from binhyen.analytics.marts.tables import Mart, changes_of

_FEW = 100_000
"""So many rows go to every worker, so that no figure has to travel to meet them."""
_MOST_KEPT, _SMALL = 200, 10_000
"""Files never change, so small answers hold as long as the manifest counts: so many are kept, of so many rows."""
Frame = Any
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The tables of one manifest, and what was asked of them."""

    session: Session
    answers: dict[Hashable, pa.Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spark:
    """Spark as an engine. A question costs it more than its work, so what was answered of the same files is kept."""

    shown: _Shown
    holding: list[tuple[str, Frame]] = field(default_factory=list)

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression, unless it was."""
        known = self.shown.answers.get(key)
        return self._keep(key, self.once(build())) if known is None else known

    def of_the_map(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression, unless it was: the map is one of the tables."""
        return self.run(key, build)

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression."""
        with answering():
            return self._frame(expression).toArrow().cast(expression.schema().to_pyarrow())

    def held(self, _key: Hashable, build: Callable[[], Table]) -> Table:
        """Keep the rows of an expression with the workers for a while: several questions follow."""
        expression, name = build(), f"held_{next(_numbers)}"
        with answering():
            frame = self._frame(expression).persist()
            frame.createOrReplaceTempView(name)
        self.holding.append((name, frame))
        return ibis.table(expression.schema(), name=name)

    def let_go(self) -> None:
        """Drop what was held."""
        while self.holding:
            name, frame = self.holding.pop()
            if is_begun(self.shown.session):
                with answering():
                    self.shown.session.catalog.dropTempView(name)
                    frame.unpersist()

    def _keep(self, key: Hashable, found: pa.Table) -> pa.Table:
        if found.num_rows <= _SMALL:
            if len(self.shown.answers) >= _MOST_KEPT:
                self.shown.answers.pop(next(iter(self.shown.answers)), None)
            self.shown.answers[key] = found
        return found

    def _frame(self, expression: Table) -> Frame:
        brought = {one.name: one.data.to_pyarrow(one.schema) for one in expression.op().find(InMemoryTable)}
        for name, rows in brought.items():
            _handed(self.shown.session, rows).createOrReplaceTempView(name)
        frame = self.shown.session.sql(str(ibis.to_sql(expression, dialect="pyspark", pretty=False)))
        for name in brought:
            self.shown.session.catalog.dropTempView(name)
        return frame


def _handed(one: Session, rows: pa.Table) -> Frame:
    """Hand rows of this process over; few of them to every worker."""
    frame = one.createDataFrame(rows)
    return frame.hint("broadcast") if rows.num_rows <= _FEW else frame


# ------------------------------------------------------------------ tables of a manifest


_lock = RLock()
_known: dict[tuple[Path, int], tuple[_Shown, Mart]] = {}


def spark_mart(lake: Path, manifest: Manifest) -> Mart:
    """Return what the files of a manifest hold. Refused as `analytics.spark_gone` where Spark can't be asked."""
    with _lock:
        known = _known.get((lake, manifest.number))
        if known is None or not is_begun(known[0].session):
            with answering():
                shown = _Shown(_views(session(lake / "scratch").newSession(), lake, manifest))
            engine = Spark(shown)
            known = shown, Mart(engine, changes_of(engine, None), early=manifest.early(), holder=manifest)
            _known.clear()
            _known[lake, manifest.number] = known
    return replace(known[1], engine=Spark(known[0]))


def _views(one: Session, lake: Path, manifest: Manifest) -> Session:
    reading = _Reading(one, lake, manifest)
    for table in TABLES:
        reading.table(table).createOrReplaceTempView(table)
    return one


@dataclass(frozen=True, slots=True)
class _Reading:
    """The files of a manifest, read by a session."""

    session: Session
    lake: Path
    manifest: Manifest

    def table(self, table: str) -> Frame:
        """Return base and segment of a table, the base without the leaves for which the segment stands."""
        shape = SHAPES[TABLES[table]]
        pieces = list(self._pieces(table, shape))
        found = pieces[0] if pieces else self.session.createDataFrame([], self._columns(shape))
        for piece in pieces[1:]:
            found = found.unionAll(piece)
        return found

    def _pieces(self, table: str, shape: Shape) -> Iterator[Frame]:
        hidden = self.manifest.segment.leaves.get(TABLES[table], frozenset())
        files, segment = self.manifest.base.get(table, ()), self.manifest.segment.files.get(table)
        changed = {leaf[-1] for leaf in hidden} if shape.by_year else {None}
        bare = [one for one in files if not hidden or (one.year if shape.by_year else None) not in changed]
        masked = [one for one in files if one not in bare]
        if bare:
            yield self._read(bare, shape)
        if masked:
            yield self._without(masked, shape, hidden)
        if segment:
            yield self._read([segment], shape)

    def _without(self, files: Sequence[File], shape: Shape, hidden: Collection[Key]) -> Frame:
        fields = [shape.columns.field(one) for one in shape.leaf]
        values = [pa.array(one, of.type) for one, of in zip(zip(*hidden, strict=True), fields, strict=True)]
        keys = _handed(self.session, pa.table(values, schema=pa.schema(fields)))
        return self._read(files, shape).join(keys, list(shape.leaf), "left_anti").select(*shape.columns.names)

    def _read(self, files: Sequence[File], shape: Shape) -> Frame:
        paths = [str((self.lake / one.path).resolve()) for one in files]
        return self.session.read.schema(self._columns(shape)).parquet(*paths).select(*shape.columns.names)

    @staticmethod
    def _columns(shape: Shape) -> Any:  # noqa: ANN401 - Spark's own kind of schema
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - only where Spark is asked

        return from_arrow_schema(shape.columns, prefer_timestamp_ntz=True)
