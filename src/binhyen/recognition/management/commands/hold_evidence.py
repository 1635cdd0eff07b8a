"""`binhyen hold-evidence`: keep a round's evidence while an inspection or a lawsuit demands it."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import override

from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.retention import hold_evidence, release_evidence
from binhyen.recognition.models import Round
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Hold a round's evidence from being erased, by an instrument; --release lets it go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("province", help="slug, as bac-ninh")
        parser.add_argument("year", type=int)
        parser.add_argument("--instrument", default="", help="who demands it, number and date")
        parser.add_argument("--release", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        opened = Round.objects.filter(province__slug=options["province"], year=options["year"]).first()
        if opened is None:
            msg = f"Không có đợt {options['year']} của “{options['province']}”."
            raise CommandError(msg, returncode=2)
        if options["release"]:
            release_evidence(round_id=opened.pk, by=SYSTEM, at=clock())
            self.stdout.write("Minh chứng của đợt không còn bị giữ.")
            return
        try:
            hold_evidence(round_id=opened.pk, instrument=options["instrument"], by=SYSTEM, at=clock())
        except Refused as refusal:
            first = refusal.findings[0]
            with override("vi"):
                raise CommandError(sentence(first.message, first.params), returncode=2) from refusal
        self.stdout.write("Minh chứng của đợt được giữ, không bị xóa khi hết thời hạn.")
