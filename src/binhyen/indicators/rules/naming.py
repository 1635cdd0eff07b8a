"""Codes of forms: short, without diacritics, and never given twice."""

import re
from collections.abc import Collection
from itertools import count

from binhyen.kernel.vietnamese import fold

_LONGEST = 48
_OTHER = re.compile(r"[^a-z0-9]+")


def form_code(name: str, province_id: int, taken: Collection[str] = ()) -> str:
    """Return the code of a province's form from its name; with a number where the code is taken.

    >>> form_code("Biểu tháng", 12, {"t12-bieu-thang"})
    't12-bieu-thang-2'
    """
    words = _OTHER.sub("-", fold(name)).strip("-")[:_LONGEST].strip("-")
    stem = f"t{province_id}-{words or 'bieu'}"
    if stem not in taken:
        return stem
    return next(code for number in count(2) if (code := f"{stem}-{number}") not in taken)
