"""The first board of a place: what was recognised in a year, by kinds, and how it is spread over the places below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.places import About, names_of
from binhyen.analytics.boards.words import plain
from binhyen.analytics.rules.answers import Recognition
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import year
from binhyen.recognition.queries.rounds import rounds_touching
from binhyen.recognition.rules.addresses import dossiers
from binhyen.recognition.rules.reported import UNIT_KINDS
from binhyen.registers.rules.addresses import lines

INDICATOR = "recognised_units"
LEADING = "residential_area"
"""The kind that a province's board is headed and mapped by."""
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Result:
    """So many of so many; `uncarried` says that some could not be told on this map. `href` opens it."""

    recognised: Decimal = _NONE
    units: Decimal = _NONE
    href: str = ""
    uncarried: int = 0

    @property
    def share(self) -> Decimal | None:
        """The recognised ones as a part of one."""
        return None if self.uncarried or not self.units else self.recognised / self.units

    @property
    def missing(self) -> Decimal:
        """How many were not recognised, or not yet."""
        return self.units - self.recognised

    def __add__(self, other: "Result") -> "Result":
        return Result(
            self.recognised + other.recognised,
            self.units + other.units,
            self.href if self.href == other.href else "",
            self.uncarried + other.uncarried,
        )


@dataclass(frozen=True, slots=True)
class KindResult:
    """What became of units of one kind: in the whole place, and in each place below that has any."""

    kind: str
    whole: Result
    places: Mapping[int, Result]


@dataclass(frozen=True, slots=True)
class Home:
    """The board of a place and year."""

    about: About
    year: int
    kinds: tuple[KindResult, ...]
    names: Mapping[int, str]
    by_round: bool
    """Whether a round of this system says it; else lists of earlier years do."""

    def kind(self, code: str) -> KindResult | None:
        """Return what became of one kind, if there was any."""
        return next((one for one in self.kinds if one.kind == code), None)


def home(actor: Actor, about: About, wanted: int) -> Home:
    """Return the board of a place and year: one question to the lake."""
    rows: Iterable[Recognition] = ask("recognition", about.question(actor, (year(wanted),)))
    by_round = rounds_touching((about.place.path,)).filter(year=wanted).exists()
    opens = _Opens(wanted, about.place.place_id, by_round=by_round)
    found: dict[str, dict[int, Result]] = defaultdict(dict)
    for row in rows:
        place_id = row.place_id or about.place.place_id
        added = found[row.kind].get(place_id, Result(href=opens.at(row.kind, place_id)))
        found[row.kind][place_id] = added + _result(row, opens.at(row.kind, place_id))
    kinds = [_kind(kind, found[kind], opens) for kind in UNIT_KINDS if kind in found]
    names = names_of({place_id for places in found.values() for place_id in places}, year(wanted).end)
    return Home(about, wanted, tuple(kinds), names, by_round)


def _result(row: Recognition, href: str) -> Result:
    return Result(plain(row.recognised or _NONE), plain(row.units or _NONE), href, row.uncarried)


def _kind(kind: str, places: Mapping[int, Result], opens: "_Opens") -> KindResult:
    whole = sum(places.values(), Result())
    href = opens.at(kind, opens.place_id)
    return KindResult(kind, Result(whole.recognised, whole.units, href, whole.uncarried), places)


@dataclass(frozen=True, slots=True)
class _Opens:
    """Where results of a year open: the dossiers of its round, or the lists of a year before the system."""

    year: int
    place_id: int
    by_round: bool

    def at(self, kind: str, place_id: int) -> str:
        if self.by_round:
            query = {"year": self.year, "report_kind": kind, "result": "recognised", "place": place_id}
            return dossiers(query)
        split = f"unit_kind={kind}"
        return lines({"chi_tieu": INDICATOR, "tach": split, "noi": place_id, "ky": str(self.year)})
