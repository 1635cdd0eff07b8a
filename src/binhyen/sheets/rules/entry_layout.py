"""Where everything stands in an entry workbook, and its relations as conditions that spreadsheets reckon."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from binhyen.sheets.rules.entry import Relation, Sign

KEY, NUMBER, LABEL, UNIT, BEFORE, LAST_YEAR, NOW, NOTE, REMARK = range(9)
"""Columns, counted from 0: the key is hidden; remarks stand beside what is printed."""
TITLE_ROW, SHOWN_ROW, DAYS_ROW, HELP_ROW, HEAD_ROW = 3, 4, 5, 6, 7
"""Rows, counted from 0."""
HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ trước", "Cùng kỳ năm trước", "Kỳ này", "Ghi chú")
"""Words over the columns from NUMBER on; those of periods are followed by their period."""
LINES_HEAD = "lines"
"""First cell of the row of the hidden sheet under which the lines stand."""
LINE_COLUMNS = ("key", "version", "row", "label", "unit", "given", "given_note")
_MOST_FORMULA = 8_000
_MOST_TEXT = 250
_COLUMN = "G"


def conditions(relations: Iterable[Relation], rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield a condition that is true where a relation is broken, with its sentence. Rows count from 1.

    A cell without a number is never judged: KPS beside it counts as zero, words and empty cells end the comparison.
    """
    for one in relations:
        if one.left in rows and all(key in rows for key in one.right):
            left = _cell(rows[one.left])
            tests = list(_tests(one, left, [_cell(rows[key]) for key in one.right]))
            if tests:
                yield f"AND(ISNUMBER({left}),{','.join(tests)})", one.sentence


def _tests(relation: Relation, left: str, right: list[str]) -> Iterator[str]:
    if relation.least is not None or relation.most is not None:
        bounds = [f"{left}<{_number(relation.least)}"] if relation.least is not None else []
        bounds += [f"{left}>{_number(relation.most)}"] if relation.most is not None else []
        yield f"OR({','.join(bounds)})"
    if right:
        yield from (f'OR(ISNUMBER({cell}),{cell}="KPS")' for cell in right)
        yield _compared(relation, left, f"SUM({','.join(right)})")


def _compared(relation: Relation, left: str, total: str) -> str:
    scaled = total if relation.factor == 1 else f"{_number(relation.factor)}*{total}"
    return {
        Sign.AT_MOST: f"ROUND({left}-{scaled},6)>0",
        Sign.AT_LEAST: f"ROUND({left}-{scaled},6)<0",
        Sign.EQUALS: f"ROUND({left}-{scaled},6)<>0",
        Sign.POSITIVE_IF: f"{left}>0,{total}=0",
    }[relation.sign]


def any_of(tests: list[str]) -> str:
    """Return one condition that is true where any of them is."""
    return f"=OR({','.join(tests)})"


def sentence_formula(told: list[tuple[str, str]]) -> str:
    """Return a formula that says the sentence of the first condition that is true."""
    formula = '""'
    for test, sentence in reversed(told):
        longer = f"IF({test},{_text(sentence)},{formula})"
        formula = longer if len(longer) <= _MOST_FORMULA else formula
    return f"={formula}"


def _text(sentence: str) -> str:
    short = sentence if len(sentence) <= _MOST_TEXT else f"{sentence[: _MOST_TEXT - 1]}…"
    return '"' + short.replace('"', '""') + '"'


def _cell(row: int) -> str:
    return f"${_COLUMN}${row}"


def _number(value: Decimal) -> str:
    return format(value, "f")


# ------------------------------------------------------------------ room that texts take

_GROUPS = (
    (0.26, " .,’'"),
    (0.29, "ijlt/:;|I"),
    (0.35, "frJ()[]-"),
    (0.4, "s"),
    (0.45, "acez"),
    (0.56, "ươPSF"),
    (0.62, "ELTZ"),
    (0.68, "BCRƯ"),
    (0.78, "m"),
    (0.9, "MW%@"),
)
"""Letters of Times New Roman by their width, in sizes of the letters; marks over and under them need no room."""
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters}
_CAPITAL, _PLAIN = 0.73, 0.51


def text_rows(text: str, room: float, size: float) -> int:
    """Return how many rows a text takes between words, in a cell of this width (points), in letters of this size."""
    rows, used = 1, 0.0
    for word in text.split():
        width = sum(map(_width, word)) * size
        if used and used + width + _width(" ") * size > room:
            rows, used = rows + 1, 0.0
        used += width + (_width(" ") * size if used else 0)
        rows, used = rows + int(used // room), used % room
    return rows


@lru_cache(maxsize=1_000)
def _width(letter: str) -> float:
    bare = letter if letter in _WIDTHS else unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(bare, _CAPITAL if bare.isupper() else _PLAIN)
