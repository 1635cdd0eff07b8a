"""Old workbooks (.xls): which cells compute, which hold an error, and whether a password protects them.

The container is read as [MS-CFB] lays it out, its records as [MS-XLS] does. Run in the limited process as well.
"""

import struct
from collections.abc import Iterator
from itertools import islice

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_ENTRY = 128
_SECTORS = {9, 12}
"""Sizes that sectors may have, as powers of two."""
_BOUND_SHEET, _PASSWORD, _BEGINS, _ENDS = 0x85, 0x2F, 0x809, 0x0A
_FORMULAS, _BOOLEAN_OR_ERROR = {0x06, 0x206, 0x406}, 0x205
_FORMULA_SIZE, _ERROR_SIZE = 14, 8
_ERROR_RESULT = 2
_EARLY = 20
"""Records among the first of which a password is told."""


def special_of_old(content: bytes, index: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the cells (row, column; from 0) of a sheet that compute, and those that hold an error."""
    formulas: list[tuple[int, int]] = []
    errors: list[tuple[int, int]] = []
    stream = _workbook(content)
    starts = [_number(stream, at) for kind, at, _ in _records(stream, 0) if kind == _BOUND_SHEET]
    for kind, at, size in _records(stream, starts[index]) if index < len(starts) else ():
        if kind in _FORMULAS and size >= _FORMULA_SIZE:
            formulas.append(_place(stream, at))
            result = stream[at + 6 : at + 14]
            errors += [_place(stream, at)] if result[0] == _ERROR_RESULT and result[6:] == b"\xff\xff" else []
        elif kind == _BOOLEAN_OR_ERROR and size >= _ERROR_SIZE and stream[at + 7]:
            errors.append(_place(stream, at))
    return formulas, errors


def has_password(content: bytes) -> bool:
    """Tell whether a workbook cannot be read without its password."""
    try:
        return any(kind == _PASSWORD for kind, _, _ in islice(_records(_workbook(content), 0), _EARLY))
    except struct.error:
        return False


# ------------------------------------------------------------------ records


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Give the records of one part, from its beginning to its end: their kind, where their data are, how many."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if depth <= 0:
            return
        yield kind, at + 4, min(size, len(stream) - at - 4)
        at += 4 + size


def _place(stream: bytes, at: int) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", stream, at)
    return row, column


def _number(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0])


# ------------------------------------------------------------------ the container


def _workbook(content: bytes) -> bytes:
    """Return the stream that holds the workbook; nothing where there is none."""
    power, short_power = struct.unpack_from("<HH", content, 30)
    if power not in _SECTORS or short_power >= power:
        return b""
    sector = 1 << power
    table = _table(content, sector)
    folder = _chain(content[sector:], table, _number(content, 48), sector)
    entries = {name: (start, size) for name, start, size in _entries(folder)}
    found = next((entries[name] for name in _STREAMS if name in entries), None)
    if found is None:
        return b""
    start, size = found
    if size >= _number(content, 56):
        return _chain(content[sector:], table, start, sector)[:size]
    # Short streams lie in pieces of a stream of their own, which is the root's.
    short = _chain(content[sector:], table, _number(content, 60), sector)
    root = _chain(content[sector:], table, entries["Root Entry"][0], sector) if "Root Entry" in entries else b""
    return _chain(root, struct.unpack(f"<{len(short) // 4}I", short), start, 1 << short_power)[:size]


def _table(content: bytes, sector: int) -> tuple[int, ...]:
    """Return for each sector which one follows."""
    listed = list(struct.unpack_from("<109I", content, 76))
    more, most = _number(content, 68), len(content) // sector + 1
    while more < most and len(listed) <= most:
        numbers = struct.unpack_from(f"<{sector // 4}I", content, sector * (more + 1))
        listed += numbers[:-1]
        more = numbers[-1]
    told = [one for one in listed if one < most][: most * 4 // sector + 1]
    body = b"".join(content[sector * (one + 1) : sector * (one + 2)] for one in told)
    return struct.unpack(f"<{len(body) // 4}I", body[: len(body) // 4 * 4])


def _chain(body: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    """Put the sectors of one stream together. A chain that runs in a circle ends where it has taken them all."""
    parts: list[bytes] = []
    while start < len(table) and len(parts) <= len(table):
        parts.append(body[start * size : (start + 1) * size])
        start = table[start]
    return b"".join(parts)


def _entries(folder: bytes) -> Iterator[tuple[str, int, int]]:
    for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", folder, at + 64)[0]
        name = folder[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        yield name, _number(folder, at + 116), _number(folder, at + 120)
