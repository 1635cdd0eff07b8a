"""Tells Django about this storey."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers."""

    name = "binhyen.registers"
    default_auto_field = "django.db.models.BigAutoField"
