"""A mart of tables in memory."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.schema import SHAPES, Dataset
from binhyen.analytics.marts.tables import Mart, mart_of
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.periods import year
from binhyen.places.rules.kinds import Tier
from tests.analytics.rows import figures, table

Rows = Iterable[Mapping[str, Any]]


def mart(*saved: Mapping[str, Any], accepted: Rows = (), **others: Rows) -> Mart:
    """Return a mart with these saved figures and these rows of other tables; what is not given is empty."""
    engine = duckdb.connect()
    given: dict[str, pa.Table] = {"figures_saved": figures(*saved), "figures_accepted": figures(*accepted)}
    for one in SHAPES:
        if one is not Dataset.FIGURES:
            given[one.value] = table(one, *others.get(one.value, ()))
    for name, rows in given.items():
        engine.register(name, rows)
    return mart_of(engine)


def question(*indicators: str, **said: Any) -> Question:
    """Return a question with the nation's eyes about the year 2026 by province, unless said otherwise."""
    asked: dict[str, Any] = {"scopes": ("1.",), "periods": (year(2026),), "tier": Tier.PROVINCE} | said
    return Question(indicators=indicators, **asked)


def numbers(code: str, lake: Mart, asked: Question) -> dict[tuple[int | None, str], Any]:
    """Return the amounts of an answer by place and period."""
    return {(one.place_id, one.period): one.amount for one in answer(code, lake, asked)}


def lie(place: int, heir: int | None, share: str | None, **said: Any) -> dict[str, Any]:
    """Return what became of a commune on 1 July 2025: a part of a commune of province 5, unless said otherwise."""
    row: dict[str, Any] = {
        "place_id": place,
        "told_from": date(2020, 1, 1),
        "told_to": date(2025, 7, 1),
        "since": date(2025, 7, 1),
        "until": None,
        "heir": heir,
        "share": None if share is None else Decimal(share),
        "commune": heir,
        "province": None if heir is None else 5,
    }
    return row | said
