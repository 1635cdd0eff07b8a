"""Rows of the lake for tests: what is not said is filled in, so that a test says only what matters to it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pyarrow as pa

from binhyen.analytics.lake.schema import RAW_FIGURES, SHAPES, Dataset

_NUMBERS = count(1)


def figure(**said: Any) -> dict[str, Any]:
    """Return a figure: commune 30 of province 2 told one number of the year 2026, unless said otherwise.

    `year`, `period`, `land`, `path`, ids of places and `…_now` follow from `start`, `end` and the places where missing.
    """
    number = next(_NUMBERS)
    row: dict[str, Any] = {
        "figure_id": number,
        "report_id": number,
        "cell_id": 1,
        "indicator": "models_total",
        "dims": "",
        "form_id": 1,
        "start": date(2026, 1, 1),
        "end": date(2026, 12, 31),
        "province": 2,
        "commune": 30,
        "reporter": 0,
        "covers": True,
        "said": "number",
        "amount": Decimal(1),
        "bound": "exact",
        "words": "",
        "origin": "typed",
        "counted": False,
        "accepted": False,
        "recorded_at": datetime(2026, 12, 31, 8),  # noqa: DTZ001 - instants of the lake are UTC without a zone
        "by_post": 1,
        "counts": True,
        "contested": False,
        "contested_near": False,
        "below": False,
    } | said
    nodes = [row.get(one) for one in ("province", "district", "commune", "area")]
    above = [one for one in nodes if one is not None]
    filled = {
        "year": row["end"].year,
        "period": str(row["end"].year),
        "map_day": row["end"],
        "place_id": above[-1] if above else 1,
        "path": "".join(f"{one}." for one in (1, *above)),
        "land": row["commune"] or (above[-1] if above else 1),
        "wide": row["commune"] is None,
        "commune_now": row["commune"],
        "province_now": row["province"],
    }
    return filled | row


def figures(*rows: Mapping[str, Any], raw: bool = False) -> pa.Table:
    """Return figures as a table; `raw` leaves the resolved columns out."""
    return _table(RAW_FIGURES if raw else SHAPES[Dataset.FIGURES].columns, rows)


def table(dataset: Dataset, *rows: Mapping[str, Any]) -> pa.Table:
    """Return rows of another dataset as they are given, with nulls for what is missing."""
    return _table(SHAPES[dataset].columns, rows)


def _table(columns: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    listed = [{name: row.get(name) for name in columns.names} for row in rows]
    return pa.Table.from_pylist(listed, schema=columns)
