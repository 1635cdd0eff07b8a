"""Brings offices' own lists of earlier years in, as workbooks: what comes from them is marked as imported."""

import io
from collections.abc import Mapping
from typing import Any

from binhyen.kernel.actors import Actor
from binhyen.registers.actions.importing import import_entries
from binhyen.registers.models import Import
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import registers
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.columns import Column
from binhyen.sheets.writers import write_table
from binhyen.workshop.actions.reporting import on_day


def bring(said: Mapping[str, Any], by: Actor) -> Import:
    """Make the workbook of a list as an office keeps it, and take it in."""
    register = registers()[str(said["register"])]
    heads = [Column(str(number), str(head)) for number, head in enumerate(said["columns"])]
    content = write_table(heads, said["rows"], title=str(said["title"]))
    table = read_table(io.BytesIO(content), columns(register))
    return import_entries(
        register=register,
        table=table,
        chosen={},
        workbook=io.BytesIO(content),
        name=str(said["file"]),
        by=by,
        at=on_day(said["written"]),
    )
