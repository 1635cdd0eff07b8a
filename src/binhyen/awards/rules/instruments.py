"""Which law holds for a dossier: that of the day on which it was received; another one with a reason."""

from datetime import date

from binhyen.awards.rules.model import Achievement, Instrument, Law
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop


def instrument_on(law: Law, day: date) -> Instrument | None:
    """Return the instrument in force on a day; None before the first that is known."""
    fitting = (one for one in law.instruments if one.since <= day and (one.until is None or day <= one.until))
    return next(fitting, None)


def instrument_for(law: Law, received_on: date, chosen: str = "") -> Instrument | None:
    """Return the instrument of a dossier: the chosen one, else that of the day it was received."""
    if chosen:
        return next((one for one in law.instruments if one.code == chosen), None)
    return instrument_on(law, received_on)


def choice_findings(law: Law, received_on: date, chosen: str, reason: str) -> list[Finding]:
    """Say why another instrument than the day's cannot be chosen: without a reason, or before it was in force."""
    usual = instrument_on(law, received_on)
    if not chosen or (usual is not None and usual.code == chosen):
        return []
    if not reason.strip():
        message = gettext_noop(
            "Another law than that of the day of receipt (%(usual)s) is chosen. Say why: more favourable to the "
            "recipient, for instance."
        )
        params = {"usual": usual.decree if usual else "–"}
        return [Finding("awards.instrument_without_reason", message, params=params, where="note")]
    return []


def heading_of(achievement: str, instrument: Instrument | None) -> str:
    """Return under which type an achievement is decided: thematic ones stand apart only where the law says so (A7)."""
    apart = instrument is not None and instrument.thematic_apart
    return Achievement.MOVEMENT if achievement == Achievement.THEMATIC and not apart else achievement


def months_needed(months: int, *, woman_manager: bool) -> int:
    """Return how long a post must have been held: a woman manager's time is a third less (A6), rounded up to months.

    >>> months_needed(120, woman_manager=True)
    80
    """
    return -(-months * 2 // 3) if woman_manager else months
