"""What changed in a week, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.boards.week import Week
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.lifecycle import Event

_EVENTS = {
    Event.SUBMIT: gettext_noop("reports sent"),
    Event.RETURN: gettext_noop("reports returned"),
    Event.ACCEPT: gettext_noop("reports accepted"),
    Event.CORRECT: gettext_noop("corrections begun"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened, in words."""

    amount: int
    words: str
    href: str = ""


def counts_of(week: Week, returned_href: str) -> tuple[Count, ...]:
    """Return what was done to reports; the number of those returned opens their list."""
    hrefs = {Event.RETURN: returned_href}
    return tuple(Count(week.steps[event], gettext(words), hrefs.get(event, "")) for event, words in _EVENTS.items())
