"""The end of a text that came in: confirmed into its report, discarded or forgotten. Its words are deleted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.actions.deciding import text_in_hand
from binhyen.narrative.models import Example, IncomingText, KeptSentence, Proposal
from binhyen.narrative.queries.confirming import NO_ANSWERS, Answers, CellPlan, plan_of
from binhyen.narrative.queries.incoming import to_forget
from binhyen.narrative.queries.proposals import Desk, decided_amount_of, desk_of, read_amount_of, tells_small
from binhyen.narrative.rules import addresses
from binhyen.narrative.rules.deciding import TAKEN, Decision
from binhyen.narrative.rules.examples import Judged, examples_of
from binhyen.narrative.rules.forgetting import LIFE_OF_TEXTS, TextEnd, TextLife
from binhyen.narrative.rules.keeping import Kept, KeptKind, kept_sentence
from binhyen.narrative.rules.masking import masked
from binhyen.narrative.rules.placing import SURE, Why
from binhyen.narrative.rules.sentences import span_around
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.queries.reports import WORDS_KEPT

_NOTHING = gettext_noop("Nothing was taken from this text yet. Take a figure or keep words first, or discard the text.")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What became of a text: how many cells were written, and the sentences that are kept."""

    cells: int
    sentences: int
    report_id: int


@transaction.atomic
def confirm_text(*, text_id: int, by: Actor, at: datetime, answers: Answers = NO_ANSWERS) -> Confirmed:
    """Write what was taken into the report, keep its sentences masked, and delete the text.

    Refused as a whole, with nothing written: nothing was taken; a cell that somebody saved after it was looked at
    (with both values); what saving a cell refuses. `answers` hold notes, over which version a value stands,
    and which cells stay as they are.
    """
    text = text_in_hand(text_id, TextEnd.CONFIRM, by, at)
    desk = desk_of(text)
    plan = plan_of(desk, answers)
    if not plan.kept and not text.kept_words:
        raise Refused(Finding("narrative.nothing_taken", _NOTHING))
    refuse(plan.findings)
    links = {one.cell: _keep_cell(desk, one, by, at) for one in plan.kept}
    words = _keep_words(desk, by, at)
    entries = [replace(one.entry, origin_ref=links[one.cell]) for one in plan.to_write]
    written = save_cells(report_id=text.report_id, entries=entries, by=by, at=at).changed if entries else 0
    _keep_examples(desk, at)
    kept = sum(len(one.rows) for one in plan.kept) + len(words)
    _end([text], TextEnd.CONFIRM, _counts(desk.rows) | {"cells": written, "words": len(words)}, at)
    data = {"report": text.report_id, "cells": written, "sentences": kept}
    deeds = [Deed("narrative.confirm_text", "text", text.pk, text.report.place_path, data)]
    if words:
        deeds.append(Deed(WORDS_KEPT, "report", text.report_id, text.report.place_path, {"sentences": len(words)}))
    record_all(deeds, by=by, at=at)
    return Confirmed(written, kept, text.report_id)


@transaction.atomic
def discard_text(*, text_id: int, by: Actor, at: datetime) -> None:
    """Delete a text with everything that was read in it. Refused once it has ended."""
    text = text_in_hand(text_id, TextEnd.DISCARD, by, at)
    _end([text], TextEnd.DISCARD, _counts(desk_of(text).rows), at)
    record(Deed("narrative.discard_text", "text", text.pk, text.report.place_path), by=by, at=at)


@transaction.atomic
def forget_texts(*, by: Actor, at: datetime) -> int:
    """Delete the texts whose days are over, and return how many."""
    rows = list(to_forget(localdate(at)).select_for_update(of=("self",)).select_related("report").defer("text"))
    for text in rows:
        _end([text], TextEnd.FORGET, {}, at)
    deeds = [Deed("narrative.forget_text", "text", one.pk, one.report.place_path) for one in rows]
    record_all(deeds, by=by, at=at)
    return len(rows)


