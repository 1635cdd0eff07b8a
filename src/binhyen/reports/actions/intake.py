"""Workbooks taken in: read, held against their reports, saved whole or not at all, and remembered by their hash."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refusal, has_errors
from binhyen.reports.actions.entering import save_reports
from binhyen.reports.actions.planning import ANY, Book, Held, Plan, plan_workbooks, writable
from binhyen.reports.models import Intake, Report
from binhyen.reports.queries.workbooks import taken_before
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.workbooks import Outcome
from binhyen.sheets.queries import read_entry_book, read_entry_books

BATCH = 50
"""Workbooks that are saved in one transaction."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one workbook. `findings` are what was wrong with it or its cells.

    `checks` are what the catalogue says of its numbers, which are saved all the same. `earlier` is when the
    same file was taken in before.
    """

    name: str
    sha256: str
    outcome: Outcome
    report: Report | None = None
    changed: int = 0
    findings: tuple[Finding, ...] = ()
    checks: tuple[Finding, ...] = ()
    earlier: datetime | None = None
    path: Path | None = None

    @property
    def faulty(self) -> bool:
        """Tell whether anything is to be mended."""
        return has_errors(self.findings) or has_errors(self.checks)


def take_workbook(*, book: Book, by: Actor, at: datetime, partly: bool = False, held: Held = ANY) -> Taken:
    """Take in one workbook (`read_book`). With `held.report`, it must be that report's.

    Refused, with reasons at the cells, as a whole: a file that is no entry workbook or was changed where it must not
    be; one of another place, period or version; a report that is sent or not the person's; a cell that cannot be read
    or was saved by somebody in between. With `partly` the right cells are saved. Refusals come back as findings.
    """
    known = taken_before([book.sha256], [by.post_id]).get(book.sha256)
    if known is not None:
        return _again(book.name, known)
    return _take_batch([book], _Way(by, at, partly, held))[0]


def take_workbooks(
    *, paths: Iterable[Path], by: Actor, at: datetime, partly: bool = False, desks: Sequence[Actor] = ()
) -> Iterator[Taken]:
    """Take in many workbooks, each by the rule of `take_workbook`; a transaction for every fifty.

    A file that was taken in before is not read again. Whoever stops in between loses nothing: what was yielded is
    saved. `desks` are other posts of the same person: each workbook is taken at the one that may write its report.
    """
    coming, actors = iter(paths), (by, *desks)
    while chunk := [(path, _digest(path)) for path in islice(coming, _CHUNK)]:
        known = taken_before([digest for _, digest in chunk], [one.post_id for one in actors])
        yield from (_again(path.name, known[digest], path) for path, digest in chunk if digest in known)
        books = _read((path.name, path, digest) for path, digest in chunk if digest not in known)
        for batch in _batches(books):
            for actor, own in _at_desks(batch, actors, at):
                yield from _take_batch(own, _Way(actor, at, partly))


def take_books(*, books: Sequence[Book], by: Actor, at: datetime, partly: bool = False) -> list[Taken]:
    """Take in workbooks that were read already, in order, each by the rule of `take_workbook`."""
    known = taken_before([one.sha256 for one in books], [by.post_id])
    fresh = [one for one in books if one.sha256 not in known]
    taken = [one for batch in _batches(fresh) for one in _take_batch(batch, _Way(by, at, partly))]
    found = iter(taken)
    return [_again(one.name, known[one.sha256]) if one.sha256 in known else next(found) for one in books]


def _at_desks(books: Sequence[Book], actors: Sequence[Actor], at: datetime) -> Iterator[tuple[Actor, list[Book]]]:
    """Give each workbook to the first post of a person that may write its report, or else to the first post."""
    if len(actors) == 1:
        yield actors[0], list(books)
        return
    named = {one.read.identity.report for one in books if one.read.identity is not None}
    writes = [(actor, writable(by=actor, ids=named, at=at)) for actor in actors]
    groups: dict[int, list[Book]] = {}
    for book in books:
        number = book.read.identity.report if book.read.identity is not None else 0
        chosen = next((place for place, (_, ids) in enumerate(writes) if number in ids), 0)
        groups.setdefault(chosen, []).append(book)
    yield from ((actors[place], own) for place, own in groups.items())


_CHUNK = 500


def read_book(content: bytes, name: str) -> Book:
    """Read one workbook. Refused when it is too large."""
    return Book(name, hashlib.sha256(content).hexdigest(), read_entry_book(io.BytesIO(content)))


def read_books(named: Iterable[tuple[str, Path]]) -> list[Book]:
    """Read workbooks, each under the name that it came with."""
    return list(_read([(name, path, _digest(path)) for name, path in named]))


def _read(files: Iterable[tuple[str, Path, str]]) -> Iterator[Book]:
    listed = list(files)
    reads = read_entry_books(path for _, path, _ in listed)
    return (Book(name, digest, read, path) for (name, path, digest), read in zip(listed, reads, strict=True))


def _digest(path: Path) -> str:
    """Return a file's hash; nothing for one that cannot be opened, which is then unreadable."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _again(name: str, known: Intake, path: Path | None = None) -> Taken:
    return Taken(name, known.sha256, Outcome.AGAIN, known.report, earlier=known.at, path=path)


