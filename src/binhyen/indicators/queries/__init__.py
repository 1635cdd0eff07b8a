"""Reads of what is counted: the shipped packs, and counted rows for pages and commands."""

from binhyen.indicators.queries.conference import Group, PlainRow, ShownRow, grouped, plain_row
from binhyen.indicators.queries.packs import PACKS, dims, indicator_names

__all__ = ["PACKS", "Group", "PlainRow", "ShownRow", "dims", "grouped", "indicator_names", "plain_row"]
