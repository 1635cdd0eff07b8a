"""`binhyen import-boundaries FILE`: take boundaries from a GeoJSON file in, for maps with coloured areas."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.places.actions.outlines import OutlineFile, import_outlines
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.outlines import TIERS
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import clock

_MEGABYTE = 1024 * 1024
_LARGEST = 200 * _MEGABYTE
_SHOWN = 20


class Command(BaseCommand):
    help = "Nhập ranh giới hành chính từ tệp GeoJSON (WGS 84) để vẽ bản đồ tô màu; nhập lại cùng ngày thì thay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp GeoJSON, mỗi đối tượng mang mã đơn vị hành chính")
        parser.add_argument("--tier", choices=[str(tier) for tier in TIERS], required=True, help="cấp của các đơn vị")
        parser.add_argument("--day", type=date.fromisoformat, required=True, help="ngày của bản đồ, ví dụ 2025-07-01")
        parser.add_argument("--source", required=True, help="nguồn, in dưới mỗi bản đồ")
        parser.add_argument("--licence", required=True, help="giấy phép hoặc văn bản cho phép dùng")
        parser.add_argument("--code-property", default="", help="thuộc tính chứa mã; bỏ trống thì tự tìm")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        given = OutlineFile(
            _read(options["file"]),
            Tier(options["tier"]),
            options["day"],
            options["source"],
            options["licence"],
            options["code_property"],
        )
        try:
            found = import_outlines(given, by=SYSTEM, at=clock())
        except Refused as refusal:
            lines = [sentence(one.message, one.params) for one in refusal.findings[:_SHOWN]]
            raise CommandError("\n".join(lines)) from None
        for one in found.findings:
            self.stderr.write(sentence(one.message, one.params))
        self.stdout.write(f"Đã nhập ranh giới của {found.places} đơn vị, {found.points} điểm sau khi đơn giản hóa.")


def _read(path: Path) -> object:
    try:
        if path.stat().st_size > _LARGEST:
            message = f"Tệp lớn hơn {_LARGEST // _MEGABYTE} MB; hãy đơn giản hóa hoặc chia theo tỉnh trước khi nhập."
            raise CommandError(message)
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        message = f"Không đọc được tệp {path}: {fault.strerror}."
        raise CommandError(message) from None
    except ValueError:
        message = f"Tệp {path} không phải JSON viết bằng UTF-8."
        raise CommandError(message) from None
