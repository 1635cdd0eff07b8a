"""Reads of what is counted: the shipped packs, and counted rows for pages and commands."""

from binhyen.indicators.queries.conference import Group, PlainRow, ShownRow, grouped, plain_row
from binhyen.indicators.queries.packs import PACKS, catalogue, checks, dims

__all__ = ["PACKS", "Group", "PlainRow", "ShownRow", "catalogue", "checks", "dims", "grouped", "plain_row"]
