"""`binhyen verify-audit`: walk the chain and report every changed, removed or inserted row."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from binhyen.audit.models import Seal
from binhyen.audit.queries import broken_links, unsealed
from binhyen.audit.rules.chain import GENESIS, Damage

WORDS = {
    Damage.CHANGED: "đã bị sửa",
    Damage.REMOVED: "đã bị xóa",
    Damage.INSERTED: "đã bị chèn",
}


class Command(BaseCommand):
    help = "Verify the log's chain. Exit 0 when it holds, 1 when it does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        found = list(broken_links())
        tail = unsealed().count()
        if options["as_json"]:
            self.stdout.write(json.dumps(_report(found, tail), ensure_ascii=False))
        else:
            for damage in found:
                line = f"Mắt xích {damage.sequence}: dòng nhật ký {damage.entry_id} {WORDS[damage.damage]}."
                self.stdout.write(line)
            state = "nguyên vẹn" if not found else f"hỏng {len(found)} chỗ"
            self.stdout.write(f"Chuỗi {Seal.objects.count()} mắt xích: {state}. Chưa niêm phong: {tail} dòng.")
        if found:
            raise SystemExit(1)


def _report(found: list[Any], tail: int) -> dict[str, object]:
    rows = [{"sequence": one.sequence, "entry": one.entry_id, "damage": one.damage.value} for one in found]
    head = Seal.objects.order_by("-sequence").first()
    return {"links": Seal.objects.count(), "head": head.hash if head else GENESIS, "breaks": rows, "unsealed": tail}
