"""Tells Django about this storey and teaches its fields the `under` lookups."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Locks, COPY and lookups: the only raw SQL besides analytics."""

    name = "binhyen.database"

    def ready(self) -> None:
        """Register the lookups once models are loaded."""
        from django.db.models import CharField  # noqa: PLC0415 - models load after the registry

        from binhyen.database.lookups import Under, UnderWide  # noqa: PLC0415

        CharField.register_lookup(Under)
        CharField.register_lookup(UnderWide)
