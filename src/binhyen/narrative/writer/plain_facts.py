"""Facts as plain data and back: what a draft or a signed report keeps of the numbers it was written with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.narrative.writer.facts import Facts, Measured

Data = dict[str, Any]


def facts_to_data(facts: Facts) -> Data:
    """Return facts as JSON-ready data; numbers as text, so that nothing is rounded."""
    return {
        "period": facts.period,
        "names": dict(facts.names),
        "now": {str(cell): _measured_to_data(one) for cell, one in facts.now.items()},
        "before": {str(cell): _measured_to_data(one) for cell, one in facts.before.items()},
        "targets": {str(cell): str(target) for cell, target in facts.targets.items()},
        "unclear": {str(cell): why for cell, why in facts.unclear.items()},
    }


def facts_from_data(data: Mapping[str, Any]) -> Facts:
    """Build facts again from what `facts_to_data` wrote."""
    return Facts(
        data["period"],
        data["names"],
        _cells(data["now"]),
        _cells(data["before"]),
        {parse_cell_key(cell): Decimal(target) for cell, target in data["targets"].items()},
        {parse_cell_key(cell): why for cell, why in data["unclear"].items()},
    )


def _cells(data: Mapping[str, Any]) -> dict[CellKey, Measured]:
    return {parse_cell_key(cell): _measured_from_data(one) for cell, one in data.items()}


def _measured_to_data(one: Measured) -> Data:
    amount = one.amount
    said = {
        "said": amount.said.value,
        "value": None if amount.value is None else str(amount.value),
        "denominator": None if amount.denominator is None else str(amount.denominator),
        "bound": amount.bound.value,
        "words": amount.words,
    }
    return {**said, "link": one.link, "source": one.source}


def _measured_from_data(data: Mapping[str, Any]) -> Measured:
    amount = Amount(
        Said(data["said"]),
        None if data["value"] is None else Decimal(data["value"]),
        None if data["denominator"] is None else Decimal(data["denominator"]),
        Bound(data["bound"]),
        data["words"],
    )
    return Measured(amount, data["link"], data["source"])
