"""`binhyen install-packs`: put the shipped packs in use. Doing so again changes nothing."""

from typing import Any

from binhyen.kernel.actors import SYSTEM
from binhyen.recognition.actions.packs import install_shipped_packs
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Put the shipped rule packs in use."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        packs = install_shipped_packs(by=SYSTEM, at=clock())
        self.stdout.write(f"Đang dùng {len(packs)} bộ tiêu chí: {', '.join(pack.code for pack in packs)}.")
