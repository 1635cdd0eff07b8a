"""A decision over many proposals: what it may hold, and what each of its awards is worth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.awards.rules.course import chosen_instrument, received_on
from binhyen.awards.rules.instruments import instrument_for
from binhyen.awards.rules.model import Law
from binhyen.awards.rules.money import Asked, Reward, reward
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal that is decided on: what it says and what happened to it."""

    record_id: int
    title: str
    state: str
    facts: Facts
    steps: Sequence[StepFacts]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided: the day, who pays, and amounts that the law leaves open, by proposal."""

    on: date
    budget_source: str = ""
    amounts: Mapping[int, int] = field(default_factory=dict)


def reward_of(law: Law, case: Case, on: date) -> Reward:
    """Return the money of a case when it is decided on a day; the table is that of the law it was received under."""
    instrument = instrument_for(law, received_on(case.facts, case.steps) or on, chosen_instrument(case.steps))
    facts = case.facts
    return reward(law, instrument, Asked(facts.text("form"), facts.text("authority"), facts.text("recipient_kind")), on)


def together_findings(cases: Sequence[Case]) -> Iterator[Finding]:
    """Refuse a decision over nothing, over several forms or authorities, or over what does not wait for it."""
    if not cases:
        yield Finding("awards.nothing_chosen", gettext_noop("Choose at least one proposal."))
        return
    if len({(case.facts.text("form"), case.facts.text("authority")) for case in cases}) > 1:
        message = gettext_noop("One decision is of one form of award and one authority. Choose them apart.")
        yield Finding("awards.several_forms", message)
    for case in cases:
        if case.state != "to_sign":
            message = gettext_noop("“%(title)s” does not wait for the signature (any more). Look at the list again.")
            yield Finding("awards.not_to_sign", message, params={"title": case.title})


def missing_finding(wanted: int, found: int) -> Iterator[Finding]:
    """Refuse to go on without what was chosen and is not there any more: all of them or none."""
    if 0 < found < wanted:
        message = gettext_noop("%(count)s of the proposals chosen are not there any more. Look at the list again.")
        yield Finding("awards.chosen_gone", message, params={"count": wanted - found})


def amount_of(found: Reward, typed: int | None) -> int | None:
    """Return the amount of an award: what the law concludes; a typed one where the law leaves it open."""
    if found.amount is None or found.at_most:
        return typed if typed is not None else found.amount
    return found.amount


def amount_findings(found: Reward, typed: int | None) -> Iterator[Finding]:
    """Refuse an amount above the law's limit, or another one than the law concludes."""
    if typed is None or found.amount is None:
        return
    if found.at_most and typed > found.amount:
        message = gettext_noop("The law allows %(most)s đồng at most here; this says %(typed)s.")
        yield Finding(
            "awards.money_over_limit", message, params={"most": found.amount, "typed": typed}, where="amounts"
        )
    if not found.at_most and typed != found.amount:
        message = gettext_noop("The law says %(amount)s đồng here, not %(typed)s. Leave the amount as it is computed.")
        params = {"amount": found.amount, "typed": typed}
        yield Finding("awards.money_differs", message, params=params, where="amounts")
