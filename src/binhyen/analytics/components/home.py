"""The first board: four large figures, rows of dots by kinds, a map of the kind that leads, what asks for a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.home import LEADING, Home, KindResult, Result
from binhyen.analytics.boards.maps import Ground, Look
from binhyen.analytics.boards.words import amount_text, percent_of, percent_text, plain
from binhyen.analytics.components.files import FileOf
from binhyen.analytics.components.maps import Heading, draw
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.pivots import Below
from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import sort_key
from binhyen.recognition.rules.reported import PLACES
from binhyen.ui.components.charts import Mark, Under
from binhyen.ui.components.dots import Dot, Spread
from binhyen.ui.components.maps import MapDrawing, Told

THRESHOLD = Decimal(70)
"""A commune meets the standard with so many percent of its residential areas (TT 124/2021/TT-BCA)."""
_GROUPS = (
    (gettext_noop("Residential areas recognised"), (LEADING,)),
    (gettext_noop("Communes, wards, townships"), PLACES[1:]),
    (gettext_noop("Agencies, schools"), ("agency", "school")),
    (gettext_noop("Enterprises"), ("enterprise",)),
)


@dataclass(frozen=True, slots=True)
class Large:
    """One large figure: what it is, so many of so many, what it opens, a sentence."""

    label: str
    part: str
    whole: str
    href: str
    share: str
    parts: tuple[tuple[str, str, str], ...]
    """Of several kinds: each kind's word, its numbers, and what they open."""
    missing: str = ""
    unclear: bool = False


def larges(board: Home) -> tuple[Large, ...]:
    """Return the large figures of those groups of kinds that the place has."""
    found = ((label, [one for one in board.kinds if one.kind in kinds]) for label, kinds in _GROUPS)
    return tuple(_large(gettext(label), kinds) for label, kinds in found if kinds)


def _large(label: str, kinds: list[KindResult]) -> Large:
    whole = sum((one.whole for one in kinds[1:]), kinds[0].whole)
    parts = tuple((kind_name(one.kind), numbers(one.whole), opened(one.whole)) for one in kinds) if kinds[1:] else ()
    missing = amount_text(whole.missing) if whole.missing and whole.share is not None else ""
    return Large(
        label,
        amount_text(whole.recognised),
        amount_text(whole.units),
        kinds[0].whole.href if len(kinds) == 1 else "#theo-loai",
        percent_text(whole.share),
        parts,
        missing,
        whole.share is None,
    )


def board_of(board: Home, place_id: int) -> str:
    """Return the board of a place below for the same year: its numbers open there."""
    return f"?noi={place_id}&nam={board.year}"


def numbers(result: Result) -> str:
    """Say so many of so many."""
    return f"{amount_text(result.recognised)}/{amount_text(result.units)}"


def opened(result: Result) -> str:
    """Return the page that a result opens; where nothing was recognised there is nothing to open."""
    return result.href if result.recognised else ""


def kind_name(code: str) -> str:
    """Name a kind of units."""
    return dims()["unit_kind"].name_of(code)


def spreads(board: Home) -> tuple[Spread, ...]:
    """Return a row of dots for each kind that two places below have; nobody is named.

    A commune is one unit of its own kind: of those there is nothing to be spread over communes.
    """
    single = PLACES[1:] if board.about.below is Below.COMMUNES else ()
    found = (one for one in board.kinds if len(one.places) > 1 and one.kind not in single)
    return tuple(_spread(one, board) for one in found)


def _spread(one: KindResult, board: Home) -> Spread:
    dots = tuple(
        Dot(share, f"{percent_text(result.share)} ({numbers(result)})", board_of(board, place_id))
        for place_id, result in one.places.items()
        if (share := percent_of(result.share)) is not None
    )
    limit = THRESHOLD if one.kind == LEADING else None
    return Spread(kind_name(one.kind), numbers(one.whole), opened(one.whole), dots, percent_of(one.whole.share), limit)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the table behind the dots: its shares by kind, in the order of the kinds."""

    name: str
    href: str
    marks: tuple[Mark, ...]


def place_rows(board: Home) -> tuple[PlaceRow, ...]:
    """Return the places below in Vietnamese order of their names, never by what they reached."""
    ordered = sorted(board.names.items(), key=lambda one: sort_key(one[1]))
    return tuple(
        PlaceRow(
            name,
            f"{addresses.ROOT}{board_of(board, place_id)}",
            tuple(_mark(one.places.get(place_id)) for one in board.kinds),
        )
        for place_id, name in ordered
    )


def file_of(board: Home, under: Under) -> FileOf:
    """Return the table of places for a file."""
    rows = [((row.name,), row.marks) for row in place_rows(board)]
    heads = (gettext("Place"), *(kind_name(one.kind) for one in board.kinds))
    return FileOf(f"{board.about.name}, {board.year}", heads, rows, under)


def _mark(result: Result | None) -> Mark:
    if result is None or not result.units:
        return Mark("–")
    share = percent_of(result.share)
    if share is None:
        return Mark("–", None, result.href, gettext("not comparable"))
    return Mark(numbers(result), plain(share), result.href)


def home_map(board: Home, ground: Ground, look: Look | None, under: Under, table_href: str) -> MapDrawing | None:
    """Return the map of the kind that leads, where anything below the place can be drawn."""
    leading = board.kind(LEADING)
    if leading is None or not ground.looks:
        return None
    told = _told(leading, board, ground)
    title = gettext("%(kind)s recognised, %(year)s") % {"kind": kind_name(LEADING), "year": board.year}
    return draw(Heading("ban-do", title, under, table_href=table_href), ground, told, look)


def _told(leading: KindResult, board: Home, ground: Ground) -> Iterable[Told]:
    shorts = {tile.code: tile.short for tile in ground.tiles}
    for place_id in sorted(ground.versions, key=lambda one: sort_key(ground.versions[one].name)):
        version = ground.versions[place_id]
        result = leading.places.get(place_id)
        share = None if result is None else percent_of(result.share)
        href = board_of(board, place_id)
        mark = (
            Mark("–", None, href)
            if share is None
            else Mark(percent_text(result.share if result else None), share, href)
        )
        name = version.name if ground.tiles else board.names.get(place_id, version.name)
        yield Told(str(place_id), name, mark, shorts.get(str(place_id), ""), place_id == board.about.place.place_id)
