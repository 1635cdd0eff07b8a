"""What programmes, commitments, plans, activities and summaries may say, and what they count. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.rules.cycle import is_day_of_year
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of

POLICE = "police"
SIGNED, CARRIED_OUT = "signed", "carried_out"
PER_TERM, PER_YEAR = "term", "year"
PROGRAMME, INSTRUMENT = "programme", "instrument"
MID_TERM, FINAL, HALF_YEAR, YEARLY, SPECIAL = "mid_term", "final", "half_year", "yearly", "special"
END = "end"
"""The step that ends a programme, early or on its last day."""
_LEAST_PARTIES = 2
_YEAR_DAYS = ("plan_by", "half_by", "year_by")


# ------------------------------------------------------------------ programmes


def programme_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Finding]:
    """Say that one party agrees with nobody, that days of the year cannot be read, that a term was over when signed."""
    named = [name for name in facts.text("party_names").replace(",", ";").split(";") if name.strip()]
    if max(len(facts.many("parties")), len(named)) < _LEAST_PARTIES:
        message = gettext_noop("A joint programme has at least two parties. Choose them, or write their names.")
        yield Finding("programmes.one_party", message, where="parties")
    for name in _YEAR_DAYS:
        text = facts.text(name)
        if text and not is_day_of_year(text):
            message = gettext_noop("“%(text)s” is no day of a year. Write day and month, as in 31/03.")
            yield Finding("programmes.no_day_of_year", message, params={"text": text}, where=name)
    yield from _signed_late(facts)


def _signed_late(facts: Facts) -> Iterator[Finding]:
    signed, until = facts.day("signed_on"), facts.day("until")
    if signed and until and signed > until:
        message = gettext_noop("Signed on %(signed)s, after its term was over (%(until)s). Put the days in order.")
        params = {"signed": f"{signed:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
        yield Finding("programmes.signed_late", message, params=params, where="signed_on")


def programme_lines(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Line]:
    """Count a programme once, on the day it was signed, where it was signed: not where one from above is carried out.

    It is counted for the partner of the police where there is one alone; with many parties it is one, unsplit.
    """
    signed = facts.day("signed_on")
    if signed is not None and facts.text("carried") != CARRIED_OUT:
        yield one_of("joint_programmes", signed, org=partner_of(facts.many("parties")))


def partner_of(parties: Iterable[str]) -> str:
    """Return the one party beside the police; "" where there are several or none."""
    others = [one for one in parties if one != POLICE]
    return others[0] if len(others) == 1 else ""


# ------------------------------------------------------------------ commitments


def aimed_at(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Return the indicators at which a commitment may aim, with their names.

    Not those that are only read from texts, that nobody may be scored by, or that make no number over places and years.
    """
    return {
        one.code: one.name
        for one in indicators
        if one.in_forms and one.scored and one.over_places is not OverPlaces.NONE and one.over_time is not OverTime.NONE
    }


def target_of(facts: Facts, indicators: Mapping[str, Indicator]) -> tuple[Amount, Finding | None]:
    """Return the target of a commitment, EMPTY where it has none; with a finding where it cannot be read."""
    indicator = indicators.get(facts.text("indicator"))
    text = facts.text("target").strip()
    return read_amount(text, indicator) if indicator is not None and text else (EMPTY, None)


def commitment_findings(facts: Facts, indicators: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Say where a target has no indicator, no number, or no time in which it is to be reached."""
    target, finding = target_of(facts, indicators)
    if facts.text("target").strip() and not facts.text("indicator"):
        message = gettext_noop("A target without an indicator cannot be followed. Choose what it counts.")
        yield Finding("programmes.target_of_nothing", message, where="indicator")
    if finding is not None:
        yield Finding(finding.code, finding.message, finding.severity, finding.params, "target", finding.source)
    elif target.said not in {Said.EMPTY, Said.NUMBER}:
        yield Finding("programmes.vague_target", gettext_noop("A target is a number. Write it."), where="target")
    if target.said is Said.NUMBER and not facts.text("per"):
        message = gettext_noop("Say whether the target is of the whole term or of each year.")
        yield Finding("programmes.target_without_time", message, where="per")


# ------------------------------------------------------------------ activities, plans, summaries


def activity_lines(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Line]:
    """Count an activity once, on its day, for the party that led it."""
    day = facts.day("on")
    if day is not None:
        yield one_of("joint_activities", day, org=facts.text("lead"))


def activity_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Finding]:
    """Say that an activity of one party alone is no joint one."""
    if not set(facts.many("partners")) - {facts.text("lead")}:
        message = gettext_noop("A joint activity has at least two parties. Choose who took part beside its lead.")
        yield Finding("programmes.one_party", message, where="partners")


def plan_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Finding]:
    """Say that a yearly plan was signed when its year was over."""
    signed, year = facts.day("signed_on"), facts.number("year")
    if signed and year and signed.year > year:
        message = gettext_noop("The plan of %(year)s is signed on %(signed)s, after its year. Look at both again.")
        params = {"year": str(year), "signed": f"{signed:%d/%m/%Y}"}
        yield Finding("programmes.plan_too_late", message, params=params, where="signed_on")


def summary_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterator[Finding]:
    """Say of what a summary is not: it names its programme, or its instrument."""
    if facts.text("about") == PROGRAMME and not facts.number("programme"):
        yield Finding(
            "programmes.about_nothing", gettext_noop("Choose the programme that is summed up."), where="programme"
        )
    if facts.text("about") == INSTRUMENT and not facts.text("instrument"):
        message = gettext_noop("Write the instrument that is summed up: its kind, number and day.")
        yield Finding("programmes.about_nothing", message, where="instrument")


def within_term(day: date, since: date, until: date | None) -> bool:
    """Tell whether a day lies in a term."""
    return since <= day and (until is None or day <= until)


def last_day(until: date | None, ended: date | None) -> date | None:
    """Return the last day of a term that may have been ended before."""
    return min((day for day in (until, ended) if day), default=None)
