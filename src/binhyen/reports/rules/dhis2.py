"""DHIS2's exchange format: `dataValueSets` as JSON, read and written value by value.

A document names `dataSet`, `period` and `orgUnit` once, before `dataValues`, or at each value. `storedBy`, `created`,
`lastUpdated`, `followup` and attribute option combinations are passed over: who enters a value here is who sends it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.exchange import (
    LONGEST_TEXT,
    MISSING,
    NOT_TEXT,
    Codes,
    Incoming,
    Outwards,
    Value,
    finding,
    write_number,
    write_spoken,
)
from binhyen.reports.rules.incoming import Intake, Raw
from binhyen.reports.rules.jsonstream import Item, JsonStream, Malformed
from binhyen.reports.rules.spans import from_dhis2, to_dhis2

MEDIA_TYPE = "application/json"
VALUES = "dataValues"
_HEADS = ("dataSet", "period", "orgUnit")
_TEXTS = (*_HEADS, "dataElement", "categoryOptionCombo", "comment")
_YES = (True, "true")
_NO_JSON = gettext_noop("This is no JSON object with a list “dataValues”, or it breaks off here.")
_NO_OBJECT = gettext_noop("Each value must be an object with dataElement and value.")
_LATE = gettext_noop("“%(name)s” stands behind dataValues. Put it before them, or into each value.")


def read_data_values(pieces: Iterable[bytes], codes: Codes) -> Iterator[Incoming]:
    """Give each value of a document, or what is wrong with it and where ("/dataValues/12/value").

    A document that breaks off ends with a finding; what stood before has been given. Nothing is held but one value,
    and which cells came already.
    """
    stream, intake = JsonStream(pieces, VALUES), Intake(codes, from_dhis2)
    try:
        yield from _values(stream, intake)
    except Malformed as broken:
        yield finding("no_json", _NO_JSON, "" if broken.item is None else f"/{VALUES}/{broken.item}")
        return
    if not stream.found:
        yield finding("missing", MISSING, f"/{VALUES}", name=VALUES)


def _values(stream: JsonStream, intake: Intake) -> Iterator[Incoming]:
    heads: dict[str, object] = {}
    lacking = False
    for part in stream:
        if isinstance(part, Item):
            found = _read(part, heads, intake)
            lacking = lacking or (isinstance(found, Finding) and found.code == "exchange.missing")
            yield found
        elif part.name in _HEADS:
            if lacking:
                yield finding("late_head", _LATE, f"/{part.name}", name=part.name)
            heads[part.name] = part.value


def _read(item: Item, heads: Mapping[str, object], intake: Intake) -> Incoming:
    where, said = f"/{VALUES}/{item.index}", item.value
    if not isinstance(said, dict):
        return finding("no_object", _NO_OBJECT, where)
    texts: list[str] = []
    for name in _TEXTS:
        text = said.get(name) or heads.get(name) or ""
        if not isinstance(text, str):
            return finding("not_text", NOT_TEXT, f"{where}/{name}", name=name)
        texts.append(text)
    number = _text_of(said.get("value", ""))
    if number is None:
        return finding("not_text", NOT_TEXT, f"{where}/value", name="value")
    form, period, place, element, combo, comment = texts
    deleted = said.get("deleted") in _YES
    return intake.read(Raw(form, period, place, element, combo, number, comment, where, (), deleted))


def _text_of(value: object) -> str | None:
    """Return a value as text: DHIS2 writes numbers as texts, others write them bare."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT]
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return str(value)


def write_data_values(values: Iterable[Value], codes: Codes) -> Iterator[str]:
    """Write a document piece by piece. Every value names its data set, period and place, so any mixture can be sent.

    Refused with `exchange.no_period` for periods that DHIS2 has not. A number's bound and "nothing to report" are
    kept in the comment, which `read_data_values` understands.
    """
    outwards = codes.outwards
    yield f'{{"{VALUES}":['
    sign = "\n"
    for value in values:
        yield sign + json.dumps(_written(value, outwards), ensure_ascii=False)
        sign = ",\n"
    yield "\n]}\n"


def _written(value: Value, outwards: Outwards) -> dict[str, object]:
    element, combo = outwards.element(value.cell)
    said: dict[str, object] = {
        "dataSet": outwards.data_sets.get(value.form, value.form),
        "period": to_dhis2(value.period),
        "orgUnit": outwards.org_units.get(value.place, value.place),
        "dataElement": element,
        "categoryOptionCombo": combo or "default",
        "value": write_number(value.amount),
    }
    comment = write_spoken(value.amount, value.note)
    if comment:
        said["comment"] = comment
    if value.amount.said is Said.EMPTY:
        said["deleted"] = True
    return said
