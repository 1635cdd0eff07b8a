"""Reads of reports, their figures and totals."""
