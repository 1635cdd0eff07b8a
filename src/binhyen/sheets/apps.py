"""Tells Django about this storey."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """Workbooks in and out: column maps, dry run, errors beside their cells."""

    name = "binhyen.sheets"
