"""`binhyen first-operator NAME "Full name"`: makes the account from which all others are made."""

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext

from binhyen.accounts.actions.settling import settle_first_operator
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    """Asks the action and prints the slip, once."""

    help = "Tạo tài khoản quản trị đầu tiên và in phiếu một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="Tên đăng nhập")
        parser.add_argument("full_name", help="Họ và tên")

    def handle(self, *_args: object, username: str, full_name: str, **_options: object) -> None:
        try:
            slip = settle_first_operator(username=username, full_name=full_name, by=SYSTEM, at=clock())
        except Refusal as refusal:
            words = [gettext(found.message) % found.params for found in refusal.findings]
            raise CommandError(" ".join(words)) from None
        self.stdout.write(f"Tên đăng nhập:         {slip.username}")
        self.stdout.write(f"Mật khẩu dùng một lần: {slip.password}")
