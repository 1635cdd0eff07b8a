"""Reads of what is counted: the shipped packs, and counted rows for pages and commands."""

from binhyen.indicators.queries.conference import PlainRow, plain_row
from binhyen.indicators.queries.packs import PACKS, catalogue, checks, dims

__all__ = ["PACKS", "PlainRow", "catalogue", "checks", "dims", "plain_row"]
