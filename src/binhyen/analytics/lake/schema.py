"""What the lake's tables look like: columns, how their files are sorted and parted, and what replaces what.

Days are DATE, instants are UTC without a zone, amounts are DECIMAL(18,4): the same in every engine. Ids of places are
those of the map on which it was told; `…_now` are those of the newest map (null: not comparable, or not one place).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

SCHEMA = 2
"""Raised when a column, or what the manifest says, changes its meaning: a lake of another number is rebuilt."""

AMOUNT = pa.decimal128(18, 4)
SHARE = pa.decimal128(9, 8)
INSTANT = pa.timestamp("us")
_DAY, _ID, _TEXT, _YES = pa.date32(), pa.int64(), pa.string(), pa.bool_()

TOLD = (("area", _ID), ("commune", _ID), ("district", _ID), ("province", _ID))
"""Where a place lay on the map on which it was told; null where the place is none of that tier, nor in one."""
STANDING = (*TOLD, ("commune_now", _ID), ("province_now", _ID))


class Dataset(StrEnum):
    """The tables of the lake."""

    FIGURES = "figures"
    REPORTS = "reports"
    DOSSIERS = "dossiers"
    PAST_RESULTS = "past_results"
    TALLIES = "tallies"
    PLACES = "places"
    LIES = "lies"


RESOLVED = (
    ("counts", _YES),
    ("out1_from", _DAY),
    ("out1_to", _DAY),
    ("out2_from", _DAY),
    ("out2_to", _DAY),
    ("next_end", _DAY),
    ("heir_end", _DAY),
    ("area_from", _DAY),  # as out1, where a single residential area is asked about alone
    ("area_to", _DAY),
    ("contested", _YES),
    ("contested_near", _YES),  # the same, where communes are told apart: one of them spoke for another
    ("below", _YES),  # takes part in nothing but questions about its residential area alone
)
"""What is said beforehand of each figure: whether, and in which questions, another one of its leaf speaks for it."""

_RAW_FIGURES = (
    ("figure_id", _ID),
    ("report_id", _ID),
    ("cell_id", _ID),
    ("indicator", _TEXT),
    ("dims", _TEXT),  # canonical text of the cell: "award_kind=…;awarded_by=…"
    ("form_id", _ID),
    ("year", pa.int16()),  # of the period's last day
    ("period", _TEXT),
    ("start", _DAY),
    ("end", _DAY),
    ("map_day", _DAY),
    ("land", _ID),
    ("wide", _YES),
    ("place_id", _ID),
    ("path", _TEXT),
    ("reporter", _ID),
    ("covers", _YES),
    ("said", _TEXT),
    ("amount", AMOUNT),
    ("denominator", AMOUNT),
    ("bound", _TEXT),
    ("words", _TEXT),
    ("origin", _TEXT),
    ("counted", _YES),
    ("counted_amount", AMOUNT),
    ("accepted", _YES),
    ("recorded_at", INSTANT),
    ("by_post", _ID),
    *STANDING,
    ("gone", _DAY),
    ("now", _TEXT),  # its path on the newest map where that is another one; of a place gone the one its heirs share
    ("since", _DAY),  # the first day of `now`
    ("heirs", pa.list_(_ID)),  # what a place that is gone became, in whole or in part
)

_REPORTS = (
    ("report_id", _ID),
    ("collection_id", _ID),
    ("form_id", _ID),
    ("form", _TEXT),  # code of the form
    ("period", _TEXT),
    ("start", _DAY),
    ("end", _DAY),
    ("year", pa.int16()),
    ("map_day", _DAY),
    ("due_on", _DAY),
    ("state", _TEXT),
    ("standing", _TEXT),
    ("first_submitted_at", INSTANT),
    ("accepted_at", INSTANT),
    ("filled", pa.int32()),
    ("cells", pa.int32()),
    ("revision", pa.int32()),
    ("land", _ID),
    ("wide", _YES),
    ("place_id", _ID),
    ("path", _TEXT),
    ("unit_id", _ID),
    ("post_id", _ID),
    ("reporter", _ID),
    *STANDING,
    ("gone", _DAY),
)

_DOSSIERS = (
    ("dossier_id", _ID),
    ("round_id", _ID),
    ("unit_id", _ID),
    ("year", pa.int16()),
    ("kind", _TEXT),
    ("report_kind", _TEXT),
    ("managing_level", _TEXT),
    ("state", _TEXT),
    ("verdict", _TEXT),
    ("appraised_verdict", _TEXT),
    ("result", _TEXT),
    ("registered_on", _DAY),
    ("submitted_at", INSTANT),
    ("appraised_at", INSTANT),
    ("decided_on", _DAY),
    ("carried", _YES),
    ("place_id", _ID),
    ("path", _TEXT),
    *STANDING,
)

_PAST_RESULTS = (
    ("record_id", _ID),
    ("year", pa.int16()),
    ("kind", _TEXT),
    ("managing_level", _TEXT),
    ("result", _TEXT),
    ("recognised", AMOUNT),
    ("units", AMOUNT),
    ("decided_on", _DAY),
    ("place_id", _ID),
    ("path", _TEXT),
    *STANDING,
)

_TALLIES = (
    ("tally_id", _ID),
    ("record_id", _ID),
    ("register", _TEXT),
    ("indicator", _TEXT),
    ("dims", _TEXT),
    ("said", _TEXT),
    ("amount", AMOUNT),
    ("denominator", AMOUNT),
    ("bound", _TEXT),
    ("words", _TEXT),
    ("since", _DAY),
    ("until", _DAY),  # the first day on which it stands no more
    ("token", _TEXT),
    ("place_id", _ID),
    ("path", _TEXT),
    *STANDING,
)

_PLACES = (
    ("place_id", _ID),
    ("from", _DAY),
    ("to", _DAY),  # the first day on which it is something else, or no more
    ("tier", _TEXT),
    ("code", _TEXT),
    ("name", _TEXT),
    ("kind", _TEXT),
    ("path", _TEXT),
    ("parent", _ID),
    *TOLD,
)

# Where what a place told lies on a later map, for those places that changed. A figure told on `map_day` takes the rows
# with told_from <= map_day < told_to, of the asked map's day those with since <= day < until. Its parts are as many
# rows; a share that nobody published is null: it counts in full where all rows lie inside, not at all where none does,
# and is not comparable else. A row without an heir is not comparable anywhere. No row: the place lies as it was told.
_LIES = (
    ("place_id", _ID),
    ("told_from", _DAY),
    ("told_to", _DAY),
    ("since", _DAY),
    ("until", _DAY),
    ("heir", _ID),
    ("path", _TEXT),  # of the heir on that map
    ("share", SHARE),
    *TOLD,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns, the order within its files, and the columns whose values are replaced together.

    `leaf` names what a segment replaces: all rows of the same values go when new ones come. `by_year` says that the
    base has a folder a year, `bases` that it is kept once for what is saved and once for what is accepted.
    """

    columns: pa.Schema
    order: tuple[str, ...]
    leaf: tuple[str, ...]
    by_year: bool = False
    bases: bool = False


