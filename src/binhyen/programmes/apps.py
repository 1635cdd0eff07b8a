"""Tells Django about this storey."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes."""

    name = "binhyen.programmes"
    default_auto_field = "django.db.models.BigAutoField"
