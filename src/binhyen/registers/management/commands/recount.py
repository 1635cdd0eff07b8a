"""`binhyen recount [register]`: write the ledger again after a rule that counts has changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from binhyen.kernel.actors import SYSTEM
from binhyen.registers.actions.recounting import recount
from binhyen.registers.queries.declared import registers
from binhyen.ui.http import clock


class Command(BaseCommand):
    help = "Tính lại sổ cái của các sổ theo dõi sau khi quy tắc đếm thay đổi; dòng nào không đổi thì giữ nguyên."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", nargs="?", choices=sorted(registers()), help="mã sổ; bỏ trống là mọi sổ")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        wanted = [registers()[options["register"]]] if options["register"] else registers().values()
        for one in wanted:
            closed, opened = recount(register=one, by=SYSTEM, at=clock())
            self.stdout.write(f"{one.code}: đóng {closed} dòng, mở {opened} dòng")
