"""The address of a figure: an indicator, and the values of the dimensions that it is split by."""

from collections.abc import Mapping
from dataclasses import dataclass

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

UNSPLIT = "unsplit"
"""Value of a dimension by which a figure was published unsplit: it stands beside the split ones, never above them."""


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """One cell of a form. `dims` is canonical text, "award_kind=…;awarded_by=…", by dimension; "" for no split.

    As text: `models_total`, or `models_total|status=new`.
    """

    indicator: str
    dims: str = ""

    def __str__(self) -> str:
        return f"{self.indicator}|{self.dims}" if self.dims else self.indicator

    @property
    def split(self) -> dict[str, str]:
        """The dimensions with their values."""
        return dict(pair.split("=", 1) for pair in self.dims.split(";")) if self.dims else {}


def cell_key(indicator: str, dims: Mapping[str, str] | None = None) -> CellKey:
    """Return the address of an indicator's figure split by `dims`."""
    return CellKey(indicator, ";".join(f"{code}={value}" for code, value in sorted((dims or {}).items())))


def parse_cell_key(text: str) -> CellKey:
    """Read an address as `str` writes it; refuse with `indicators.no_cell` what is none.

    >>> parse_cell_key("models_total|status=new")
    CellKey(indicator='models_total', dims='status=new')
    """
    indicator, _, dims = text.partition("|")
    pairs = [pair.partition("=") for pair in dims.split(";")] if dims else []
    if not indicator or any(not (code and sign and value) for code, sign, value in pairs):
        message = gettext_noop("“%(cell)s” names no cell. Write indicator, or indicator|dimension=value.")
        raise Refused(Finding("indicators.no_cell", message, params={"cell": text[:120]}, where=text[:120]))
    return cell_key(indicator, {code: value for code, _, value in pairs})
