"""`binhyen verify-evidence`: hash every file again and report what is missing, changed or nobody's."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from binhyen.files.queries import Fault, faults, kept

WORDS = {Fault.MISSING: "bị mất", Fault.CHANGED: "bị sửa", Fault.STRAY: "không có trong sổ"}


class Command(BaseCommand):
    help = "Hash every stored file again. Exit 0 when all are whole, 1 when not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        found = list(faults())
        total = kept().count()
        if options["as_json"]:
            rows = [{"sha256": sha256, "fault": fault.value} for sha256, fault in found]
            self.stdout.write(json.dumps({"files": total, "faults": rows}))
        else:
            for sha256, fault in found:
                self.stdout.write(f"{sha256}: {WORDS[fault]}")
            self.stdout.write(f"Đã kiểm tra {total} tệp, {len(found)} tệp có lỗi.")
        if any(fault is not Fault.STRAY for _, fault in found):
            raise SystemExit(1)
