"""Tells Django about this storey."""

from django.apps import AppConfig


class NarrativeConfig(AppConfig):
    """What people write, and what they sign."""

    name = "binhyen.narrative"
    default_auto_field = "django.db.models.BigAutoField"
