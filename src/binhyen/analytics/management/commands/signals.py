"""`binhyen signals`: look for signals in the collections whose last day is over; for a nightly timer."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from binhyen.analytics.actions.signals import look_for_signals
from binhyen.kernel.actors import SYSTEM
from binhyen.reports.models import Collection
from binhyen.ui.http import clock

_DAYS = 62


class Command(BaseCommand):
    help = "Rà soát tín hiệu cần xem lại trong các đợt báo cáo đã đến hạn; nơi báo cáo xem và trả lời trước."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=_DAYS, help="các đợt đến hạn trong bao nhiêu ngày qua (62)")
        parser.add_argument("--collection", type=int, help="chỉ một đợt, theo số")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        now = clock()
        since, until = now.date() - timedelta(days=options["days"]), now.date()
        rows = Collection.objects.filter(due_on__gte=since, due_on__lt=until)
        if options["collection"]:
            rows = Collection.objects.filter(pk=options["collection"])
        for number in rows.order_by("due_on", "pk").values_list("pk", flat=True):
            made = look_for_signals(collection_id=number, by=SYSTEM, at=now)
            if options["verbosity"]:
                self.stdout.write(f"Đợt {number}: {made.reports} báo cáo, {made.found} tín hiệu.")
