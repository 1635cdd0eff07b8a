"""Tells Django about this storey."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official letters in the decreed layout, their numbers and their public verification."""

    name = "binhyen.documents"
