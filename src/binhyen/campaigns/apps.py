"""Tells Django about this storey."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns."""

    name = "binhyen.campaigns"
    default_auto_field = "django.db.models.BigAutoField"
