"""Entries that leave as a workbook: whoever takes names out leaves a trace in the log."""

from datetime import datetime

from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.registers.queries.declared import Register


def note_export(*, register: Register, rows: int, by: Actor, at: datetime) -> None:
    """Write down who took a register's list out, how long it was, and that it may hold names of persons."""
    private = bool(register.private) and by.role in register.keepers
    data = {"rows": rows, "private": private}
    record(Deed("registers.exported", register.code, 0, by.place_path, data), by=by, at=at)
