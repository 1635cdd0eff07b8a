"""Reads of what the storey is shipped with: dimensions, the catalogue and its checks."""

from collections.abc import Mapping

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.checks import Check
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.shelf import PACKS, read, shipped_catalogue, shipped_checks, shipped_dims

__all__ = ["PACKS", "catalogue", "checks", "dims", "read"]


def dims() -> Mapping[str, Dim]:
    """Return the catalogue's dimensions by code."""
    return shipped_dims()


def catalogue() -> Catalogue:
    """Return the newest shipped version of the catalogue."""
    return shipped_catalogue()


def checks() -> tuple[Check, ...]:
    """Return the shipped checks of the newest catalogue."""
    return shipped_checks()
