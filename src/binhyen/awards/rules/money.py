"""Reward money: coefficient × base salary of the decision day, rounded up. Never guessed where a part is not known."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from binhyen.awards.rules.model import BaseSalary, Coefficient, Instrument, Law, Recipient
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date

_NO_CONCLUSION = "awards.money_unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is awarded: a form, by whom, to what kind of recipient."""

    form: str
    authority: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Reward:
    """An amount in đồng (None: cannot be concluded), how it was reached, and what is to be said of it."""

    amount: int | None
    coefficient: Decimal | None = None
    base: BaseSalary | None = None
    at_most: bool = False
    remark: Finding | None = None


def salary_on(law: Law, day: date) -> BaseSalary | None:
    """Return the base salary in force on a day; None before the first that is known."""
    return max((one for one in law.money.salaries if one.since <= day), key=lambda one: one.since, default=None)


def reward(law: Law, instrument: Instrument | None, asked: Asked, decided_on: date) -> Reward:
    """Return the money of one award. Source: NĐ 152/2025/NĐ-CP Đ49–54 (coefficients), Đ49 (rounding up)."""
    row = _row(law, instrument, asked)
    share = _share(law, row, asked.recipient) if row else None
    if row is None or share is None:
        return Reward(None, remark=_no_coefficient(instrument))
    base = salary_on(law, decided_on)
    if base is None:
        return Reward(None, share, remark=_no_base(decided_on))
    return Reward(rounded_up(share * base.amount, law.money.round_up_to), share, base, row.at_most, _remark(row))


def rounded_up(amount: Decimal, step: int) -> int:
    """Return an amount rounded up to the next multiple of `step`.

    >>> rounded_up(Decimal("5265000"), 10000), rounded_up(Decimal("4680000"), 10000)
    (5270000, 4680000)
    """
    return int((amount / step).to_integral_value(ROUND_CEILING)) * step


def _row(law: Law, instrument: Instrument | None, asked: Asked) -> Coefficient | None:
    table = law.money.tables.get(instrument.money, ()) if instrument else ()
    return next((one for one in table if one.form == asked.form and asked.authority in one.by), None)


def _share(law: Law, row: Coefficient, recipient: str) -> Decimal | None:
    """Return the coefficient of a kind of recipient; a household has one and a half times an individual's."""
    form = law.forms.get(row.form)
    if form is None or recipient not in form.recipients:
        return None
    if recipient == Recipient.HOUSEHOLD and Recipient.INDIVIDUAL in row.shares:
        return row.shares[Recipient.INDIVIDUAL] * law.money.household_times
    return row.shares.get(recipient)


def _no_coefficient(instrument: Instrument | None) -> Finding:
    message = gettext_noop(
        "The reward cannot be concluded: no coefficient is known for this form, authority, recipient and time "
        "(%(decree)s). Write the amount that the decision says."
    )
    params = {"decree": instrument.decree if instrument else "–"}
    return Finding(_NO_CONCLUSION, message, Severity.WARNING, params, where="money")


def _no_base(day: date) -> Finding:
    message = gettext_noop(
        "The reward cannot be concluded: the base salary of %(day)s is not known. Write the amount that the decision "
        "says."
    )
    return Finding(_NO_CONCLUSION, message, Severity.WARNING, {"day": short_date(day)}, where="money")


def _remark(row: Coefficient) -> Finding | None:
    if not row.at_most:
        return None
    message = gettext_noop("The law says an upper limit here. The decision may give less.")
    return Finding("awards.money_at_most", message, Severity.INFO, where="money")
