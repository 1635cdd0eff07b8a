"""Tells Django about this storey."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Evidence, stored once by its hash."""

    name = "binhyen.files"
