"""`binhyen scan-evidence`: have the virus scanner look at every file that waits for it."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from binhyen.files.actions import scan
from binhyen.files.queries import waiting_for_scan
from binhyen.kernel.actors import SYSTEM


class Command(BaseCommand):
    help = "Scan files that wait in quarantine or failed before. Needs BINHYEN_CLAMAV_SOCKET."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        if not settings.CLAMAV_SOCKET:
            msg = "Chưa cấu hình BINHYEN_CLAMAV_SOCKET."
            raise CommandError(msg)
        at = datetime.now(tz=UTC)  # a door below `ui`, whose clock it may not ask
        states = [scan(blob=blob, by=SYSTEM, at=at).state for blob in waiting_for_scan()]
        counted = ", ".join(f"{state}: {states.count(state)}" for state in sorted(set(states)))
        self.stdout.write(f"Đã quét {len(states)} tệp. {counted}".strip())
