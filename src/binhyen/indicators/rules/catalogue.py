"""What an indicator is: what it counts, how it adds up over places and over time, and what it may be used for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.amounts import Bound


class Kind(StrEnum):
    """In which forms an indicator's figures are written."""

    COUNT = "count"
    RATIO = "ratio"
    """A share with both its numbers: "194/213"."""
    RATE = "rate"
    """A percentage whose two numbers are not known: it is never added or averaged."""
    AMOUNT = "amount"
    """Money in đồng (whole), weights, lengths, areas."""
    CHANGE = "change"
    """A difference told in words ("giảm 212 vụ"); read from texts, never typed or added."""


class OverPlaces(StrEnum):
    """How figures of several places make the figure of all of them."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    NONE = "none"


class OverTime(StrEnum):
    """How figures of several periods make the figure of all of them."""

    SUM_OF_FLOWS = "sum_of_flows"
    """A flow: what happened in the period. Flows add up."""
    LAST_VALUE = "last_value"
    """A stock: what there is at the end of the period. The last one holds."""
    NONE = "none"


class Use(StrEnum):
    """Where an indicator may stand."""

    FORM = "form"
    READER_ONLY = "reader_only"
    """Recognised in texts so that it is not mistaken for something else; in no form, store, lake, rank or map."""


class Floor(StrEnum):
    """Below which places a figure is not kept."""

    NONE = ""
    COMMUNE = "commune"
    """Never kept below the commune, and counts under five are hidden in drill-down, exports and API."""


class Mark(StrEnum):
    """How sure we are of a source."""

    CONFIRMED = "C"
    SECONDARY = "C2"
    INFERRED = "I"
    NOT_FOUND = "NF"


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a definition rests on, and how sure we are of it."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How a sentence says the figure: "{so} mô hình"; `nothing` is said when there is none."""

    one: str
    nothing: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue. `dims` are codes of dimensions by which its figures may be split.

    `least` and `most` bound one cell (in the indicator's unit). `scored` says whether a target, ranking, score or
    award rule may use it at all. `whole` says that it has no decimals.
    """

    code: str
    group: str
    name: str
    name_en: str
    unit: str
    kinds: tuple[Kind, ...]
    dims: tuple[str, ...]
    over_places: OverPlaces
    over_time: OverTime
    definition: str
    source: Source
    phrasing: Phrasing
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    whole: bool = True
    use: Use = Use.FORM
    floor: Floor = Floor.NONE
    scored: bool = True

    @property
    def is_stock(self) -> bool:
        """Tell whether the last value of a period holds."""
        return self.over_time is OverTime.LAST_VALUE

    @property
    def is_share(self) -> bool:
        """Tell whether its figures are shares with both numbers."""
        return self.over_places is OverPlaces.RATIO_OF_SUMS and Kind.RATIO in self.kinds

    @property
    def in_forms(self) -> bool:
        """Tell whether it may be typed, stored and shown at all."""
        return self.use is Use.FORM


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the catalogue: "models", "Mô hình"."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of the catalogue. `version` names its pack; figures keep codes, which are never reused."""

    version: str
    title: str
    groups: tuple[Group, ...]
    indicators: Mapping[str, Indicator]

    def find(self, code: str) -> Indicator | None:
        """Return an indicator, or nothing."""
        return self.indicators.get(code)

    def of_group(self, group: str) -> tuple[Indicator, ...]:
        """Return a group's indicators in the order of the pack."""
        return tuple(one for one in self.indicators.values() if one.group == group)


WORDS_OF_BOUND = {
    Bound.EXACT: "",
    Bound.OVER: "hơn",
    Bound.NEARLY: "gần",
    Bound.ABOUT: "khoảng",
    Bound.AT_LEAST: "ít nhất",
    Bound.VAGUE: "",
}
"""The word that stands before a number with this bound."""
