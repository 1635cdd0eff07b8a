"""`binhyen demonstration`: play the demonstration's years, and print who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from binhyen.ui.http import ticks
from binhyen.ui.management import SayingCommand
from binhyen.workshop.actions.demonstrating import play_demonstration, steps_of_demonstration
from binhyen.workshop.queries import printed_accounts
from binhyen.workshop.rules.plan import PlanMismatch


class Command(SayingCommand):
    help = "Play the demonstration (--play), print its accounts (--accounts)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--play", action="store_true")
        parser.add_argument("--accounts", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if not settings.DEMONSTRATION:
            raise CommandError("Chỉ chạy được ở bản minh họa (BINHYEN_DEMONSTRATION=True).")
        if options["play"]:
            self.play()
        if options["accounts"]:
            self.print_accounts()

    def play(self) -> None:
        """Play, with a bar; a table that does not come out as published stops it."""
        words, share = TextColumn("{task.description}"), TextColumn("{task.percentage:>3.0f} %")
        with Progress(words, BarColumn(), share, TimeElapsedColumn()) as progress:
            task = progress.add_task("Diễn các năm minh họa", total=steps_of_demonstration())
            try:
                play_demonstration(lambda words: progress.update(task, advance=1, description=words))
            except PlanMismatch as mismatch:
                raise CommandError(f"Không khớp bảng đã công bố: {mismatch}") from mismatch

    def print_accounts(self) -> None:
        """Print the address, and each named account with its role, password and second-factor code."""
        table = Table(title=f"Bản minh họa · ngày làm việc {settings.DEMONSTRATION_DAY:%d/%m/%Y}")
        for title in ("Tài khoản", "Mật khẩu", "Mã xác thực (30 giây)", "Vai trò", "Chức danh"):
            table.add_column(title)
        for one in printed_accounts(int(ticks())):
            table.add_row(one.username, one.password, one.code or "–", one.role, one.title)
        console = Console(width=120)
        console.print(table)
        console.print(f"Địa chỉ: {settings.PUBLIC_ADDRESS}  ·  mã mới: .venv/bin/binhyen demonstration --accounts")
