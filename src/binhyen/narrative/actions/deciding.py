"""Deciding over what was read: taken, changed or left, one by one or many together. Nothing is written yet."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record
from binhyen.indicators.queries import catalogue
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.models import IncomingText, Proposal
from binhyen.narrative.queries.incoming import enters, opens
from binhyen.narrative.queries.proposals import Desk, desk_of, held_of
from binhyen.narrative.rules.deciding import TAKEN, Choice, Decision, choice_findings, together_findings
from binhyen.narrative.rules.forgetting import LIFE_OF_TEXTS, TextEnd, TextLife
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.entering import normal

_DECIDED = (
    "decision",
    "decided_cell",
    "decided_said",
    "decided_amount",
    "decided_denominator",
    "decided_bound",
    "decided_words",
    "base_version",
    "decided_at",
    "by_account",
    "by_post",
)


def text_in_hand(text_id: int, event: TextEnd, by: Actor, at: datetime) -> IncomingText:
    """Lock a text for somebody who writes its report; 404 for whom it is not there, refused once it has ended."""
    day = localdate(at)
    rows = IncomingText.objects.select_for_update(of=("self",)).select_related("report__collection__version__form")
    text = rows.filter(pk=text_id).first()
    if text is None or not opens(by, text, delegated_paths(by, day) if by.post_id else ()):
        raise Http404
    if not LIFE_OF_TEXTS.allows(TextLife(text.state), event):
        raise Refused(Finding("narrative.text_ended", _ENDED))
    if event is not TextEnd.DISCARD:
        enters(by, text.report, day).require()
    return text


_ENDED = gettext_noop("This text has been dealt with: its words are deleted, and nothing more can be decided.")


@transaction.atomic
def decide(*, text_id: int, choices: Sequence[Choice], by: Actor, at: datetime) -> int:
    """Note what somebody says to proposals, and return to how many.

    Refused, all or none: a figure without a line or an amount, an amount that is none of the indicator's, two figures
    of one cell that count the same.
    """
    text = text_in_hand(text_id, TextEnd.DECIDE, by, at)
    desk = desk_of(text)
    chosen = _chosen(desk, choices)
    refuse([one for choice in choices for one in choice_findings(choice, desk.lines, catalogue())])
    for choice, row in chosen:
        _note(row, choice, by, at)
    refuse(together_findings(held_of(desk.rows), desk.lines))
    rows = [row for _, row in chosen]
    Proposal.objects.bulk_update(rows, _DECIDED, batch_size=200)
    counts = Counter(choice.decision.value for choice, _ in chosen)
    record(Deed("narrative.decide", "text", text.pk, text.report.place_path, dict(counts)), by=by, at=at)
    return len(rows)


def _chosen(desk: Desk, choices: Sequence[Choice]) -> list[tuple[Choice, Proposal]]:
    rows = {row.number: row for row in desk.rows}
    if any(choice.number not in rows for choice in choices):
        raise Http404
    return [(choice, rows[choice.number]) for choice in choices]


def _note(row: Proposal, choice: Choice, by: Actor, at: datetime) -> None:
    taken = choice.decision in TAKEN
    amount = normal(choice.amount)
    row.decision = choice.decision
    row.decided_cell = str(choice.cell) if taken and choice.cell is not None else ""
    row.decided_said = amount.said if taken else ""
    row.decided_amount = amount.value if taken else None
    row.decided_denominator = amount.denominator if taken else None
    row.decided_bound = amount.bound
    row.decided_words = amount.words if taken else ""
    row.base_version = choice.base_version
    row.decided_at = at if choice.decision is not Decision.OPEN else None
    row.by_account, row.by_post = by.account_id, by.post_id


@transaction.atomic
def keep_words(*, text_id: int, start: int, keep: bool, by: Actor, at: datetime) -> None:
    """Mark an outcome without a number to be kept in its author's words, or no more. 404 where none stands."""
    text = text_in_hand(text_id, TextEnd.DECIDE, by, at)
    found = next((one for one in desk_of(text).outcomes if one.start == start), None)
    if found is None:
        raise Http404
    span = [found.start, found.end]
    others = [one for one in text.kept_words if one != span]
    text.kept_words = sorted([*others, span]) if keep else others
    text.save(update_fields=["kept_words"])
    data = {"keep": keep, "words": len(text.kept_words)}
    record(Deed("narrative.keep_words", "text", text.pk, text.report.place_path, data), by=by, at=at)
