"""Badges of delegates: a seat in words, and the code that a camera reads at the door."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from binhyen.campaigns.queries.badges import word_of
from binhyen.campaigns.queries.conferences import Row
from binhyen.documents.writers.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge."""

    agency: str
    role: str
    name: str
    seat: int
    point: str
    word: str
    address: str
    """Where the code leads."""


def badges_of(rows: Sequence[Row], points: Mapping[int, str], named: Container[int]) -> list[Badge]:
    """Return the badges of seats, with the names of those that are `named`."""
    return [_badge(row, points, row.name if row.record_id in named else "") for row in rows]


def _badge(row: Row, points: Mapping[int, str], name: str) -> Badge:
    word, point = word_of(row.record_id), points.get(row.point_id, "")
    return Badge(row.agency, row.role, name, row.seat or 1, point, word, badge_address(word))


def badge_address(word: str) -> str:
    """Return the address that a badge's code leads to."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{reverse('campaigns:check_in', args=[word])}"


def picture_of(word: str) -> str:
    """Return a badge's code as a drawing."""
    return qr_svg(badge_address(word))
