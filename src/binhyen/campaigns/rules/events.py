"""What an event may say, and what it counts: only what was held, each thing under one indicator."""

from collections.abc import Iterable, Sequence
from datetime import date

from binhyen.campaigns.rules import kinds
from binhyen.kernel.amounts import Amount, Said, exactly
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, one_of, split

TIMES, ATTENDANCE = "times", "attendance"
_OWN = frozenset({TIMES, ATTENDANCE})
_SPLIT_BY = {
    "mobilisation_events": ("org", "form_of_work"),
    "mobilisation_attendance": ("org", "form_of_work"),
    "propaganda_sessions": ("org", "form_of_work"),
    "propaganda_attendance": ("org", "audience"),
    "festival_sites": ("unit_kind",),
    "public_forums": ("unit_kind",),
    "trainees": ("audience",),
    "study_tour_people": ("audience",),
}
"""By which closed dimensions of the catalogue a number of sessions or of people is split."""
_UNITS = frozenset({"agency", "enterprise", "school"})
COUNTS = frozenset({*kinds.SESSIONS_AS.values(), *kinds.ATTENDANCE_AS.values(), kinds.REVIEWS, kinds.SITES})
DISTINCT = frozenset({kinds.SITES})


def was_held(facts: Facts) -> bool:
    """Tell whether an event took place: a list of what was held says nothing about it."""
    return facts.text("standing") not in kinds.NOT_HELD


def held_on(facts: Facts) -> date | None:
    """Return the day by which an event that was held was over."""
    return (facts.day("until") or facts.day("since")) if was_held(facts) else None


def given(amount: Amount) -> bool:
    """Tell whether an amount says something."""
    return amount.said is not Said.EMPTY


def sessions(facts: Facts) -> Amount:
    """Return for how many sessions an entry stands: one, where it does not say."""
    said = facts.amount(TIMES)
    return said if given(said) else exactly(1)


def findings(fields: Sequence[Field], facts: Facts) -> Iterable[Finding]:
    """Say what cannot be: results before the event was held, or that its kind cannot have; hours reversed."""
    found = [one for one in fields if one.kind is FieldKind.AMOUNT and given(facts.amount(one.name))]
    if not was_held(facts):
        yield from (_too_early(one) for one in found if one.name != TIMES)
    yield from (_foreign(one, facts) for one in found if one.name not in _OWN and not one.asked(facts.values))
    yield from _attendance(facts)
    yield from _times(facts)
    yield from _hours(facts)


def _too_early(one: Field) -> Finding:
    message = gettext_noop("“%(field)s” is a result, and this event was not held. Write it once it was.")
    return Finding("campaigns.not_held", message, params={"field": Word(one.label)}, where=one.name)


def _foreign(one: Field, facts: Facts) -> Finding:
    message = gettext_noop("An event of the kind “%(kind)s” has no “%(field)s”. Take it out, or choose another kind.")
    params = {"kind": Word(kinds.KINDS.get(facts.text("kind"), "–")), "field": Word(one.label)}
    return Finding("campaigns.result_of_another_kind", message, params=params, where=one.name)


def _attendance(facts: Facts) -> Iterable[Finding]:
    if facts.text("kind") in kinds.UNATTENDED and given(facts.amount(ATTENDANCE)):
        message = gettext_noop("Listeners of broadcasts are not counted, nor people of a whole campaign. Leave it out.")
        yield Finding("campaigns.no_attendance", message, where=ATTENDANCE)


def _times(facts: Facts) -> Iterable[Finding]:
    said = facts.amount(TIMES)
    if given(said) and said.said is not Said.VAGUE and (said.number < 1 or said.number % 1):
        message = gettext_noop("An entry stands for at least one session. Take the entry back if there was none.")
        yield Finding("campaigns.no_session", message, where=TIMES)


def _hours(facts: Facts) -> Iterable[Finding]:
    begins, ends = facts.text("begins"), facts.text("ends")
    same_day = facts.day("until") in {None, facts.day("since")}
    if same_day and begins and ends and ends < begins:
        message = gettext_noop("It ends at %(ends)s, before it begins at %(begins)s. Put the hours in order.")
        yield Finding("campaigns.hours_reversed", message, params={"ends": ends, "begins": begins}, where="ends")


def lines(fields: Sequence[Field], facts: Facts, _steps: Sequence[StepFacts]) -> list[Line]:
    """Return what an event counts: itself, who came, where, and its results. Nothing unless it was held.

    All of it stands on the last day, when all of it has happened; a peak campaign on its first, as defined.
    """
    day, kind = held_on(facts), facts.text("kind")
    if day is None:
        return []
    begun = (facts.day("since") or day) if kind == kinds.PEAK else day
    return [
        *_line(_sessions_as(facts), sessions(facts), begun, facts),
        *_line(kinds.ATTENDANCE_AS.get(kind, ""), facts.amount(ATTENDANCE), day, facts),
        *_sites(facts, day),
        *_results(fields, facts, day),
    ]


def _sessions_as(facts: Facts) -> str:
    if facts.text("kind") == kinds.CONFERENCE:
        return kinds.REVIEWS if facts.text("conference_kind") in {kinds.INTERIM, kinds.FINAL} else ""
    return kinds.SESSIONS_AS.get(facts.text("kind"), "")


def _line(indicator: str, amount: Amount, day: date, facts: Facts) -> Iterable[Line]:
    if indicator and given(amount):
        said = {code: facts.text(code) for code in _SPLIT_BY.get(indicator, ())}
        if indicator == kinds.REVIEWS:
            said = {"conference_kind": facts.text("conference_kind")}
        yield Line(indicator, amount, day, None, {code: value for code, value in said.items() if value})


def _sites(facts: Facts, day: date) -> Iterable[Line]:
    """A village, commune or unit where the movement was launched counts once in a period, however often it was."""
    unit_kind = facts.text("unit_kind")
    if facts.text("kind") == kinds.LAUNCH and unit_kind:
        line = one_of(kinds.SITES, day)
        unit = f":{unit_kind}:{fold(facts.text('venue'))}" if unit_kind in _UNITS else ""
        yield Line(line.indicator, line.amount, day, token=f"{facts.place_id}{unit}"[:80])


def _results(fields: Sequence[Field], facts: Facts, day: date) -> Iterable[Line]:
    for one in fields:
        amount = facts.amount(one.name)
        if one.kind is FieldKind.AMOUNT and one.name not in _OWN and one.asked(facts.values) and given(amount):
            yield Line(one.indicator, amount, day, None, split(one, facts))
