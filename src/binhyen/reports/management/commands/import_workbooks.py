"""`binhyen import-workbooks DIR`: every entry workbook below a folder, hundreds a second, as often as one likes.

A file that was taken in is not taken in again, so the command may be stopped and begun anew at any time. Exit 0 when
everything is in, 1 when something is to be mended, 2 for what does not exist.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from binhyen.accounts.models import Account
from binhyen.accounts.queries.actors import actor_at, posts_held
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.reports.actions.intake import Taken, take_workbooks
from binhyen.reports.components.workbooks import outcome_chip, sentence_of, title_of
from binhyen.reports.forms.workbooks import returned_copy
from binhyen.reports.rules.workbooks import Outcome
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand
from binhyen.units.queries import units_represented

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
RETURNED = ".tra-lai.xlsx"
TO_BE_MENDED = 1
_LOG = "import-workbooks.jsonl"


class Command(SayingCommand):
    help = "Nhập mọi biểu Excel trong một thư mục. Biểu đã nhập thì bỏ qua, nên có thể dừng và chạy lại bất cứ lúc nào."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="thư mục chứa biểu (.xlsx, .xls, .ods), kể cả thư mục con")
        parser.add_argument("--by", metavar="USERNAME", help="tài khoản nhập; bỏ trống thì hệ thống đứng tên")
        parser.add_argument("--partly", action="store_true", help="lưu các ô đúng của biểu có ô sai")
        parser.add_argument("--returned", metavar="DIR", help="ghi bản trả lại của mỗi biểu cần sửa vào thư mục này")
        parser.add_argument("--log", metavar="FILE", help="nhật ký, mỗi biểu một dòng JSON")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        now = clock()
        folder = self._folder(options["folder"])
        returned = self._folder(options["returned"]) if options["returned"] else None
        desks = self._desks(options["by"], now.date())
        log = Path(options["log"]) if options["log"] else Path(settings.VAR_DIR) / _LOG
        job = _Job(folder, desks, returned, log, now, partly=options["partly"])
        counts = job.run()
        self._sum_up(counts, job, as_json=options["as_json"])
        if counts["faulty"]:
            sys.exit(TO_BE_MENDED)

    def _folder(self, name: str) -> Path:
        path = Path(name)
        if not path.is_dir():
            self.refuse(gettext("There is no folder “%(name)s”. Make it, or write elsewhere.") % {"name": name})
        return path

    def _desks(self, username: str | None, day: date) -> Sequence[Actor]:
        """Return the desks at which an account acts, or the system's own."""
        if not username:
            return [SYSTEM]
        account = Account.objects.filter(username=username, is_active=True).first()
        if account is None:
            self.refuse(gettext("There is no account “%(name)s” that can sign in.") % {"name": username})
        found = [_at_work(actor_at(account.pk, post, day), day) for post in posts_held(account.pk, day)]
        if not found:
            self.refuse(gettext("The account “%(name)s” holds no post today.") % {"name": username})
        return found

    def _sum_up(self, counts: Counter[str], job: "_Job", *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({**dict.fromkeys(map(str, Outcome), 0), **counts}, ensure_ascii=False))
            return
        for outcome in Outcome:
            if counts[outcome]:
                self.stdout.write(f"{counts[outcome]:>6} {outcome_chip(outcome).word}")
        words = gettext("%(books)s workbooks, %(cells)s cells saved, %(faulty)s to be mended. Log: %(log)s")
        self.stdout.write(words % {**{name: counts[name] for name in ("books", "cells", "faulty")}, "log": job.log})


def _at_work(actor: Actor, day: date) -> Actor:
    """Return an actor with the units that it speaks for."""
    if actor.role is not Role.UNIT_REPRESENTATIVE:
        return actor
    return replace(actor, units=units_represented(actor.post_id, day))


@dataclass(frozen=True, slots=True)
class _Job:
    """One run over a folder."""

    folder: Path
    desks: Sequence[Actor]
    returned: Path | None
    log: Path
    now: datetime
    partly: bool

    def run(self) -> Counter[str]:
        """Take everything in; return how many came out how."""
        paths = list(self._paths())
        counts: Counter[str] = Counter(books=len(paths), cells=0, faulty=0)
        by, *others = self.desks
        coming = take_workbooks(paths=paths, by=by, at=self.now, partly=self.partly, desks=others)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a", encoding="utf-8") as log, _progress() as progress:
            task = progress.add_task(self.folder.name, total=len(paths))
            for taken in coming:
                counts.update({taken.outcome: 1, "cells": taken.changed, "faulty": int(taken.faulty)})
                log.write(json.dumps(self._line(taken), ensure_ascii=False) + "\n")
                log.flush()
                self._give_back(taken)
                progress.advance(task)
        return counts

    def _paths(self) -> Iterator[Path]:
        """Yield the workbooks below the folder; not what office programs keep beside open ones, nor returned copies."""
        for path in sorted(self.folder.rglob("*")):
            ours = path.name.startswith(("~$", ".")) or path.name.endswith(RETURNED)
            if path.suffix.lower() in SUFFIXES and not ours and path.is_file():
                yield path

    def _within(self, taken: Taken) -> Path:
        """Return where in the folder a workbook lies."""
        return taken.path.relative_to(self.folder) if taken.path is not None else Path(taken.name)

    def _line(self, taken: Taken) -> dict[str, object]:
        report = taken.report
        return {
            "at": self.now.isoformat(timespec="seconds"),
            "file": str(self._within(taken)),
            "sha256": taken.sha256,
            "outcome": taken.outcome,
            "report": title_of(report) if report is not None else "",
            "cells": taken.changed,
            "findings": [{"code": one.code, "where": one.where, "text": sentence_of(one)} for one in taken.findings],
        }

    def _give_back(self, taken: Taken) -> None:
        """Write the copy of a workbook in which something is to be mended."""
        if self.returned is None or taken.path is None or not taken.faulty:
            return
        place = self.returned / self._within(taken)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.with_name(place.stem + RETURNED).write_bytes(returned_copy(taken.path.read_bytes(), taken))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))
