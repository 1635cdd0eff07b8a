"""Tells Django about this storey."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only log, chained by hash; ids and never names."""

    name = "binhyen.audit"
