"""Totals, consolidated tables, workbooks."""
