"""Tells Django about this storey."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What is counted and how it adds up."""

    name = "binhyen.indicators"
