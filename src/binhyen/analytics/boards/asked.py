"""What readers ask of boards, with the words of their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.analytics.boards.pivot import Asked
from binhyen.analytics.boards.places import About
from binhyen.analytics.boards.targets import Span
from binhyen.analytics.rules.addresses import Word
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.periods import year
from binhyen.reports.rules.totals import Basis

TARGETS = "chi-tieu"
"""Asks for targets, and for the file of them, in addresses."""
FIRST_YEAR, LAST_YEAR = 2008, 2100


@dataclass(frozen=True, slots=True)
class BoardAsked:
    """The place, year and basis of a board."""

    about: About
    year: int
    basis: Basis
    today: date

    @property
    def kept(self) -> Mapping[str, Word]:
        """The question as words of the address."""
        basis = "" if self.basis is Basis.SAVED else self.basis.value
        return {"noi": self.about.place.place_id, "nam": self.year, "co_so": basis}


@dataclass(frozen=True, slots=True)
class PivotAsked:
    """A pivot with the words of its form."""

    asked: Asked
    kind: PeriodType
    first: int
    last: int
    drawing: str
    map_choice: str
    today: date
    with_targets: bool = False
    """Whether targets of the same places, indicators and years are asked for besides."""

    @property
    def span(self) -> Span:
        """The days of which targets are asked for: the whole years of the form, whatever its periods."""
        return Span(year(self.first).start, year(self.last).end, self.asked.basis, self.asked.on_map)

    @property
    def kept(self) -> Mapping[str, Word]:
        """The question as words of the address."""
        asked = self.asked
        return {
            "noi": asked.about.place.place_id,
            "chi_tieu": asked.indicators,
            "loai_ky": self.kind.value,
            "tu": self.first,
            "den": self.last,
            "duoi": asked.about.below.value,
            "tach": asked.split,
            "cot": asked.layout.across.value,
            "hang": tuple(axis.value for axis in asked.layout.down),
            "co_so": "" if asked.basis is Basis.SAVED else asked.basis.value,
            "ban_do": self.map_choice,
            "ve": self.drawing,
            "thay_doi": tuple(one.value for one in asked.versus),
            "so": TARGETS if self.with_targets else "",
            "biet": "" if asked.known_on is None else asked.known_on.isoformat(),
        }
