"""Reads of service: how many months a member of a public force served, for awards."""

from collections.abc import Iterable
from datetime import date

from binhyen.forces.models import ForceMember, ServiceSpan
from binhyen.forces.rules.kinds import KINDS, end_of
from binhyen.forces.rules.members import MEMBER
from binhyen.forces.rules.service import Span, months

HARD = "hard"
_CIVIL_DEFENCE = "civil_defence"


def service_months(record_id: int, on: date) -> int:
    """Return the months of service of a member's record up to a day; nothing for who is no member. Two queries."""
    return months_of([record_id], on).get(record_id, 0)


def months_of(record_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return the months of service of many members up to a day, two queries. Of civil defence only heads count."""
    wanted = set(record_ids)
    spans: dict[int, list[Span]] = {}
    for row in ForceMember.objects.filter(record_id__in=wanted, superseded_at__isnull=True):
        own = spans.setdefault(row.record_id, [])
        if row.force != _CIVIL_DEFENCE or row.role != MEMBER:
            own.append(Span(row.since, end_of(KINDS.get(row.force), row.until)))
    for span in ServiceSpan.objects.filter(member_id__in=wanted, superseded_at__isnull=True):
        until = end_of(KINDS.get(span.force), span.until)
        spans.setdefault(span.member_id or 0, []).append(Span(span.since, until, span.area == HARD))
    return {record_id: months(held, on) for record_id, held in spans.items()}
