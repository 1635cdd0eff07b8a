"""Tables for programs: what is written is read back, nothing computes, the schema says what the columns hold."""

import csv
import io
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from binhyen.sheets.writers.plain import BOM, PlainColumn, csv_schema, write_csv

COLUMNS = (PlainColumn("place", description="Mã địa bàn"), PlainColumn("value", "number", title="Số liệu", unit="buổi"))


def test_the_heading_follows_the_mark_of_utf_8_and_lines_end_as_the_standard_has_it() -> None:
    assert list(write_csv(COLUMNS, [("Xã An Phú", 12), ('"Lạ", xã', None)])) == [
        f"{BOM}place,value\r\n",
        "Xã An Phú,12\r\n",
        '"""Lạ"", xã",\r\n',
    ]
    assert next(write_csv(COLUMNS, [], marked=False)) == "place,value\r\n"


def test_texts_never_compute_and_numbers_stay_numbers() -> None:
    rows = [(text, number) for text in ("=1+1", "+1", "-1", "@A1", "\tA", "\rA") for number in (-1, Decimal("-1.50"))]
    lines = list(csv.reader(io.StringIO("".join(write_csv(COLUMNS, rows, marked=False)), newline="")))
    assert [one for one, _ in lines[1:]] == [f"'{text}" for text, _ in rows]
    assert {number for _, number in lines[1:]} == {"-1", "-1.50"}


def test_a_number_has_no_exponent() -> None:
    assert list(write_csv(COLUMNS, [("", Decimal("1E+9"))]))[1] == ",1000000000\r\n"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    lines = list(csv.reader(io.StringIO("".join(write_csv(COLUMNS, rows, marked=False)), newline="")))
    assert [tuple(text.removeprefix("'") for text in line) for line in lines[1:]] == [
        tuple(text.removeprefix("'") for text in row) for row in rows
    ]


def test_the_schema_says_what_each_column_holds() -> None:
    assert csv_schema(COLUMNS, ["place"]) == {
        "fields": [
            {"name": "place", "type": "string", "description": "Mã địa bàn"},
            {"name": "value", "type": "number", "title": "Số liệu", "unit": "buổi"},
        ],
        "missingValues": [""],
        "primaryKey": ["place"],
    }
    assert "primaryKey" not in csv_schema(COLUMNS)
