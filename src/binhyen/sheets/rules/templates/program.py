"""Reads or fills a form in a limited process: `program cells|fill SUFFIX PATH [VALUES]` prints what came of it.

Reading prints JSON. Filling prints one line of JSON, the troubles, and after it the file when there were none.
"""

import json
import sys
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from binhyen.sheets.rules.templates import MOST_CELLS, document, workbook
from binhyen.sheets.rules.templates.parts import Parts
from binhyen.sheets.rules.templates.values import Value

_KINDS = {".xlsx": workbook, ".docx": document}


def main(arguments: list[str]) -> bytes:
    """Do what the arguments ask for and return what is to be printed."""
    asked, suffix, path, *rest = arguments
    parts, kind = Parts(Path(path).read_bytes()), _KINDS[suffix]
    if asked == "cells":
        return _json([asdict(one) for one in islice(kind.cells(parts), MOST_CELLS)])
    values = {address: Value(**one) for address, one in json.loads(Path(rest[0]).read_bytes()).items()}
    troubles = kind.fill(parts, values)
    return _json(troubles) + b"\n" + (b"" if troubles else parts.written())


def _json(what: object) -> bytes:
    return json.dumps(what, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1:]))
