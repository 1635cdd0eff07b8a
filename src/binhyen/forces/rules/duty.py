"""Duty and patrols as counts: what cannot be so. No names, no incidents."""

from collections.abc import Iterable, Mapping, Sequence

from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line

PATROLS = "patrols_done"
FIGURES: Mapping[str, str] = {
    "patrols": PATROLS,
    "participants": "patrol_participants",
    "drills": "drills",
    "mediations": "mediation_cases",
    "settled": "mediation_success",
}
"""What is counted, each with its indicator."""
COUNTS = frozenset(FIGURES.values())


def duty_lines(facts: Facts, _steps: Sequence[StepFacts]) -> list[Line]:
    """Return what was done, on the last day of what was gathered."""
    day = facts.day("until") or facts.day("since")
    if day is None:
        return []
    said = {name: facts.amount(name) for name in FIGURES if facts.amount(name).said is not Said.EMPTY}
    org = {"org": facts.text("org")} if facts.text("org") else {}
    return [
        Line(FIGURES[name], amount, day, dims=org if FIGURES[name] == PATROLS else {}) for name, amount in said.items()
    ]


def duty_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where nothing is counted, or where fewer took part than there were patrols."""
    if not facts.number("shifts") and all(facts.amount(name).said is Said.EMPTY for name in FIGURES):
        message = gettext_noop("Write at least one number: shifts, patrols, drills or mediations.")
        yield Finding("forces.nothing_counted", message, where="patrols")
    patrols, people = facts.amount("patrols"), facts.amount("participants")
    if _exact(patrols) and _exact(people) and people.number < patrols.number:
        message = gettext_noop(
            "%(people)s turns of people in %(patrols)s patrols: somebody takes part in each. Look at both numbers."
        )
        params = {"people": people.number, "patrols": patrols.number}
        yield Finding("forces.patrols_without_people", message, params=params, where="participants")
    yield from _settled(facts.amount("mediations"), facts.amount("settled"))


def _settled(cases: Amount, settled: Amount) -> Iterable[Finding]:
    """Settled cases are a share of those that came to an end, and these are some of those taken up."""
    ended = settled.denominator
    if _exact(cases) and ended is not None and ended > cases.number:
        message = gettext_noop(
            "%(ended)s cases came to an end, but only %(cases)s were taken up. Look at both numbers again."
        )
        params = {"ended": ended, "cases": cases.number}
        yield Finding("forces.settled_above_cases", message, params=params, where="settled")


def _exact(amount: Amount) -> bool:
    return amount.said is Said.NUMBER and amount.bound is Bound.EXACT
