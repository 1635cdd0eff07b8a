"""A province's own file, given back with the figures in it and its layout untouched."""

from collections.abc import Mapping
from decimal import Decimal

from binhyen.files.queries import open_blob
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.sheets.writers.template import fill_template


def filled_template(version: FormVersion, values: Mapping[CellKey, Amount]) -> bytes:
    """Return the file of a version with the figures written into the cells that its lines are mapped to.

    Exact numbers are written as numbers, so that the file's own sums go on working; shares, words and “KPS” as text.
    Lines that are mapped nowhere and cells without a figure leave the file as it is. Refused with
    `indicators.no_template` where a version has no file, and for files that may not be handed out.
    """
    lines = (line for line in content_of(version).lines if line.mapped and line.cell in values)
    return _filled(version, {line.mapped: written_value(values[line.cell]) for line in lines})


def tried_template(version: FormVersion) -> bytes:
    """Return the file of a version with the code of each line in the cell that it is mapped to."""
    return _filled(version, {line.mapped: line.key for line in content_of(version).lines if line.mapped})


def _filled(version: FormVersion, written: Mapping[str, str | Decimal | int | None]) -> bytes:
    if version.template is None:
        message = gettext_noop("This version of the form has no file of the province's own. Upload one in a draft.")
        raise Refused(Finding("indicators.no_template", message))
    with open_blob(version.template) as opened:
        return fill_template(opened.read(), version.template_name, written)


def written_value(amount: Amount) -> str | Decimal | None:
    """Return how a figure stands in a cell of a file: a number where it is one, else its words; None for nothing."""
    if amount.said is Said.EMPTY:
        return None
    exact = amount.said is Said.NUMBER and amount.bound is Bound.EXACT and amount.denominator is None
    return amount.value if exact else write_amount(amount)
