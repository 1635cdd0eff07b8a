"""`binhyen make-signing-key PATH`: a self-made key for trying signatures, marked as one in its certificate."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext

from binhyen.documents.writers.keys import DAYS, make_trial_key, write_key
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Tạo khóa tự ký để dùng thử chữ ký số. Khóa này không có giá trị pháp lý và tự nói như vậy trong chứng thư."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", metavar="PATH", help="nơi ghi, không có đuôi: PATH.p12 và PATH.pem")
        parser.add_argument("--name", default="Người ký thử", help="tên người ký ghi trong chứng thư")
        parser.add_argument("--organisation", default="", help="tên cơ quan ghi trong chứng thư")
        parser.add_argument("--days", type=int, default=DAYS, help="số ngày chứng thư có hạn")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        path = Path(options["path"] or Path(settings.VAR_DIR) / "signing" / "trial")
        key = make_trial_key(
            name=options["name"],
            organisation=options["organisation"],
            at=clock(),
            days=options["days"],
            passphrase=settings.SIGNING.passphrase,
        )
        try:
            bundle, certificate = write_key(key, path)
        except FileExistsError:
            words = gettext("There is a key at “%(path)s” already. Choose another path, so that none is lost.")
            self.refuse(words % {"path": path.with_suffix(".p12")})
        self.stdout.write(f"BINHYEN_SIGNING=file\nBINHYEN_SIGNING_KEY={bundle}\nBINHYEN_TRUST={certificate}")
