"""Tells Django about this storey."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """My work: what is asked of the person who signed in."""

    name = "binhyen.desk"
