"""Signals: looking for them, answering them as the reporter, noting as the province what came of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.analytics.models import Look, Signal
from binhyen.analytics.permissions.signals import may_answer_signal, may_look_for_signals, may_note_signal
from binhyen.analytics.rules.signals import subject
from binhyen.analytics.rules.signals.head_start import shown_on
from binhyen.analytics.rules.signals.looking import look
from binhyen.analytics.signals.inputs import said_in
from binhyen.audit.actions import Deed, record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.models import Collection

LONGEST = 1_000
_Standing = Mapping[tuple[int, str], Signal]


@transaction.atomic
def look_for_signals(*, collection_id: int, by: Actor, at: datetime) -> Look:
    """Look at all sent reports of a collection: new signals begin, those found no more end, answers stay.

    Refused for anybody but the province's officer and the nightly command. A signal that stands keeps its day.
    """
    collection = Collection.objects.select_for_update(of=("self",)).select_related("version").filter(pk=collection_id)
    found = collection.first()
    if found is None:
        raise Http404
    may_look_for_signals(by, found.province_path).require()
    reports = said_in(found)
    told = {(one.report, signal.code.value): signal for one in look(reports) for signal in one.signals}
    rows = Signal.objects.filter(report__collection=found, ended_at=None)
    standing = {(one.report_id, one.code): one for one in rows}
    _end([one for key, one in standing.items() if key not in told], by=by, at=at, collection=found)
    _restate({standing[key]: signal for key, signal in told.items() if key in standing})
    _begin({key: one for key, one in told.items() if key not in standing}, by=by, at=at, collection=found)
    made = Look.objects.create(
        collection=found,
        reports=len(reports),
        found=len(told),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    data = {"collection": found.pk, "reports": len(reports), "signals": len(told)}
    record(Deed("analytics.look", "look", made.pk, found.province_path, data), by=by, at=at)
    return made


def _end(gone: Sequence[Signal], *, by: Actor, at: datetime, collection: Collection) -> None:
    Signal.objects.filter(pk__in=[one.pk for one in gone]).update(ended_at=at)
    record_all((_deed("signal_ended", one, collection.province_path) for one in gone), by=by, at=at)


def _restate(standing: Mapping[Signal, subject.Signal]) -> None:
    """Say again with its present numbers what stands already."""
    for row, one in standing.items():
        row.strength, row.sentence, row.other_id = _exact(one), one.sentence, one.other
        row.params, row.cells = dict(one.params), list(one.cells)
    Signal.objects.bulk_update(standing, ["strength", "sentence", "params", "cells", "other"])


def _begin(told: Mapping[tuple[int, str], subject.Signal], *, by: Actor, at: datetime, collection: Collection) -> None:
    made = Signal.objects.bulk_create(
        Signal(
            report_id=report,
            code=code,
            strength=_exact(one),
            sentence=one.sentence,
            params=dict(one.params),
            cells=list(one.cells),
            other_id=one.other,
            found_at=at,
            shown_on=shown_on(localdate(at)),
        )
        for (report, code), one in told.items()
    )
    record_all((_deed("signal_found", one, collection.province_path) for one in made), by=by, at=at)


def _exact(signal: subject.Signal) -> Decimal:
    return Decimal(str(signal.strength))


@transaction.atomic
def answer_signal(*, signal_id: int, answer: str, by: Actor, at: datetime) -> Signal:
    """Say as the reporter what was looked into. Refused when empty, when it ended, and after the province's note."""
    found = _locked(signal_id)
    may_answer_signal(by, found.report).require()
    refuse([*_ended(found), *_noted(found), *_text(answer, "answer")])
    found.answer, found.answered_at = answer.strip(), at
    found.answered_by_account, found.answered_by_post = by.account_id, by.post_id
    found.save(update_fields=["answer", "answered_at", "answered_by_account", "answered_by_post"])
    record(_deed("signal_answered", found, found.report.place_path), by=by, at=at)
    return found


@transaction.atomic
def note_signal(*, signal_id: int, note: str, by: Actor, at: datetime) -> Signal:
    """Say as the province what came of a signal. 404 as long as its reporter has it to itself; refused when empty."""
    found = _locked(signal_id)
    may_note_signal(by, found.report.collection.province_path).require()
    if found.shown_on > localdate(at):
        raise Http404
    refuse([*_ended(found), *_text(note, "note")])
    found.note, found.noted_at = note.strip(), at
    found.noted_by_account, found.noted_by_post = by.account_id, by.post_id
    found.save(update_fields=["note", "noted_at", "noted_by_account", "noted_by_post"])
    record(_deed("signal_noted", found, found.report.place_path), by=by, at=at)
    return found


def _locked(signal_id: int) -> Signal:
    rows = Signal.objects.select_for_update(of=("self",)).select_related("report__collection")
    found = rows.filter(pk=signal_id).first()
    if found is None:
        raise Http404
    return found


def _deed(action: str, signal: Signal, path: str) -> Deed:
    return Deed(
        f"analytics.{action}", "signal", signal.pk, path, {"report": signal.report_id, "code": str(signal.code)}
    )


def _ended(signal: Signal) -> list[Finding]:
    if signal.ended_at is None:
        return []
    message = gettext_noop(
        "The report has changed since: this signal is found no more, and there is nothing to answer."
    )
    return [Finding("analytics.signal_ended", message)]


def _noted(signal: Signal) -> list[Finding]:
    if signal.noted_at is None:
        return []
    message = gettext_noop("The province has noted what came of this signal: the answer stays as it was.")
    return [Finding("analytics.signal_noted", message)]


def _text(text: str, where: str) -> list[Finding]:
    if not text.strip():
        return [Finding("analytics.nothing_written", gettext_noop("Write what was looked into."), where=where)]
    if len(text.strip()) > LONGEST:
        message = gettext_noop("The text is longer than %(longest)s characters.")
        return [Finding("analytics.too_long", message, params={"longest": LONGEST}, where=where)]
    return []
