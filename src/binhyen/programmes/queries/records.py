"""What only the database knows of a draft: its programme's term, another plan of the year, a signed summary."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import Closing, JointPlan, Programme
from binhyen.programmes.rules.agreed import within_term
from binhyen.registers.queries.declared import Draft, Findings, Wish


def _programmes(drafts: Sequence[Draft]) -> Mapping[int, Programme]:
    wanted = {draft.facts.number("programme") for draft in drafts} - {0}
    rows = Programme.objects.filter(record_id__in=wanted, superseded_at=None) if wanted else ()
    return {row.record_id: row for row in rows}


def in_term(drafts: Sequence[Draft], day_field: str) -> Findings:
    """Find days that lie outside the programme's term: one query for any number of drafts."""
    known = _programmes(drafts)
    found = {}
    for position, draft in enumerate(drafts):
        programme, day = known.get(draft.facts.number("programme")), draft.facts.day(day_field)
        if programme is not None and day is not None and not within_term(day, programme.since, programme.until):
            found[position] = (_outside(programme, day, day_field),)
    return found


def _outside(programme: Programme, day: date, where: str) -> Finding:
    message = gettext_noop("%(day)s lies outside the programme's term (%(since)s – %(until)s). Look at the day again.")
    params = {
        "day": f"{day:%d/%m/%Y}",
        "since": f"{programme.since:%d/%m/%Y}",
        "until": f"{programme.until:%d/%m/%Y}" if programme.until else "…",
    }
    return Finding("programmes.outside_term", message, params=params, where=where)


def activity_checks(drafts: Sequence[Draft]) -> Findings:
    """Find activities outside their programme's term."""
    return in_term(drafts, "on")


def plan_checks(drafts: Sequence[Draft]) -> Findings:
    """Find a second plan of a programme, place and year: two queries for any number of drafts."""
    wanted = {draft.facts.number("programme") for draft in drafts} - {0}
    rows = JointPlan.objects.filter(programme_id__in=wanted, superseded_at=None) if wanted else ()
    known = {(row.programme_id, row.place_id, row.year): row for row in rows}
    found = {}
    for position, draft in enumerate(drafts):
        facts = draft.facts
        other = known.get((facts.number("programme"), facts.place_id, facts.number("year")))
        if other is not None and other.record_id != draft.record_id:
            message = gettext_noop("The plan of %(year)s is there already (%(number)s). Change that one.")
            params = {"year": str(other.year), "number": other.number}
            found[position] = (Finding("programmes.plan_twice", message, params=params, where="year"),)
    return found


def programme_checks(drafts: Sequence[Draft]) -> Findings:
    """Find a programme that follows itself."""
    message = gettext_noop("A programme does not follow itself. Choose the one before it.")
    finding = Finding("programmes.follows_itself", message, where="successor_of")
    return {
        position: (finding,)
        for position, draft in enumerate(drafts)
        if draft.record_id and draft.facts.number("successor_of") == draft.record_id
    }


def closing_of(record_id: int) -> Closing | None:
    """Return how a summary was signed; None while it is open."""
    return Closing.objects.filter(record_id=record_id, reopened_at=None).first()


def closed_among(record_ids: Iterable[int]) -> dict[int, Closing]:
    """Return the summaries that were signed."""
    rows = Closing.objects.filter(record_id__in=list(record_ids), reopened_at=None)
    return {row.record_id: row for row in rows}


def while_open(_actor: Actor, wish: Wish) -> Decision:
    """Refuse to change a summary that was signed: it is opened again first, with a reason."""
    if wish.record is None or closing_of(wish.record.pk) is None:
        return YES
    message = gettext_noop("This summary is signed and keeps its numbers. Open it again first, and say why.")
    return no("programmes.summary_signed", message)
