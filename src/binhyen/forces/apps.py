"""Tells Django about this storey."""

from django.apps import AppConfig


class ForcesConfig(AppConfig):
    """Forces."""

    name = "binhyen.forces"
    default_auto_field = "django.db.models.BigAutoField"
