"""Tells Django about this storey."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Registration, self-assessment, appraisal, vote, decision."""

    name = "binhyen.recognition"
