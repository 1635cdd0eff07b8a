"""Badges of delegates: a seat in words, and the code that a camera reads at the door."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
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
    address: str
    code: str
    """The QR code as the address of a picture."""


def badges_of(rows: Sequence[Row], points: Mapping[int, str]) -> list[Badge]:
    """Return the badges of seats."""
    return [_badge(row, points) for row in rows]


def _badge(row: Row, points: Mapping[int, str]) -> Badge:
    address = badge_address(row.record_id)
    picture = b64encode(qr_svg(address).encode()).decode()
    point = points.get(row.point_id, "")
    return Badge(row.agency, row.role, row.name, row.seat or 1, point, address, f"data:image/svg+xml;base64,{picture}")


def badge_address(record_id: int) -> str:
    """Return the address that a badge's code leads to."""
    path = reverse("campaigns:check_in", args=[word_of(record_id)])
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
