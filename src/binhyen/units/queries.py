"""Reads of units, their representatives and their committees."""

from datetime import date

from django.db.models import Q

from binhyen.units.models import Representation


def units_represented(post_id: int, on: date) -> frozenset[int]:
    """Return the ids of the units that a post speaks for on a day."""
    rows = Representation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), post_id=post_id, valid_from__lte=on
    )
    return frozenset(rows.values_list("unit_id", flat=True))
