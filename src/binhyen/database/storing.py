"""Columns of many rows written back after an action on them."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import models
from django.db.models import F

_CHUNK = 5_000


class Versioned(Protocol):
    """A row that counts its changes."""

    pk: Any
    version: Any


def store_columns(model: type[models.Model], rows: Sequence[Versioned], fields: Sequence[str]) -> None:
    """Write the named columns of rows of `model` back: one statement for each set of equal values; count the change."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in fields), []).append(row.pk)
    for values, ids in groups.items():
        changes = dict(zip(fields, values, strict=True))
        for start in range(0, len(ids), _CHUNK):
            found = model._default_manager.filter(pk__in=ids[start : start + _CHUNK])  # noqa: SLF001 - documented
            found.update(**changes, version=F("version") + 1)
    for row in rows:
        row.version += 1
