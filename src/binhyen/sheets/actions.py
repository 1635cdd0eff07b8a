"""Writes: workbooks held between a preview and its import, and what was learnt about people's headers."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import IO

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.sheets.models import ColumnMap
from binhyen.sheets.queries import copy_in, held_path
from binhyen.sheets.rules.columns import header_key

_KEEP_SECONDS = 24 * 60 * 60


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


def hold_workbook(*, stream: IO[bytes], by: Actor, at: datetime) -> str:
    """Keep an uploaded workbook until it is imported, a day at most, and return the word that opens it again.

    Refused when it is too large. Only the account that brought it can open it. No database row: nothing to audit.
    """
    word = secrets.token_hex(16)
    path = held_path(word, by.account_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.iterdir():
        if at.timestamp() - old.stat().st_mtime > _KEEP_SECONDS:
            old.unlink(missing_ok=True)
    copy_in(stream, path)
    return word


def release_workbook(*, word: str, by: Actor) -> None:
    """Forget a held workbook; nothing happens when it is gone already."""
    held_path(word, by.account_id).unlink(missing_ok=True)
