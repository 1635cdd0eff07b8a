"""Regular police in communes: each commune counts once, as held or not. Wards had them always and are not counted."""

from collections.abc import Iterable, Sequence
from datetime import date

from binhyen.kernel.amounts import exactly
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line

COMMUNES = "regular_police_communes"


def police_lines(facts: Facts, _steps: Sequence[StepFacts]) -> list[Line]:
    """Return 0 of 1 from the day on which a commune is followed, 1 of 1 from the day on which it has regular police."""
    since, posted, until = facts.day("since"), facts.day("posted"), facts.day("until")
    if since is None:
        return []
    lines = []
    if posted is None or since < posted:
        lines.append(_line(0, since, posted or until))
    if posted is not None:
        lines.append(_line(1, max(posted, since), until))
    return lines


def _line(held: int, since: date, until: date | None) -> Line:
    return Line(COMMUNES, exactly(held, 1), since, until)


def police_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where regular police came after the commune was no longer followed."""
    posted, until = facts.day("posted"), facts.day("until")
    if posted is not None and until is not None and posted >= until:
        message = gettext_noop("Regular police came on %(posted)s, when the entry had ended already (%(until)s).")
        params = {"posted": f"{posted:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
        yield Finding("forces.posted_after_end", message, params=params, where="posted")
