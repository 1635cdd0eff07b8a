"""DHIS2 and ADX: what is written is read back the same; what is odd is told with its place and never guessed."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.cells import CellKey, cell_key
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Said, exactly, roughly, vaguely
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.periods import parse_period
from binhyen.reports.rules.adx import read_adx, write_adx
from binhyen.reports.rules.dhis2 import read_data_values, write_data_values
from binhyen.reports.rules.exchange import Codes, Incoming, Value, read_number, read_spoken, write_number, write_spoken
from binhyen.reports.rules.jsonstream import LARGEST_ITEM
from binhyen.reports.rules.spans import from_dhis2, from_interval, to_dhis2, to_interval

AT = datetime(2026, 11, 5, 9, 0)  # noqa: DTZ001 - only written into the document
OURS = Codes()
CODED = Codes(
    elements={"fbfJHSPpUQD": "models_total", "cYeuwXTCPkU": "groups_total|status=new"},
    combos={"pq2XI5kz2BY": "status=new", "HllvX50cXC0": ""},
    org_units={"DiszpKrYNg8": "09001", "Rp268JB6Ne4": "09002"},
    data_sets={"pBOMPrpg1QX": "month"},
)


def dhis2(document: str | bytes, codes: Codes = OURS, size: int = 50) -> list[Incoming]:
    content = document.encode() if isinstance(document, str) else document
    return list(read_data_values((content[at : at + size] for at in range(0, len(content), size)), codes))


def adx(document: str | bytes, codes: Codes = OURS, size: int = 50) -> list[Incoming]:
    content = document.encode() if isinstance(document, str) else document
    return list(read_adx((content[at : at + size] for at in range(0, len(content), size)), codes))


def told(found: Iterable[Incoming]) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in found if isinstance(one, Finding)]


def values(found: Iterable[Incoming]) -> list[Value]:
    return [one for one in found if isinstance(one, Value)]


def said(**more: object) -> dict[str, object]:
    return {"dataElement": "models_total", "value": "7", **more}


def document(*data: object, **heads: object) -> str:
    return json.dumps({"period": "202611", "orgUnit": "09001", **heads, "dataValues": data}, ensure_ascii=False)


# ---------------------------------------------------------------- there and back

NUMBERS = st.decimals(-(10**13), 10**13, places=4).map(Decimal)
NO_XML = "\ufffe\uffff"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NO_XML), max_size=60).map(str.strip)
AMOUNTS = st.one_of(
    st.just(EMPTY),
    st.just(NOTHING),
    NUMBERS.map(exactly),
    st.builds(exactly, NUMBERS, NUMBERS),
    st.builds(roughly, NUMBERS, st.sampled_from([one for one in Bound if one not in {Bound.EXACT, Bound.VAGUE}])),
    WORDS.map(lambda words: words.replace("]", "")).filter(bool).map(vaguely),
)
NOTES = WORDS.filter(lambda note: not note.startswith("[="))
PERIODS = st.sampled_from(["2026-11", "2026-Q4", "2026-H1", "2026", "2026-11-05"])
CELLS = st.sampled_from(
    [cell_key("models_total"), cell_key("models_total", {"status": "new"}), cell_key("groups_total", {"status": "new"})]
)
PLACES = st.sampled_from(["09001", "09002"])
ROWS = st.lists(
    st.builds(Value, st.just("month"), PERIODS, PLACES, CELLS, AMOUNTS, NOTES),
    max_size=8,
    unique_by=lambda one: (one.period, one.place, one.cell),
)


def plain(rows: Iterable[Incoming]) -> list[object]:
    """Compare all but where it stood; an empty cell's or number's zeros at the end do not matter."""
    return [
        (one.form, one.period, one.place, one.cell, one.amount, one.note) if isinstance(one, Value) else one
        for one in rows
    ]


@pytest.mark.parametrize("codes", [OURS, CODED])
@given(rows=ROWS, size=st.integers(1, 400))
def test_what_is_written_for_dhis2_is_read_back(codes: Codes, rows: list[Value], size: int) -> None:
    assert plain(dhis2("".join(write_data_values(rows, codes)), codes, size)) == plain(rows)


@pytest.mark.parametrize("codes", [OURS, CODED])
@given(rows=ROWS, size=st.integers(1, 400))
def test_what_is_written_as_adx_is_read_back(codes: Codes, rows: list[Value], size: int) -> None:
    assert plain(adx("".join(write_adx(rows, codes, AT)), codes, size)) == plain(rows)


@given(NUMBERS)
def test_a_number_keeps_its_value_through_writing(number: Decimal) -> None:
    assert read_number(write_number(exactly(number))) == exactly(number)


@given(AMOUNTS, NOTES)
def test_what_a_number_can_not_say_is_kept_in_the_comment(amount: Amount, note: str) -> None:
    bare = exactly(amount.value, amount.denominator) if amount.value is not None else read_number(write_number(amount))
    assert read_spoken(bare, write_spoken(amount, note)) == (amount, note)


def test_a_mark_that_contradicts_its_number_stays_a_note() -> None:
    assert read_spoken(exactly(5), "[=hơn 200] x") == (exactly(5), "[=hơn 200] x")
    assert read_spoken(exactly(5), "[=KPS]") == (exactly(5), "[=KPS]")
    assert read_spoken(exactly(5), "[=hơn") == (exactly(5), "[=hơn")


# ---------------------------------------------------------------- periods

PAIRS = [
    ("202611", "2026-11", "2026-11-01/P1M"),
    ("2026Q4", "2026-Q4", "2026-10-01/P3M"),
    ("2026S1", "2026-H1", "2026-01-01/P6M"),
    ("2026S2", "2026-H2", "2026-07-01/P6M"),
    ("2026", "2026", "2026-01-01/P1Y"),
    ("20261105", "2026-11-05", "2026-11-05/P1D"),
]


@pytest.mark.parametrize(("theirs", "ours", "interval"), PAIRS)
def test_periods_have_three_names(theirs: str, ours: str, interval: str) -> None:
    assert (from_dhis2(theirs), to_dhis2(ours), from_interval(interval), to_interval(ours)) == (
        ours,
        theirs,
        ours,
        interval,
    )


@pytest.mark.parametrize(
    ("interval", "ours"),
    [
        ("2026-01-01/P12M", "2026"),
        ("2026-01-01/P9M", "2026-9M"),
        ("2019-01-01/P6Y", "2019-2024"),
        ("2019-01-01/P72M", "2019-2024"),
    ],
)
def test_longer_intervals_are_ours_too(interval: str, ours: str) -> None:
    assert from_interval(interval) == ours
    assert parse_period(from_interval(to_interval(ours))) == parse_period(ours)


@pytest.mark.parametrize(
    "code", ["2026W45", "2026Oct", "202613", "20260231", "2026Q5", "", "２０２６", "2026AprilS1", "0000", "9" * 400]
)
def test_what_is_no_period_here_is_refused(code: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_dhis2(code)
    assert refusal.value.code == "exchange.no_period"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-05/P1M",
        "2026-02-01/P3M",
        "2026-11-01",
        "2026-13-01/P1M",
        "2026-11-01/P1W",
        "2026-01-01/P0M",
        "2026-01-01/P13M",
        "x",
    ],
)
def test_what_is_no_interval_here_is_refused(written: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_interval(written)
    assert refusal.value.code == "exchange.no_period"


@pytest.mark.parametrize("code", ["2026-9M", "2019-2024"])
def test_periods_that_dhis2_has_not_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        to_dhis2(code)


# ---------------------------------------------------------------- DHIS2 by example


def test_a_document_of_another_system_is_read_by_the_tables() -> None:
    sent = {
        "dataSet": "pBOMPrpg1QX",
        "completeDate": "2026-12-03",
        "period": "202611",
        "orgUnit": "DiszpKrYNg8",
        "dataValues": [
            {"dataElement": "fbfJHSPpUQD", "categoryOptionCombo": "HllvX50cXC0", "value": "12", "storedBy": "admin"},
            {"dataElement": "fbfJHSPpUQD", "categoryOptionCombo": "pq2XI5kz2BY", "value": 3.5, "comment": "Ước tính"},
            {"dataElement": "cYeuwXTCPkU", "value": "9", "orgUnit": "Rp268JB6Ne4", "period": "2026Q4"},
            {"dataElement": "cYeuwXTCPkU", "deleted": True, "value": "9"},
        ],
    }
    assert plain(dhis2(json.dumps(sent), CODED)) == [
        ("month", "2026-11", "09001", CellKey("models_total"), exactly(12), ""),
        ("month", "2026-11", "09001", CellKey("models_total", "status=new"), exactly(Decimal("3.5")), "Ước tính"),
        ("month", "2026-Q4", "09002", CellKey("groups_total", "status=new"), exactly(9), ""),
        ("month", "2026-11", "09001", CellKey("groups_total", "status=new"), EMPTY, ""),
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (said(value="1" + "0" * 30), "exchange.too_large@value"),
        (said(value=10**30), "exchange.too_large@value"),
        (said(value="1e999999999"), "exchange.too_large@value"),
        (said(value="1e-999999999"), "exchange.too_fine@value"),
        (said(value="0.00001"), "exchange.too_fine@value"),
        (said(value="NaN"), "exchange.no_number@value"),
        (said(value="Infinity"), "exchange.no_number@value"),
        (said(value="1.234,5"), "exchange.no_number@value"),
        (said(value="1,234.5"), "exchange.no_number@value"),
        (said(value="٣"), "exchange.no_number@value"),
        (said(value="3/"), "exchange.no_number@value"),
        (said(value="=1+1"), "exchange.no_number@value"),
        (said(value="9" * 100_00), "exchange.too_large@value"),
        (said(value=True), "exchange.not_text@value"),
        (said(value=["7"]), "exchange.not_text@value"),
        (said(comment={"a": 1}), "exchange.not_text@comment"),
        (said(comment="x" * 501), "exchange.too_long@comment"),
        (said(period="2026W45"), "exchange.no_period@period"),
        (said(period=202611), "exchange.not_text@period"),
        (said(dataElement=None), "exchange.missing@dataElement"),
        (said(dataElement="|"), "indicators.no_cell@dataElement"),
        (said(categoryOptionCombo="new"), "indicators.no_cell@dataElement"),
        (said(dataElement="a|status=new", categoryOptionCombo="status=old"), "exchange.split_twice@dataElement"),
        ("7", "exchange.no_object@"),
        (None, "exchange.no_object@"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(value: object, code: str) -> None:
    name, _, part = code.partition("@")
    where = f"/dataValues/1/{part}" if part else "/dataValues/1"
    found = dhis2(document(said(dataElement="first"), value, said(dataElement="last")))
    assert told(found) == [(name, where)]
    assert [one.cell.indicator for one in values(found)] == ["first", "last"]


def test_codes_that_no_table_has_are_told() -> None:
    strangers = [
        said(dataElement="zzz", orgUnit="DiszpKrYNg8"),
        said(dataElement="fbfJHSPpUQD", categoryOptionCombo="zzz", orgUnit="DiszpKrYNg8"),
        said(dataElement="fbfJHSPpUQD", orgUnit="zzz"),
        said(dataElement="fbfJHSPpUQD", orgUnit="DiszpKrYNg8", dataSet="zzz"),
    ]
    parts = ["dataElement", "dataElement", "orgUnit", "dataSet"]
    expected = [("exchange.unknown_code", f"/dataValues/{at}/{part}") for at, part in enumerate(parts)]
    assert told(dhis2(document(*strangers), CODED)) == expected


def test_a_cell_that_the_form_has_not_is_told() -> None:
    codes = Codes(cells=frozenset({CellKey("models_total")}))
    found = dhis2(document(said(), said(dataElement="groups_total")), codes)
    assert told(found) == [("exchange.unknown_cell", "/dataValues/1/dataElement")]


def test_the_same_cell_comes_once_however_it_is_written() -> None:
    twice = [said(dataElement="a|status=new"), said(dataElement="a", categoryOptionCombo="status=new")]
    (first, second) = dhis2(document(*twice))
    assert isinstance(first, Value)
    assert isinstance(second, Finding)
    assert (second.code, second.where, second.params["first"]) == (
        "exchange.said_twice",
        "/dataValues/1",
        "/dataValues/0",
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("exchange.no_json", "")]),
        ("[]", [("exchange.no_json", "")]),
        ("{}", [("exchange.missing", "/dataValues")]),
        ('{"dataValues": {}}', [("exchange.missing", "/dataValues")]),
        ('{"dataValues": []}', []),
        ('{"dataValues": [] } x', [("exchange.no_json", "")]),
        ('{"dataValues": [{"value": NaN}]}', [("exchange.no_json", "/dataValues/0")]),
        ('{"dataValues": [{"value": 1e99999999999999999999}]}', [("exchange.no_json", "/dataValues/0")]),
        ('{"dataValues": [' + "[" * 50_000, [("exchange.no_json", "/dataValues/0")]),
        ('{"dataValues": [' + '{"a":' * 200_000, [("exchange.no_json", "/dataValues/0")]),
        ('{"dataValues": ["' + "x" * 3 * LARGEST_ITEM, [("exchange.no_json", "/dataValues/0")]),
        ('{"a": ' + "1" * 5_000 + "}", [("exchange.no_json", "")]),
        (b'{"dataValues": ["\xff"]}', [("exchange.no_json", "")]),
        ("{1: 2}", [("exchange.no_json", "")]),
    ],
)
def test_what_is_no_such_document_is_told(content: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert told(dhis2(content, size=10_000)) == expected


def test_what_stood_before_a_break_is_read() -> None:
    found = dhis2(document(said(dataElement="a"), said(dataElement="b"))[:-15])
    assert len(values(found)) == 1
    assert told(found) == [("exchange.no_json", "/dataValues/1")]


def test_a_head_behind_the_values_is_told_when_they_needed_it() -> None:
    late = '{"orgUnit": "09001", "dataValues": [{"dataElement": "a", "value": "1"}], "period": "202611"}'
    assert told(dhis2(late)) == [("exchange.missing", "/dataValues/0/period"), ("exchange.late_head", "/period")]
    unneeded = late.replace('"value"', '"period": "202612", "value"')
    assert [one.period for one in values(dhis2(unneeded))] == ["2026-12"]


@given(st.binary(max_size=120) | st.text(max_size=120).map(str.encode))
def test_no_content_is_a_fault(content: bytes) -> None:
    assert all(isinstance(one, Finding) for one in dhis2(content))
    assert all(isinstance(one, Finding) for one in adx(content))


# ---------------------------------------------------------------- ADX by example


def xml(inside: str, attributes: str = 'orgUnit="09001" period="2026-11-01/P1M" dataSet="month"') -> str:
    return (
        f'<adx xmlns="urn:ihe:qrph:adx:2015" exported="2026-11-05T09:00:00Z"><group {attributes}>{inside}</group></adx>'
    )


def test_adx_splits_by_attributes() -> None:
    inside = (
        '<dataValue dataElement="models_total" value="12"/>'
        '<dataValue dataElement="models_total" status="new" value="3"><annotation>Ước &amp; tính</annotation></dataValue>'
    )
    assert plain(adx(xml(inside))) == [
        ("month", "2026-11", "09001", CellKey("models_total"), exactly(12), ""),
        ("month", "2026-11", "09001", CellKey("models_total", "status=new"), exactly(3), "Ước & tính"),
    ]


VALUE = '<dataValue dataElement="a" value="1"/>'
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("exchange.no_xml", "")]),
        ("<html/>", [("exchange.no_place", "")]),
        ("<adx/>", [("exchange.no_place", "")]),
        (xml(VALUE)[:-12], [("exchange.no_xml", "/group/1/dataValue/1")]),
        (xml("<x/>"), [("exchange.no_place", "/group/1")]),
        (xml("<group/>"), [("exchange.no_place", "/group/1")]),
        (
            xml('<dataValue dataElement="a" value="1"><annotation><b/></annotation></dataValue>'),
            [("exchange.no_place", "/group/1/dataValue/1")],
        ),
        (xml('<dataValue dataElement="a" value="1" status="x;y"/>'), [("exchange.no_place", "/group/1/dataValue/1")]),
        (xml('<dataValue dataElement="a" value="nhiều"/>'), [("exchange.no_number", "/group/1/dataValue/1/value")]),
        (xml('<dataValue value="1"/>'), [("exchange.missing", "/group/1/dataValue/1/dataElement")]),
        (xml(VALUE, 'orgUnit="1"'), [("exchange.missing", "/group/1/dataValue/1/period")]),
        (xml(VALUE, 'orgUnit="1" period="202611"'), [("exchange.no_period", "/group/1/dataValue/1/period")]),
        (xml(VALUE + VALUE), [("exchange.said_twice", "/group/1/dataValue/2")]),
        (
            f'<!DOCTYPE adx [<!ENTITY l0 "ha">{BOMB}]>' + xml('<dataValue dataElement="&l11;" value="1"/>'),
            [("exchange.no_doctype", "")],
        ),
        ('<!DOCTYPE adx [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + xml(VALUE), [("exchange.no_doctype", "")]),
        (xml(VALUE).encode("utf-16"), [("exchange.no_doctype", "")]),
        ("<!-- " + "x" * 100_000 + " -->" + xml(VALUE), [("exchange.no_doctype", "")]),
        (xml('<dataValue dataElement="&x;" value="1"/>'), [("exchange.no_xml", "/group/1")]),
        ("<a>" * 100_000, [("exchange.no_xml", "")]),
    ],
)
def test_odd_xml_is_told_with_its_place(content: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert told(adx(content, size=1_000)) == expected


def test_comments_instructions_and_another_stated_encoding_change_nothing() -> None:
    content = '<?xml version="1.0" encoding="iso-8859-1"?><!-- <a> --><?x y?>' + xml(
        '<!-- <!DOCTYPE --><dataValue dataElement="a" value="1"><annotation>Đã</annotation></dataValue>'
    )
    assert [one.note for one in values(adx(content))] == ["Đã"]


@pytest.mark.parametrize("read", [dhis2, adx])
def test_many_values_are_read_without_holding_them(read: Callable[..., Any]) -> None:
    rows = (Value("month", "2026-11", f"{at:05d}", CellKey("a"), exactly(at)) for at in range(3_000))
    pieces = write_data_values(rows, OURS) if read is dhis2 else write_adx(rows, OURS, AT)
    reader = read_data_values if read is dhis2 else read_adx
    assert sum(one.amount.number for one in values(reader((piece.encode() for piece in pieces), OURS))) == 4_498_500


def test_amounts_that_are_said_are_numbers_nothing_vague_or_empty() -> None:
    assert {Said.NUMBER, Said.NOTHING, Said.VAGUE, Said.EMPTY} == set(Said)
