"""`binhyen disable-inactive`: closes accounts that nobody used for 45 days. Run it every night."""

from binhyen.accounts.actions.accounts import disable_inactive
from binhyen.kernel.actors import SYSTEM
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    """Asks the action and says what it did."""

    help = "Khóa tài khoản không dùng quá 45 ngày (TCVN 14423:2026)."

    def handle(self, *_args: object, **_options: object) -> None:
        count = disable_inactive(by=SYSTEM, at=clock())
        self.stdout.write(f"Đã khóa {count} tài khoản không dùng quá 45 ngày.")