RAW_FIGURES = pa.schema(_RAW_FIGURES)
"""Figures before what takes part is resolved."""

SHAPES = {
    Dataset.FIGURES: Shape(
        pa.schema((*_RAW_FIGURES, *RESOLVED)),
        ("below", "indicator", "end", "province", "commune", "figure_id"),
        ("land", "year"),
        by_year=True,
        bases=True,
    ),
    Dataset.REPORTS: Shape(
        pa.schema(_REPORTS), ("form", "end", "province", "commune", "report_id"), ("land", "year"), by_year=True
    ),
    Dataset.DOSSIERS: Shape(
        pa.schema(_DOSSIERS), ("year", "kind", "province", "commune", "dossier_id"), ("dossier_id",)
    ),
    Dataset.PAST_RESULTS: Shape(pa.schema(_PAST_RESULTS), ("year", "province", "record_id"), ("record_id",)),
    Dataset.TALLIES: Shape(
        pa.schema(_TALLIES), ("indicator", "since", "province", "commune", "tally_id"), ("record_id",)
    ),
    Dataset.PLACES: Shape(pa.schema(_PLACES), ("tier", "place_id", "from"), ("place_id",)),
    Dataset.LIES: Shape(pa.schema(_LIES), ("place_id", "told_from", "since", "heir"), ("place_id",)),
}


def empty(columns: pa.Schema) -> pa.Table:
    """Return a table of no rows."""
    return columns.empty_table()


TABLES: Mapping[str, Dataset] = {
    "figures_saved": Dataset.FIGURES,
    "figures_accepted": Dataset.FIGURES,
    **{one.value: one for one in Dataset if one is not Dataset.FIGURES},
}
"""The tables as questions name them: figures once for each basis."""
