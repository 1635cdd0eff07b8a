"""Tells Django about this storey."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support counts."""

    name = "binhyen.support"
    default_auto_field = "django.db.models.BigAutoField"
