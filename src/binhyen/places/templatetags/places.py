"""Words for places: `{% load places %}`."""

from datetime import date

from django import template
from django.urls import reverse

from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.places.rules.kinds import NAMES, PlaceKind

register = template.Library()


@register.filter
def place_label(version: PlaceVersion) -> str:
    """Write the full name: "Phường Kỳ Lừa"."""
    return label_of(version)


@register.filter
def place_kind(version: PlaceVersion) -> str:
    """Write what the law calls the place."""
    return NAMES[PlaceKind(version.kind)]


@register.simple_tag
def place_href(version: PlaceVersion, day: date, today: date) -> str:
    """Return the address of a place on a day; today needs no day in it."""
    address = reverse("places:place", args=[version.place_id])
    return address if day == today else f"{address}?ngay={day.isoformat()}"
