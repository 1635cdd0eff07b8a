"""Counts of support: they say something, and loans stay below what one person and one project may be lent."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number
from binhyen.registers.rules.facts import Facts, StepFacts

SINCE = date(2023, 10, 10)
"""The decision is in force from this day; loans of earlier days followed provinces' own rules and are not checked."""
MOST_A_PERSON = 100_000_000
MOST_A_PROJECT = 2_000_000_000
SOURCE = "QĐ 22/2023/QĐ-TTg"


def count_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say that a count says nothing: no number, no word, not even that there was nothing of the kind."""
    said = any(amount.said is not Said.EMPTY for amount in facts.amounts.values())
    if not said and not facts.number("unit_projects") and not facts.number("unit_amount"):
        message = gettext_noop("Write at least one number, or KPS where there was nothing of the kind.")
        yield Finding("support.says_nothing", message)


def loan_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where loans are above what persons and projects may be lent, or stand without their borrowers."""
    begun = facts.day("since")
    if begun is None or begun < SINCE:
        return
    amount, persons = facts.amount("loan_amount"), facts.amount("loan_persons")
    if amount.said is Said.NUMBER and persons.said is not Said.VAGUE:
        yield from _persons(amount.number, persons.number)
    yield from _projects(facts.number("unit_amount"), facts.number("unit_projects"))


def _persons(amount: Decimal, persons: Decimal) -> Iterable[Finding]:
    if amount and not persons:
        message = gettext_noop("An amount was lent to nobody. Write how many people borrowed it.")
        yield Finding("support.loan_without_borrowers", message, where="loan_persons", source=SOURCE)
    elif amount > persons * MOST_A_PERSON:
        message = gettext_noop(
            "%(persons)s people may be lent %(most)s đồng at most (%(each)s đồng each); this says %(amount)s. "
            "Look at both numbers again."
        )
        params = _numbers(persons=persons, most=persons * MOST_A_PERSON, each=MOST_A_PERSON, amount=amount)
        yield Finding("support.loan_over_limit", message, params=params, where="loan_amount", source=SOURCE)


def _projects(amount: int, projects: int) -> Iterable[Finding]:
    if amount and not projects:
        message = gettext_noop("An amount was lent to no project. Write how many projects borrowed it.")
        yield Finding("support.loan_without_projects", message, where="unit_projects", source=SOURCE)
    elif amount > projects * MOST_A_PROJECT:
        message = gettext_noop(
            "%(projects)s projects may be lent %(most)s đồng at most (%(each)s đồng each); this says %(amount)s. "
            "Look at both numbers again."
        )
        params = _numbers(projects=projects, most=projects * MOST_A_PROJECT, each=MOST_A_PROJECT, amount=amount)
        yield Finding("support.project_loan_over_limit", message, params=params, where="unit_amount", source=SOURCE)


def _numbers(**values: Decimal | int) -> dict[str, object]:
    """Return numbers as officers read them: 200.000.000."""
    return {name: number(value) for name, value in values.items()}
