"""Workbooks in and out: column maps, dry run, errors beside their cells."""
