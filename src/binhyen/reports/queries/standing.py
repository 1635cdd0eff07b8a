"""What the rules need to know of a stored report: whose it is, how it stands, what was delegated to whom."""

from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import is_under
from binhyen.reports.models import Delegation, Report
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.rights import Subject
from binhyen.reports.rules.timeliness import Expected


def delegated_paths(actor: Actor, day: date) -> tuple[str, ...]:
    """Return the paths whose reports an office lets this post receive on a day: one query."""
    rows = Delegation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)
    return tuple(rows.filter(post_id=actor.post_id).values_list("place_path", flat=True))


def subject_of(report: Report, delegated: tuple[str, ...] = ()) -> Subject:
    """Return what the table of rights asks of a report."""
    return Subject(
        place_path=report.place_path,
        reviewer_path=report.reviewer_path,
        unit_id=report.unit_id,
        post_id=report.post_id,
        delegated=any(is_under(report.place_path, path) for path in delegated),
    )


def expected_of(report: Report) -> Expected:
    """Return what timeliness asks of a report. Days are those of the time zone that the instance works in."""
    sent = report.first_submitted_at
    return Expected(Standing(report.standing), State(report.state), report.due_on, localdate(sent) if sent else None)
