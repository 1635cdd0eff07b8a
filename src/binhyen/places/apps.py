"""Tells Django about this storey."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Administrative units and residential areas over time."""

    name = "binhyen.places"
