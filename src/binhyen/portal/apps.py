"""Tells Django about this storey."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What the public sees."""

    name = "binhyen.portal"
