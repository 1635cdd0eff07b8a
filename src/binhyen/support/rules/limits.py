"""Loans after prison: what one person and one project may be lent. Source: QĐ 22/2023/QĐ-TTg."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts

SINCE = date(2023, 10, 10)
"""The decision is in force from this day; loans of earlier days followed provinces' own rules and are not checked."""
MOST_A_PERSON = 100_000_000
MOST_A_PROJECT = 2_000_000_000
SOURCE = "QĐ 22/2023/QĐ-TTg"


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
        params = {"persons": persons, "most": persons * MOST_A_PERSON, "each": MOST_A_PERSON, "amount": amount}
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
        params = {"projects": projects, "most": projects * MOST_A_PROJECT, "each": MOST_A_PROJECT, "amount": amount}
        yield Finding("support.project_loan_over_limit", message, params=params, where="unit_amount", source=SOURCE)
