"""The gallery's cards: schemes by what came of them, exemplars by what others can copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.queries import dims
from binhyen.kernel.vietnamese import fold
from binhyen.registers.components.words import last_names
from binhyen.registers.models import RecordFile
from binhyen.schemes.components.scheme import Rating, rating_of
from binhyen.schemes.models import Exemplar, Scheme
from binhyen.schemes.queries.gallery import RANKS, pictures_of
from binhyen.schemes.rules import kinds

_ICONS = {
    "cameras": "eye",
    "gong": "bell",
    "interfamily": "kdc",
    "fire_interfamily": "warn",
    "clan": "merge",
    "worship": "kdc",
    "online": "msg",
    "school_gate": "gd",
    "adjoining": "map",
    "frontier": "route",
    "five_help_one": "hand",
    "weapons": "ban",
    "keyring": "lock",
    "children": "hand2",
}
"""What stands on a card without a photograph, by kind."""


@dataclass(frozen=True, slots=True)
class Card:
    """A scheme in the gallery."""

    row: Scheme
    kind: str
    place: str
    problems: Sequence[str]
    rating: Rating | None
    picture: RecordFile | None
    icon: str
    sites: int
    copies: int


def cards(rows: Sequence[Scheme]) -> list[Card]:
    """Return schemes as cards, in two queries more: pictures and places."""
    pictures, places = pictures_of(row.record_id for row in rows), last_names(row.place_id for row in rows)
    return [
        Card(
            row,
            kind_name(row.kind, row.kind_name),
            places.get(row.place_id, ""),
            [gettext(kinds.TOPICS[code]) for code in row.topics if code in kinds.TOPICS],
            _rating(getattr(row, "rank", None)),
            pictures.get(row.record_id),
            _ICONS.get(row.kind, "bulb"),
            getattr(row, "sites", 0),
            getattr(row, "times", 0),
        )
        for row in rows
    ]


def _rating(rank: int | None) -> Rating | None:
    return rating_of(RANKS[rank]) if rank is not None and rank < len(RANKS) else None


def kind_name(kind: str, own: str) -> str:
    """Return what a kind is called: its own name under “other”."""
    return own if kind == kinds.OTHER and own else gettext(kinds.KINDS.get(kind, kind))


def topics_named(words: str) -> tuple[str, ...]:
    """Return the problems whose names hold all words, without diacritics."""
    asked = fold(words).split()
    return tuple(
        code for code, name in kinds.TOPICS.items() if asked and all(word in fold(gettext(name)) for word in asked)
    )


@dataclass(frozen=True, slots=True)
class ExemplarCard:
    """An exemplar that agreed to be shown."""

    row: Exemplar
    whose: str
    place: str
    problems: Sequence[str]
    picture: RecordFile | None


def exemplar_cards(rows: Sequence[Exemplar]) -> list[ExemplarCard]:
    """Return exemplars as cards, in two queries more."""
    pictures, places = pictures_of(row.record_id for row in rows), last_names(row.place_id for row in rows)
    names = dims()["kind_of_recipient"].values
    return [
        ExemplarCard(
            row,
            names.get(row.recipient, ""),
            places.get(row.place_id, ""),
            [gettext(kinds.TOPICS[code]) for code in row.topics if code in kinds.TOPICS],
            pictures.get(row.record_id),
        )
        for row in rows
    ]
