"""Tells Django about this storey."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Periodic reports."""

    name = "binhyen.reports"
