"""Writes of what was learnt about people's workbooks."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.sheets.models import ColumnMap
from binhyen.sheets.rules.columns import header_key


@transaction.atomic
def remember_columns(*, purpose: str, headers: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Remember for the actor's place which header means which column. Never refused: it only helps the next reading."""
    for header, column in headers.items():
        ColumnMap.objects.update_or_create(
            purpose=purpose,
            place_path=by.place_path,
            header=header_key(header)[:200],
            defaults={"column": column, "remembered_at": at},
        )
    deed = Deed("sheets.columns_remembered", "sheets.purpose", 0, by.place_path, {"columns": sorted(headers.values())})
    record(deed, by=by, at=at)
