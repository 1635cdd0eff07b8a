"""`binhyen seal-audit`: chain the entries written since the last run."""

from typing import Any

from django.core.management.base import BaseCommand

from binhyen.audit.actions import seal_entries


class Command(BaseCommand):
    help = "Chain the log's entries that no seal names yet."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        self.stdout.write(f"Đã niêm phong {seal_entries()} dòng nhật ký.")
