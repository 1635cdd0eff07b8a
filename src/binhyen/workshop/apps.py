"""Tells Django about this storey."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """Demonstration, bench and doctor."""

    name = "binhyen.workshop"
