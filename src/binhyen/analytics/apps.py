"""Tells Django about this storey."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """Analytics."""

    name = "binhyen.analytics"
    default_auto_field = "django.db.models.BigAutoField"
