"""`binhyen open-report FILE.pdf`: who signed it, whether it is as it was signed, its figures; and take them over.

Exit 0 for a file that is believed (and taken over, where that was asked), 1 for one that is not, 2 for what was typed
wrongly. Without `--into-report` no database is touched.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext

from binhyen.accounts.models import Account
from binhyen.accounts.queries.actors import actor_at, posts_held
from binhyen.documents.rules.opening import SignatureSeen
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.findings import Finding, Refusal
from binhyen.narrative.actions.taking import Choice, take_signed_report
from binhyen.narrative.components.signed import label_of
from binhyen.narrative.models import TakenReport
from binhyen.narrative.queries.opening import Opened, open_report
from binhyen.narrative.rules.figures_as_data import to_json
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand

NOT_BELIEVED = 1


class Command(SayingCommand):
    help = "Mở báo cáo đã ký số: ai ký, tệp có còn nguyên không, số liệu kèm theo; nhận số liệu nếu yêu cầu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.pdf", help="tệp PDF đã ký số")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
        parser.add_argument(
            "--trust", nargs="+", default=[], metavar="CERT", help="chứng thư được tin thêm (PEM, .crl)"
        )
        parser.add_argument("--into-report", type=int, metavar="ID", help="nhận số liệu vào báo cáo định kỳ có số này")
        parser.add_argument(
            "--over", action="store_true", help="ghi đè ô đang có số khác (số cũ vẫn còn trong lịch sử)"
        )
        parser.add_argument("--by", metavar="USERNAME", help="tài khoản nhận; bỏ trống thì hệ thống đứng tên")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        now, trust = clock(), tuple(self._path(one) for one in options["trust"])
        content = Path(self._path(options["file"])).read_bytes()
        try:
            opened = open_report(content, now=now, trust=trust)
        except Refusal as refusal:
            self.refuse_all(refusal)
        taken, refused = self._taken(content, opened, trust, now, options)
        write = self._as_json if options["as_json"] else self._as_text
        write(opened, taken, refused)
        if refused or not opened.believed:
            sys.exit(NOT_BELIEVED)

    def _path(self, name: str) -> str:
        if not Path(name).is_file():
            self.refuse(gettext("There is no file “%(name)s”.") % {"name": name})
        return name

    def _taken(
        self, content: bytes, opened: Opened, trust: tuple[str, ...], now: datetime, options: dict[str, Any]
    ) -> tuple[TakenReport | None, Sequence[Finding]]:
        """Take the figures over where that was asked, or say why not."""
        number = options["into_report"]
        if number is None or not opened.believed:
            return None, ()
        by = self._actor(options["by"], number, now.date())
        choice = Choice(number, over_all=options["over"], trust=trust)
        try:
            return take_signed_report(content=content, choice=choice, by=by, at=now), ()
        except Refusal as refusal:
            return None, refusal.findings
        except Http404:
            self.refuse(gettext("There is no report with the number %(number)s for this account.") % {"number": number})

    def _actor(self, username: str | None, report_id: int, day: date) -> Actor:
        """Return the account's post that sees the report, or the system."""
        if not username:
            return SYSTEM
        account = Account.objects.filter(username=username, is_active=True).first()
        if account is None:
            self.refuse(gettext("There is no account “%(name)s” that can sign in.") % {"name": username})
        actors = [actor_at(account.pk, post, day) for post in posts_held(account.pk, day)]
        if not actors:
            self.refuse(gettext("The account “%(name)s” holds no post today.") % {"name": username})
        seeing = (one for one in actors if reports_seen_by(one, day).filter(pk=report_id).exists())
        return next(seeing, actors[0])

    # ---------------------------------------------------------------- what is printed

    def _as_json(self, opened: Opened, taken: TakenReport | None, refused: Sequence[Finding]) -> None:
        said = {
            "believed": opened.believed,
            "sha256": opened.file.sha256,
            "title": opened.file.title,
            "signatures": [_signature_data(one) for one in opened.file.signatures],
            "findings": [_finding_data(one) for one in (*opened.findings, *refused)],
            "figures": json.loads(to_json(opened.figures)) if opened.figures is not None else None,
            "taken": {"report": taken.report_id, "cells": taken.cells} if taken is not None else None,
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))

    def _as_text(self, opened: Opened, taken: TakenReport | None, refused: Sequence[Finding]) -> None:
        for line in (*_lines(opened), *(_said(one) for one in refused)):
            self.stdout.write(line)
        if taken is not None:
            words = gettext("Taken over into the report “%(name)s”: %(cells)s cells.")
            self.stdout.write(words % {"name": taken.report.name, "cells": taken.cells})


def _lines(opened: Opened) -> Iterator[str]:
    yield opened.file.title or opened.file.sha256
    for one in opened.file.signatures:
        if not one.broken:
            yield gettext("Signed by %(signer)s, %(at)s; certificate from %(issuer)s.") % _words(one)
    yield from dict.fromkeys(_said(one) for one in opened.findings)
    if opened.figures is None:
        yield gettext("The file is not accepted; no figure was taken.")
        return
    place = {"place": opened.figures.place_name, "period": opened.figures.period, "count": len(opened.figures.figures)}
    yield gettext("%(count)s figures of %(place)s, %(period)s:") % place
    for figure in opened.figures:
        yield f"  {figure.cell}\t{write_amount(figure.amount)}\t{label_of(figure)}"


def _words(one: SignatureSeen) -> dict[str, str]:
    at = f"{localtime(one.signed_at):%H:%M %d/%m/%Y}" if one.signed_at else "–"
    return {"signer": one.name, "at": at, "issuer": one.certified_by}


def _said(one: Finding) -> str:
    return f"[{one.code}] {sentence(one.message, one.params)}"


def _signature_data(one: SignatureSeen) -> dict[str, object]:
    return {
        "signer": one.signer,
        "organisation": one.organisation,
        "certified_by": one.certified_by,
        "certificate": one.certificate,
        "signed_at": one.signed_at.isoformat() if one.signed_at else None,
        "trusted": one.trusted,
        "trial": one.trial,
    }


def _finding_data(one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "text": sentence(one.message, one.params),
        "where": one.where,
    }