def _counts(rows: Iterable[Proposal]) -> dict[str, int]:
    return dict(Counter(row.decision for row in rows))


def _end(texts: Sequence[IncomingText], event: TextEnd, counts: dict[str, int], at: datetime) -> None:
    """Delete words, names and proposals; hash, days and counts stay."""
    for text in texts:
        text.state = LIFE_OF_TEXTS.after(TextLife(text.state), event)
        text.text = text.name = text.author = ""
        text.remarks, text.left_out, text.kept_words = [], [], []
        text.counts, text.ended_at = counts, at
        text.save()
    Proposal.objects.filter(text__in=[one.pk for one in texts]).delete()


# ------------------------------------------------------------------ what is kept


def _keep_cell(desk: Desk, plan: CellPlan, by: Actor, at: datetime) -> str:
    """Keep the sentences from which a cell is filled; return the page of the first."""
    kept = [_keep_figure(desk, str(plan.cell), row, by, at) for row in plan.rows]
    return addresses.kept_sentence(kept[0].pk)


def _keep_figure(desk: Desk, cell: str, row: Proposal, by: Actor, at: datetime) -> KeptSentence:
    amount = decided_amount_of(row)
    kept = _around(desk, row.start, row.end)
    small = tells_small(desk, row.start)
    return KeptSentence.objects.create(
        kind=KeptKind.FIGURE, cell=cell, small=small, **_sentence(desk, kept), **_said(amount), **_author(desk, by, at)
    )


def _keep_words(desk: Desk, by: Actor, at: datetime) -> list[KeptSentence]:
    found = [(_around(desk, start, end), tells_small(desk, start)) for start, end in desk.text.kept_words]
    return [
        KeptSentence.objects.create(kind=KeptKind.WORDS, small=small, **_sentence(desk, one), **_author(desk, by, at))
        for one, small in found
    ]


def _around(desk: Desk, start: int, end: int) -> Kept:
    span = span_around(desk.sentences, start) or (start, end)
    return kept_sentence(desk.text.text, (min(span[0], start), max(span[1], end)), start, end)


def _sentence(desk: Desk, kept: Kept) -> dict[str, object]:
    return {"text": desk.text, "report": desk.report, "sentence": kept.sentence, "start": kept.start, "end": kept.end}


def _author(desk: Desk, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "author": masked(desk.text.author)[:200],
        "about_date": desk.text.about_date,
        "at": at,
        "by_account": by.account_id,
        "by_post": by.post_id,
    }


def _said(amount: Amount) -> dict[str, object]:
    return {
        "said": amount.said,
        "amount": amount.value,
        "denominator": amount.denominator,
        "bound": amount.bound,
        "words": amount.words,
    }


def _keep_examples(desk: Desk, at: datetime) -> None:
    """Keep the sentences in which everything was judged, as examples for the reader."""
    judged = [_judged(row) for row in desk.rows]
    found = examples_of(desk.text.text, desk.sentences, judged, desk.text.left_out)
    Example.objects.bulk_create(
        Example(
            sentence=one.sentence,
            figures=list(one.figures),
            distractors=list(one.distractors),
            about_date=desk.text.about_date,
            at=at,
        )
        for one in found
    )


def _judged(row: Proposal) -> Judged:
    taken = row.decision in TAKEN
    return Judged(
        start=row.start,
        end=row.end,
        decision=Decision(row.decision),
        sure=float(row.confidence) >= SURE,
        indicator=row.indicator,
        read=read_amount_of(row),
        low=row.low,
        high=row.high,
        unit=row.unit,
        dims=row.dims,
        period=row.period,
        place=row.place,
        measure=row.measure,
        duplicate=row.why == Why.DUPLICATE,
        cell=row.decided_cell if row.decision == Decision.CHANGED else "",
        amount=decided_amount_of(row) if taken else None,
    )
