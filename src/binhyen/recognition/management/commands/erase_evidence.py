"""`binhyen erase-evidence`: remove the bytes of evidence whose retention is over."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from binhyen.kernel.actors import SYSTEM
from binhyen.recognition.actions.retention import erase_expired_evidence
from binhyen.recognition.queries.retention import expired_evidence
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Erase the bytes of evidence kept for BINHYEN_EVIDENCE_YEARS whole years after its round; hashes stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        at, years = clock(), settings.EVIDENCE_YEARS
        if options["dry_run"]:
            found = expired_evidence(timezone.localdate(at), years).count()
            self.stdout.write(f"{found} tệp đã hết thời hạn lưu ({years} năm sau đợt). Chưa xóa tệp nào.")
            return
        erased = erase_expired_evidence(years=years, by=SYSTEM, at=at)
        self.stdout.write(f"Đã xóa {erased} tệp hết thời hạn lưu ({years} năm sau đợt); mã băm vẫn giữ.")
