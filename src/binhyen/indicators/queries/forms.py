"""Reads of forms: those shipped, their stored versions as typed content, and the cells that figures stand in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial

from django.db import transaction
from django.db.models import Q

from binhyen.indicators.models import Cell, FormVersion
from binhyen.indicators.queries.packs import PACKS, read
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.indicators.rules.plain import form_from_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import ancestors, node_of

_KEPT = 256
_CHUNK = 900
_contents: dict[str, FormContent] = {}
_lines: dict[str, Mapping[CellKey, Line]] = {}
_cells: dict[str, Mapping[CellKey, int]] = {}
_keys: dict[int, CellKey] = {}


@cache
def shipped_forms() -> Mapping[str, FormContent]:
    """Return the forms that the software is shipped with, by code."""
    return {path.stem: form_from_data(read(path)) for path in sorted((PACKS / "forms").glob("*.yaml"))}


def shipped_or_own(viewer: Actor) -> Q:
    """Return the condition that a version is of a shipped form or of one of the viewer's own province."""
    above = [node_of(path) for scope in viewer.scopes for path in ancestors(scope)]
    return Q(form__province__isnull=True) | Q(form__province__in=above)


def published_for(viewer: Actor) -> Q:
    """Return the condition that a version of those is or was in use."""
    return shipped_or_own(viewer) & ~Q(state=FormState.DRAFT)


def content_of(version: FormVersion) -> FormContent:
    """Return a version as typed content. Built once a process for each content: what was published never changes."""
    found = _contents.get(version.content_hash)
    if found is None:
        if len(_contents) >= _KEPT:
            _contents.clear()
        found = _contents[version.content_hash] = form_from_data(version.content)
    return found


def lines_of(version: FormVersion) -> Mapping[CellKey, Line]:
    """Return a version's lines by cell. Built once a process for each content."""
    found = _lines.get(version.content_hash)
    if found is None:
        if len(_lines) >= _KEPT:
            _lines.clear()
        found = _lines[version.content_hash] = {line.cell: line for line in content_of(version).lines}
    return found


def cells_of(version: FormVersion) -> Mapping[CellKey, int]:
    """Return the ids of a published version's cells. Asked once a process for each content."""
    found = _cells.get(version.content_hash)
    if found is None:
        found = ids_of(content_of(version).cells)
        transaction.on_commit(partial(_cells.__setitem__, version.content_hash, found))
    return found


def ids_of(keys: Iterable[CellKey]) -> dict[CellKey, int]:
    """Return the ids of cells that have one, in the order of `keys`."""
    wanted = list(dict.fromkeys(keys))
    codes = {key.indicator for key in wanted}
    rows = Cell.objects.filter(indicator__in=codes).values_list("indicator", "dims", "pk")
    known = {CellKey(indicator, dims): number for indicator, dims, number in rows}
    return {key: known[key] for key in wanted if key in known}


def cell_keys(ids: Iterable[int]) -> Mapping[int, CellKey]:
    """Return the addresses of cells by id. Cells never change, so a process asks once for each.

    What is read inside a transaction is remembered when that commits: a cell that was rolled back leaves no trace.
    """
    wanted = set(ids)
    missing = sorted(wanted - _keys.keys())
    fresh: dict[int, CellKey] = {}
    for start in range(0, len(missing), _CHUNK):
        rows = Cell.objects.filter(pk__in=missing[start : start + _CHUNK]).values_list("pk", "indicator", "dims")
        fresh.update({pk: CellKey(indicator, dims) for pk, indicator, dims in rows})
    if fresh:
        transaction.on_commit(partial(_keys.update, fresh))
    return fresh | {number: _keys[number] for number in wanted if number in _keys}


def forget_cells() -> None:
    """Forget what was remembered of cells: for tests, whose databases begin anew."""
    _cells.clear()
    _keys.clear()


def published_version(form_code: str, on: datetime | None = None) -> FormVersion | None:
    """Return the version of a form that is in use, or was in use `on` a moment, if there is one."""
    rows = FormVersion.objects.filter(form__code=form_code).select_related("form")
    if on is None:
        return rows.filter(state=FormState.PUBLISHED).order_by("-number").first()
    return rows.filter(published_at__lte=on).order_by("-published_at", "-number").first()
