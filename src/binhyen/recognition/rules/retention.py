"""How long a year's evidence is kept."""

from datetime import date

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop


def last_expired_year(today: date, years: int) -> int:
    """Return the youngest round whose evidence may go on `today`: `years` whole years after it are over.

    The number is the instance's (ten by default, as `docs/reference/personal-data.yaml` says; the circular names none).
    Refused below one year, with `recognition.retention_too_short`.
    """
    if years < 1:
        message = gettext_noop("Evidence is kept for at least one year after its round, not %(years)s.")
        raise Refused(Finding("recognition.retention_too_short", message, params={"years": years}))
    return today.year - years - 1