def _batches(books: Iterable[Book]) -> Iterator[list[Book]]:
    """Put workbooks together; two of one report never meet in a batch, since the second writes over the first."""
    batch: list[Book] = []
    named: set[object] = set()
    for book in books:
        key = book.read.identity.report if book.read.identity else None
        if len(batch) >= BATCH or (key is not None and key in named) or book.sha256 in named:
            yield batch
            batch, named = [], set()
        batch.append(book)
        named |= {key, book.sha256}
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Way:
    """Who takes workbooks in, when, and how."""

    by: Actor
    at: datetime
    partly: bool = False
    held: Held = ANY


def _take_batch(books: Sequence[Book], way: _Way) -> list[Taken]:
    """Save what can be saved of some workbooks together; where saving is refused, one by one."""
    held = replace(way.held, judged=len(books) == 1)
    plans = plan_workbooks(books=books, by=way.by, at=way.at, held=held)
    try:
        return _save(plans, way)
    except Refusal as refusal:
        if len(plans) == 1:
            return _note([_refused(plans[0], refusal.findings)], way)
        return [one for book in books for one in _take_batch([book], way)]


@transaction.atomic
def _save(plans: Sequence[Plan], way: _Way) -> list[Taken]:
    entries = {plan.report.pk: _entries(plan, partly=way.partly) for plan in plans if plan.report is not None}
    saved = save_reports(entries={number: one for number, one in entries.items() if one}, by=way.by, at=way.at)
    changed = {number: one.changed for number, one in saved.items()}
    return _note([_taken(plan, changed, partly=way.partly) for plan in plans], way)


def _entries(plan: Plan, *, partly: bool) -> Sequence[CellEntry]:
    if plan.barred or (plan.wrong and not partly):
        return ()
    return plan.to_save


def _taken(plan: Plan, changed: dict[int, int], *, partly: bool) -> Taken:
    if plan.report is None or plan.barred or (plan.wrong and not partly):
        return _refused(plan)
    written = changed.get(plan.report.pk, 0)
    outcome = Outcome.SAVED if written else Outcome.UNCHANGED
    if plan.wrong:
        outcome = Outcome.PARTLY if written else Outcome.REFUSED
    return replace(_refused(plan), outcome=outcome, changed=written)


def _refused(plan: Plan, more: Sequence[Finding] = ()) -> Taken:
    book, findings = plan.book, (*plan.findings, *more)
    return Taken(
        book.name,
        book.sha256,
        Outcome.REFUSED,
        plan.report,
        findings=findings,
        checks=plan.checks,
        path=book.path,
    )


@transaction.atomic
def _note(taken: list[Taken], way: _Way) -> list[Taken]:
    """Remember the files with what became of them: codes and cells, never what was typed."""
    Intake.objects.bulk_create(
        Intake(
            sha256=one.sha256,
            file_name=one.name[:_LONGEST_NAME],
            report=one.report,
            saved_cells=one.changed,
            findings=[{"code": found.code, "where": found.where} for found in one.findings if has_errors([found])],
            at=way.at,
            by_account=way.by.account_id,
            by_post=way.by.post_id,
        )
        for one in taken
    )
    record_all((_deed(one) for one in taken), by=way.by, at=way.at)
    return taken


def _deed(taken: Taken) -> Deed:
    report = taken.report
    data = {"outcome": taken.outcome.value, "cells": taken.changed, "sha256": taken.sha256}
    return Deed("reports.workbook", "report", report.pk if report else 0, report.place_path if report else "", data)
