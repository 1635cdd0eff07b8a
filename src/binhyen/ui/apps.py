"""Tells Django about this storey."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The base page, its components and its clock."""

    name = "binhyen.ui"
