"""What only the database knows of events: who was checked in already, and what they are part of."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from binhyen.campaigns.models import Event
from binhyen.campaigns.models.conferences import Delegate
from binhyen.campaigns.rules.events import was_held
from binhyen.campaigns.rules.kinds import PLANNED
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import Draft, Findings


def event_checks(drafts: Sequence[Draft]) -> Findings:
    """Say which events would leave the days on which people were checked in, or are part of themselves.

    Two queries for events that are changed, one where some are part of another.
    """
    arrived, parts = _arrivals(drafts), _parts(drafts)
    found = {
        position: (*_left(draft, arrived.get(draft.record_id or 0, ())), *_round(draft, parts))
        for position, draft in enumerate(drafts)
    }
    return {position: findings for position, findings in found.items() if findings}


def _arrivals(drafts: Sequence[Draft]) -> Mapping[int, Sequence[date]]:
    """Return the days on which delegates were marked as present, by event."""
    ids = {draft.record_id for draft in drafts if draft.record_id}
    rows = Delegate.objects.filter(event_id__in=ids, superseded_at=None) if ids else Delegate.objects.none()
    events = dict(rows.values_list("record_id", "event_id"))
    found: dict[int, list[date]] = {}
    steps = Step.objects.filter(record_id__in=events, code="arrive", superseded_at=None) if events else ()
    for step in steps:
        found.setdefault(events[step.record_id] or 0, []).append(step.on)
    return found


def _left(draft: Draft, arrived: Sequence[date]) -> Iterator[Finding]:
    """Refuse other days for an event whose delegates were at the door, and to say that it did not take place."""
    facts = draft.facts
    since = facts.day("since")
    until = facts.day("until") or since
    put_off = not was_held(facts) and facts.text("standing") != PLANNED
    outside = [on for on in arrived if put_off or (since and until and not since <= on <= until)]
    if outside:
        message = gettext_noop(
            "%(count)s delegates were marked as present on %(on)s. If that was a mistake, take it back at each of them "
            "first; otherwise the event was held on that day."
        )
        params = {"count": len(outside), "on": short_date(min(outside))}
        yield Finding("campaigns.checked_in", message, params=params, where="standing" if put_off else "since")


def _parts(drafts: Sequence[Draft]) -> Mapping[int, int]:
    """Return of what those are part that events are said to be part of."""
    wanted = {draft.facts.number("part_of") for draft in drafts if draft.record_id} - {0}
    rows = Event.objects.filter(record_id__in=wanted, superseded_at=None) if wanted else Event.objects.none()
    return {record_id: whole for record_id, whole in rows.values_list("record_id", "part_of_id") if whole}


def _round(draft: Draft, parts: Mapping[int, int]) -> Iterator[Finding]:
    whole = draft.facts.number("part_of")
    if draft.record_id and draft.record_id in {whole, parts.get(whole, 0)}:
        message = gettext_noop("An event is no part of itself. Choose the larger campaign, or leave this empty.")
        yield Finding("campaigns.part_of_itself", message, where="part_of")
