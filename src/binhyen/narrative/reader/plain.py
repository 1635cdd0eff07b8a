"""A figure as plain data, as the command line prints it."""

from decimal import Decimal
from typing import Any

from binhyen.narrative.reader.figures import Figure

PlainFigure = dict[str, Any]


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain_figure(figure: Figure) -> PlainFigure:
    """Return a figure's fields by their names in the contract of `binhyen read`."""
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "indicator": figure.indicator,
        "value": plain_number(figure.value),
        "numerator": plain_number(figure.numerator),
        "denominator": plain_number(figure.denominator),
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "bound": figure.bound.value,
        "unit": figure.unit,
        "dims": dict(sorted(figure.dims.items())),
        "period": figure.period,
        "place": figure.place,
        "measure": figure.measure.value,
        "confidence": figure.confidence,
        "reason": figure.reason,
        "duplicate_of": figure.duplicate_of,
    }
