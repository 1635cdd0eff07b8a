"""Tells Django about this storey."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Agencies, enterprises, schools and areas as subjects; committees and their ballots."""

    name = "binhyen.units"
