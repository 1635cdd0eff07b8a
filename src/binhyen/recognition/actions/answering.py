"""Answers, criterion by criterion: versions meet, nothing is lost; many at once from signed paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import Work, batch_size, deed, each, load_answers, only, store, take
from binhyen.recognition.models import Answer, AnswerRevision
from binhyen.recognition.permissions import may_write_answers, writes_on_behalf
from binhyen.recognition.queries.standing import said_of
from binhyen.recognition.rules.assessing import Said, answer_findings
from binhyen.recognition.rules.facts import to_plain
from binhyen.recognition.rules.guards import narrative_findings
from binhyen.recognition.rules.lifecycle import Event

_COLUMNS = ("state", "verdict", "appraised_verdict", "on_behalf")
_SAID = ("facts", "judgement", "reference", "explanation")
_STAMP = ("version", "updated_by_account", "updated_by_post", "updated_at", "on_behalf", "carried_over")
_APPRAISED = ("appraiser_verdict", "appraiser_note")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a grid, or one autosave: what is said of a criterion, and the version it was written over."""

    dossier_id: int
    criterion: str
    said: Said
    base_version: int = 0


@dataclass(slots=True)
class _Pen:
    """Who writes when, and what was written: answers to keep, revisions, the dossiers that changed."""

    by: Actor
    at: datetime
    answers: dict[tuple[int, str], Answer] = field(default_factory=dict)
    written: list[tuple[Answer, Said, int]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def note(self, answer: Answer) -> None:
        """Remember an answer that has to be kept."""
        self.answers[answer.dossier_id, answer.criterion] = answer

    def write(self, work: Work, entry: Entry) -> bool:
        """Put one entry into its answer; tell whether that changed anything."""
        criterion = work.frame.criterion(entry.criterion)
        said = replace(entry.said, facts={name: to_plain(value) for name, value in entry.said.facts.items()})  # type: ignore[arg-type]  # anything typed that a door hands in
        refuse([*answer_findings(criterion, entry.said), *narrative_findings(criterion, entry.said.explanation)])
        answer = work.answers.get(entry.criterion)
        if answer is not None and said_of(answer) == said and not answer.carried_over:
            return False
        if entry.base_version != (answer.version if answer else 0):
            raise Refused(_conflict(entry, answer) if answer else _gone(entry))
        answer = answer or Answer(dossier=work.dossier, criterion=entry.criterion, version=0)
        self._fill(work, answer, said)
        return True

    def _fill(self, work: Work, answer: Answer, said: Said) -> None:
        answer.facts, answer.judgement = dict(said.facts), said.judgement
        answer.reference, answer.explanation = said.reference, said.explanation
        answer.version += 1
        answer.updated_by_account, answer.updated_by_post = self.by.account_id, self.by.post_id
        answer.updated_at, answer.carried_over = self.at, False
        answer.on_behalf = writes_on_behalf(self.by, work.dossier)
        answer.appraiser_verdict, answer.appraiser_note = "", ""
        work.answers[answer.criterion] = answer
        self.written.append((answer, said, answer.version))
        self.note(answer)


def save_answer(*, entry: Entry, by: Actor, at: datetime) -> Answer:
    """Save one answer. Saving the same again changes nothing.

    Refused with `recognition.conflict`, carrying both values, authors and times, when somebody saved in between; for
    facts that are ill-typed, impossible or not asked; for a narrative where one conclusion is kept; and in states in
    which the unit does not write.
    """
    work = only(_save([entry], by=by, at=at))
    return work.answers[entry.criterion]


def save_answers_on_paper(*, entries: Sequence[Entry], by: Actor, at: datetime) -> int:
    """Save a grid from signed papers, many units at once: all or none, each cell by the rule of `save_answer`."""
    return len(_save(entries, by=by, at=at))


@transaction.atomic
def _save(entries: Sequence[Entry], *, by: Actor, at: datetime) -> list[Work]:
    works = take((entry.dossier_id for entry in entries), may_write_answers, by=by)
    load_answers(works)
    said: dict[int, list[Entry]] = {}
    for entry in entries:
        said.setdefault(entry.dossier_id, []).append(entry)
    pen = _Pen(by, at)
    each(works, lambda work: _write(work, said[work.dossier.pk], pen))
    touched = [work for work in works if work.dossier.pk in pen.touched]
    _keep(pen)
    store(touched, _COLUMNS)
    record_all((_deed(work, said[work.dossier.pk]) for work in touched), by=by, at=at)
    return works


def _deed(work: Work, entries: Iterable[Entry]) -> Deed:
    criteria = list(dict.fromkeys(entry.criterion for entry in entries))
    return deed(work, "save_answer", {"criteria": criteria, "on_behalf": work.dossier.on_behalf})


def _write(work: Work, entries: Iterable[Entry], pen: _Pen) -> None:
    """Apply what is said to one dossier, then conclude it anew."""
    before = {name: answer.verdict for name, answer in work.answers.items()}
    work.move(Event.ASSESS)
    dirty = [pen.write(work, entry) for entry in entries]
    if not any(dirty):
        return
    work.dossier.on_behalf = work.dossier.on_behalf or writes_on_behalf(pen.by, work.dossier)
    evaluation = work.conclude()
    pen.touched.add(work.dossier.pk)
    for name, answer in work.answers.items():
        result = evaluation.result(name)
        if result is not None:
            answer.verdict = result.verdict
        if answer.verdict != before.get(name):
            pen.note(answer)


def _keep(pen: _Pen) -> None:
    """Write answers and their revisions: three statements, however many there are."""
    new = [answer for answer in pen.answers.values() if not answer.pk]
    changed = [answer for answer in pen.answers.values() if answer.pk]
    if changed:
        Answer.objects.bulk_update(changed, (*_SAID, *_STAMP, *_APPRAISED, "verdict"), batch_size=batch_size())
    Answer.objects.bulk_create(new, batch_size=batch_size())
    revisions = [_revision(answer, said, version, pen) for answer, said, version in pen.written]
    AnswerRevision.objects.bulk_create(revisions, batch_size=batch_size())


def _revision(answer: Answer, said: Said, version: int, pen: _Pen) -> AnswerRevision:
    return AnswerRevision(
        answer=answer,
        version=version,
        facts=dict(said.facts),
        judgement=said.judgement,
        reference=said.reference,
        explanation=said.explanation,
        by_account=pen.by.account_id,
        by_post=pen.by.post_id,
        at=pen.at,
        on_behalf=answer.on_behalf,
    )


def _gone(entry: Entry) -> Finding:
    message = gettext_noop("Criterion %(criterion)s has no saved answer of that version. Load the page again.")
    return Finding("recognition.stale_version", message, params={"criterion": entry.criterion}, where=entry.criterion)


def _conflict(entry: Entry, answer: Answer) -> Finding:
    """Carry both values, so that a page shows them side by side and asks."""
    message = gettext_noop(
        "Somebody saved criterion %(criterion)s after you opened it. Nothing of yours is lost: choose."
    )
    params = {
        "criterion": entry.criterion,
        "theirs": said_of(answer),
        "their_account": answer.updated_by_account,
        "their_post": answer.updated_by_post,
        "their_time": answer.updated_at,
        "version": answer.version,
        "yours": entry.said,
    }
    return Finding("recognition.conflict", message, params=params, where=entry.criterion)
