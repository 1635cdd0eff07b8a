"""Tells Django about this storey."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "binhyen.plans"
    default_auto_field = "django.db.models.BigAutoField"
