"""Takes the figures of a signed report over into a report of the level above's collection: exactly, or not at all."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record
from binhyen.documents.rules.layout import MEDIA_TYPES, Format
from binhyen.files.actions import receive, store_bytes
from binhyen.files.models import Blob
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import Origin
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.models import TakenReport
from binhyen.narrative.queries.opening import Opened, open_report
from binhyen.narrative.queries.taking import Held, Meeting, Met, held_against, reports_for
from binhyen.narrative.rules.addresses import taken_report as address
from binhyen.narrative.rules.figures_of_report import ReportFigures
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.models import Report
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.rules.entering import CellEntry


@dataclass(frozen=True, slots=True)
class Choice:
    """Into which report, and over which values that stand there (cell as text → the version that was looked at)."""

    report_id: int
    over: Mapping[str, int] = field(default_factory=dict)
    over_all: bool = False
    trust: tuple[str, ...] = ()
    """Certificates that are trusted besides those of the settings: a person named them on the command line."""


@transaction.atomic
def take_signed_report(*, content: bytes, choice: Choice, by: Actor, at: datetime) -> TakenReport:
    """Take every figure that has a cell in the report, with origin "imported" and the file as its reference.

    Refused as a whole, with everything that is against it: a file that is not believed (`open_report`), a report of
    another place or period, a file without a figure for the report, a cell that says something else and was not
    chosen, and whatever `save_cells` refuses. The same file again changes nothing.
    """
    opened = open_report(content, now=at, trust=choice.trust)
    refuse(opened.findings)
    if opened.figures is None:
        msg = "a file that is not believed is refused above"
        raise AssertionError(msg)
    report = _target(opened.figures, choice.report_id, by, at)
    held = held_against(opened.figures, report)
    known = TakenReport.objects.filter(blob__sha256=opened.file.sha256, report=report).first()
    if known is not None and not held.count(Meeting.NEW) + held.count(Meeting.OTHER):
        return known
    refuse(_against(held, choice))
    taken = known or _begun(content, opened, report, by, at)
    saved = save_cells(report_id=report.pk, entries=list(_entries(held, choice, taken)), by=by, at=at)
    taken.cells += saved.changed
    taken.save(update_fields=["cells"])
    record(_deed(taken, saved.changed), by=by, at=at)
    return taken


def _against(held: Held, choice: Choice) -> list[Finding]:
    """Say what else stands in the cells, where nobody chose to write over it."""
    if not held.met:
        return [Finding("narrative.nothing_for_report", _NOTHING, params={"report": held.report.name})]
    found = []
    for one in held.met:
        cell = str(one.figure.cell)
        if one.meeting is Meeting.OTHER and not choice.over_all and cell not in choice.over:
            says = {"label": one.label, "here": write_amount(one.amount), "there": write_amount(one.figure.amount)}
            found.append(Finding("narrative.cell_says_other", _OTHER, params=says, where=cell))
    return found


def _target(figures: ReportFigures, report_id: int, by: Actor, at: datetime) -> Report:
    report = report_seen_by(by, report_id, localdate(at))
    if report.pk in {one.pk for one in reports_for(figures, by, localdate(at))}:
        return report
    params = {
        "place": figures.place_name,
        "period": figures.period,
        "report": report.name,
        "asked": report.collection.period,
    }
    raise Refused(Finding("narrative.report_of_another", _ANOTHER, params=params, where="report"))


def _begun(content: bytes, opened: Opened, report: Report, by: Actor, at: datetime) -> TakenReport:
    """Keep the file, after it was looked at as every file from outside is."""
    blob = _blob(content, by, at)
    figures, last = opened.figures, opened.file.signatures[-1]
    if figures is None:
        msg = "only a file that is believed is kept"
        raise AssertionError(msg)
    return TakenReport.objects.create(
        blob=blob,
        title=opened.file.title[:500],
        place_code=figures.place_code,
        place_name=figures.place_name,
        period=figures.period,
        template=figures.template,
        signer=opened.file.signed_by[:600],
        certified_by=last.certified_by[:300],
        certificate=last.certificate,
        trial=any(one.trial for one in opened.file.signatures),
        signed_at=last.signed_at,
        figures=len(figures.figures),
        report=report,
        place_path=report.place_path,
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )


def _blob(content: bytes, by: Actor, at: datetime) -> Blob:
    """Keep the bytes as anybody's file; those that the system itself takes over come from who runs it."""
    if by is SYSTEM:
        return store_bytes(content=content, media_type=MEDIA_TYPES[Format.PDF], at=at)
    return receive(stream=io.BytesIO(content), name="bao-cao-da-ky.pdf", by=by, at=at).blob


def _entries(held: Held, choice: Choice, taken: TakenReport) -> Iterator[CellEntry]:
    for one in held.met:
        if one.meeting is not Meeting.SAME:
            yield CellEntry(
                one.figure.cell,
                one.figure.amount,
                _version(one, choice),
                _note(one, taken),
                Origin.IMPORTED,
                address(taken.pk),
            )


def _version(one: Met, choice: Choice) -> int:
    """Return the version that is written over: none where something else stands that nobody chose to write over."""
    if one.meeting is Meeting.NEW or choice.over_all:
        return one.version
    return choice.over.get(str(one.figure.cell), 0)


def _note(one: Met, taken: TakenReport) -> str:
    """Say on whose word another number stands than the register's, and keep a note that was there."""
    if one.stands is None:
        return ""
    if one.stands.counted is not None and not one.stands.note:
        return f"Theo {taken.title}"[:500]
    return one.stands.note


def _deed(taken: TakenReport, changed: int) -> Deed:
    data = {"file": taken.blob.sha256, "certificate": taken.certificate, "cells": changed, "trial": taken.trial}
    return Deed("narrative.taken", "report", taken.report_id, taken.place_path, data)


_NOTHING = gettext_noop("None of the file's figures has a cell in the report “%(report)s”. Choose the right report.")
_OTHER = gettext_noop(
    "“%(label)s” says %(here)s here, and %(there)s in the signed report. Choose which of the two stands."
)
_ANOTHER = gettext_noop(
    "The file holds figures of %(place)s for %(period)s; the report chosen is that of %(report)s for %(asked)s."
)
