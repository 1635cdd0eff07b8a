"""What an award that was given may say, and what it counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.awards.rules.model import UNSPLIT, Authority, Form, Law, Recipient
from binhyen.awards.rules.shelf import law
from binhyen.kernel.amounts import Said, exactly
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line

PUBLISHED = "published"
"""A total that was published: how many were awarded, without their names."""
NAMED = frozenset({one.value for one in Recipient})
TOTALS: Mapping[str, str] = {
    "collectives": "awards_collective",
    "individuals": "awards_individual",
    "together": "awards_combined",
}
"""Fields of a published total, and what they count."""
COUNTED = frozenset({*TOTALS.values(), "reward_money"})


@dataclass(frozen=True, slots=True)
class Roll:
    """What decides whether an award stands on the public roll of honour."""

    recipient_kind: str
    against_crime: bool
    publish: str
    consent: str = field(default="")


def on_roll(one: Roll) -> bool:
    """Tell whether an award may be shown to everybody.

    A collective's is shown unless it was asked not to be; a person's or household's only with consent; one for help
    against crime never by default, but only where consent rests on a document.
    """
    if one.publish == "no" or one.recipient_kind not in NAMED:
        return False
    if one.against_crime:
        return one.publish == "yes" and bool(one.consent.strip())
    return one.publish == "yes" or one.recipient_kind == Recipient.COLLECTIVE


# ------------------------------------------------------------------ what is wrong


def award_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what is wrong with an award: its form, who gave it, its days, its consent."""
    yield from form_findings(law(), facts, strict=False)
    yield from authority_findings(law().authorities.get(facts.text("authority")), facts.day("decided_on"))
    yield from period_findings(facts, facts.day("decided_on"), "decided_on")
    yield from _consent(facts)
    yield from _total(facts)


def form_findings(rules: Law, facts: Facts, *, strict: bool) -> Iterator[Finding]:
    """Say where a form is not given to such a recipient, or not by such an authority (a refusal when `strict`)."""
    form = rules.forms.get(facts.text("form"))
    who = facts.text("recipient_kind")
    if form is None:
        return
    if who in NAMED and who not in form.recipients:
        message = gettext_noop("“%(form)s” is not given to this kind of recipient. Choose another form.")
        yield Finding("awards.form_of_another", message, params={"form": form.name}, where="form")
    authority = facts.text("authority")
    if authority and authority != UNSPLIT and form.by(authority) is None:
        yield _not_known_to_give(form, strict=strict)


def _not_known_to_give(form: Form, *, strict: bool) -> Finding:
    message = gettext_noop("This authority is not known to give “%(form)s”. Look at the decision again.")
    level = Severity.ERROR if strict else Severity.WARNING
    return Finding("awards.not_this_authority", message, level, {"form": form.name}, where="authority")


def authority_findings(authority: Authority | None, day: date | None) -> Iterator[Finding]:
    """Refuse a decision of an authority that had ended: districts until 30/6/2025."""
    if authority is not None and authority.until and day and day > authority.until:
        message = gettext_noop("This authority decided until %(until)s only; the day is %(day)s.")
        params = {"until": short_date(authority.until), "day": short_date(day)}
        yield Finding("awards.authority_ended", message, params=params, where="authority")


def period_findings(facts: Facts, day: date | None, where: str) -> Iterator[Finding]:
    """Say where the achievement's days are reversed, or where what follows them lies before."""
    since, until = facts.day("achieved_since"), facts.day("achieved_until")
    if since and until and until < since:
        message = gettext_noop("The achievement ends before it begins. Put the days in order.")
        yield Finding("awards.achievement_reversed", message, where="achieved_until")
    begun = since or until
    if begun and day and day < begun:
        message = gettext_noop("%(day)s lies before the achievement begins (%(begun)s). Put the days in order.")
        params = {"day": short_date(day), "begun": short_date(begun)}
        yield Finding("awards.before_achievement", message, params=params, where=where)


def _consent(facts: Facts) -> Iterator[Finding]:
    if facts.values.get("against_crime") and facts.text("publish") == "yes" and not facts.text("consent").strip():
        message = gettext_noop(
            "An award for help against crime is published only with the written consent of whoever got it. Name the "
            "paper, or do not publish."
        )
        yield Finding("awards.no_consent", message, where="consent")


def _total(facts: Facts) -> Iterator[Finding]:
    if facts.text("recipient_kind") != PUBLISHED:
        return
    if all(facts.amount(name).said is Said.EMPTY for name in TOTALS):
        message = gettext_noop("A published total says how many were awarded. Fill in at least one number.")
        yield Finding("awards.empty_total", message, where="collectives")


# ------------------------------------------------------------------ what is counted


def award_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Return what an award counts on the day of its decision; a revoked one counts nothing.

    Titles of emulation are no forms of award: only their money is counted. Households stand among those that are not
    split into collectives and individuals, as the catalogue says.
    """
    day = facts.day("decided_on")
    if day is None or any(step.code == "revoke" for step in steps):
        return
    dims = _dims(facts)
    if "award_kind" in dims:
        yield from _counted(facts, day, dims)
    if facts.number("money"):
        yield Line("reward_money", exactly(facts.number("money")), day, dims=_only(dims, "awarded_by"))


def _dims(facts: Facts) -> dict[str, str]:
    form = facts.text("form")
    known = law().forms.get(form)
    kind = form if form == UNSPLIT else known.kind if known else ""
    said = {"award_kind": kind, "awarded_by": facts.text("authority")}
    return {code: value for code, value in said.items() if value}


def _only(dims: Mapping[str, str], *codes: str) -> dict[str, str]:
    return {code: dims[code] for code in codes if code in dims}


def _counted(facts: Facts, day: date, dims: Mapping[str, str]) -> Iterator[Line]:
    who = facts.text("recipient_kind")
    if who == PUBLISHED:
        said = ((indicator, facts.amount(name)) for name, indicator in TOTALS.items())
        yield from (
            Line(indicator, amount, day, dims=dims) for indicator, amount in said if amount.said is not Said.EMPTY
        )
    elif who == Recipient.HOUSEHOLD:
        yield Line("awards_combined", exactly(1), day, dims={"kind_of_recipient": who, **dims})
    elif who in NAMED:
        yield Line(f"awards_{who}", exactly(1), day, dims=dims)
