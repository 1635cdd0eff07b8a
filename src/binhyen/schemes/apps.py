"""Tells Django about this storey."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Schemes."""

    name = "binhyen.schemes"
    default_auto_field = "django.db.models.BigAutoField"
