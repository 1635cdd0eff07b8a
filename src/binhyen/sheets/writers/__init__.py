"""Workbooks out: tables, copies with their mistakes, entry workbooks, templates filled."""

from binhyen.sheets.writers.tables import MEDIA_TYPE, Out, sentences, write_error_copy, write_table

__all__ = ["MEDIA_TYPE", "Out", "sentences", "write_error_copy", "write_table"]
