"""Tells Django about this storey."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Awards."""

    name = "binhyen.awards"
    default_auto_field = "django.db.models.BigAutoField"
