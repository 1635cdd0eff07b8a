"""Tells Django about this storey."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """My work: what is asked of the person who signed in."""

    name = "binhyen.desk"

    def ready(self) -> None:
        """Gather the duties of all storeys now, so that a broken one stops the start and not a page."""
        from binhyen.desk.queries import duty_sources  # noqa: PLC0415 - rooms are imported once all apps are known

        duty_sources()
