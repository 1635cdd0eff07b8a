"""What only the database knows of a draft: its programme's term, another plan of the year, a signed summary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import Activity, Closing, JointPlan, Programme
from binhyen.programmes.rules.agreed import END, last_day, within_term
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import Draft, Findings, Wish
from binhyen.registers.rules.facts import Facts


def _programmes(drafts: Sequence[Draft]) -> Mapping[int, Programme]:
    wanted = {draft.facts.number("programme") for draft in drafts} - {0}
    rows = Programme.objects.filter(record_id__in=wanted, superseded_at=None) if wanted else ()
    return {row.record_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a programme: to its last day, or to the day on which it was ended before."""

    since: date
    until: date | None

    @property
    def words(self) -> dict[str, str]:
        """Both days as they are read."""
        return {"since": f"{self.since:%d/%m/%Y}", "until": f"{self.until:%d/%m/%Y}" if self.until else "…"}


def _ended(record_ids: Iterable[int]) -> dict[int, date]:
    steps = Step.objects.filter(record_id__in=set(record_ids), superseded_at=None, code=END)
    return dict(steps.values_list("record_id", "on"))


def _terms(drafts: Sequence[Draft]) -> Mapping[int, Term]:
    """Return the terms of the programmes of drafts: two queries for any number of drafts."""
    rows = _programmes(drafts)
    ended = _ended(rows)
    return {pk: Term(row.since, last_day(row.until, ended.get(pk))) for pk, row in rows.items()}


def in_term(drafts: Sequence[Draft], day_field: str) -> Findings:
    """Find days that lie outside the programme's term: two queries for any number of drafts."""
    known = _terms(drafts)
    found = {}
    for position, draft in enumerate(drafts):
        term, day = known.get(draft.facts.number("programme")), draft.facts.day(day_field)
        if term is not None and day is not None and not within_term(day, term.since, term.until):
            found[position] = (_outside(term, day, day_field),)
    return found


def _outside(term: Term, day: date, where: str) -> Finding:
    message = gettext_noop("%(day)s lies outside the programme's term (%(since)s – %(until)s). Look at the day again.")
    return Finding("programmes.outside_term", message, params={"day": f"{day:%d/%m/%Y}", **term.words}, where=where)


def activity_checks(drafts: Sequence[Draft]) -> Findings:
    """Find activities outside their programme's term."""
    return in_term(drafts, "on")


def plan_checks(drafts: Sequence[Draft]) -> Findings:
    """Find a second plan of a programme, place and year, and a year outside the term: three queries."""
    wanted = {draft.facts.number("programme") for draft in drafts} - {0}
    rows = JointPlan.objects.filter(programme_id__in=wanted, superseded_at=None) if wanted else ()
    known, terms = {(row.programme_id, row.place_id, row.year): row for row in rows}, _terms(drafts)
    found = {
        position: (*_plan_twice(draft, known), *_year_outside(draft.facts, terms))
        for position, draft in enumerate(drafts)
    }
    return {position: findings for position, findings in found.items() if findings}


def _plan_twice(draft: Draft, known: Mapping[tuple[int | None, int, int], JointPlan]) -> Iterator[Finding]:
    facts = draft.facts
    other = known.get((facts.number("programme"), facts.place_id, facts.number("year")))
    if other is not None and other.record_id != draft.record_id:
        message = gettext_noop("The plan of %(year)s is there already (%(number)s). Change that one.")
        params = {"year": str(other.year), "number": other.number}
        yield Finding("programmes.plan_twice", message, params=params, where="year")


def _year_outside(facts: Facts, terms: Mapping[int, Term]) -> Iterator[Finding]:
    year, term = facts.number("year"), terms.get(facts.number("programme"))
    if term is not None and year and (year < term.since.year or (term.until and year > term.until.year)):
        message = gettext_noop("%(year)s lies outside the programme's term (%(since)s – %(until)s). Look at the year.")
        yield Finding("programmes.year_outside_term", message, params={"year": str(year), **term.words}, where="year")


def programme_checks(drafts: Sequence[Draft]) -> Findings:
    """Find a programme that follows itself, and a term that leaves activities or plans of the programme outside."""
    found = {
        position: (*_follows_itself(draft), *_left_outside(draft))
        for position, draft in enumerate(drafts)
        if draft.record_id
    }
    return {position: findings for position, findings in found.items() if findings}


def _follows_itself(draft: Draft) -> Iterator[Finding]:
    if draft.facts.number("successor_of") == draft.record_id:
        message = gettext_noop("A programme does not follow itself. Choose the one before it.")
        yield Finding("programmes.follows_itself", message, where="successor_of")


def _left_outside(draft: Draft) -> Iterator[Finding]:
    since, record_id = draft.facts.day("since"), draft.record_id or 0
    if since is None:
        return
    ended = next((step.on for step in draft.steps if step.code == END), _ended([record_id]).get(record_id))
    until = last_day(draft.facts.day("until"), ended)
    after = Q(on__gt=until) if until else Q(pk__in=())
    late = Q(year__gt=until.year) if until else Q(pk__in=())
    count = Activity.objects.filter(after | Q(on__lt=since), programme_id=record_id, superseded_at=None).count()
    count += JointPlan.objects.filter(late | Q(year__lt=since.year), programme_id=record_id, superseded_at=None).count()
    if count:
        message = gettext_noop(
            "%(count)s activities and yearly plans of the programme lie outside this term. Change them first."
        )
        yield Finding("programmes.left_outside_term", message, params={"count": count}, where="until")


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
