"""What a province may settle about its council."""

from collections.abc import Iterator

from binhyen.awards.rules.model import Council
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

_ALL = 100
_HALF = 50


def council_findings(council: Council) -> Iterator[Finding]:
    """Refuse shares that no vote can reach, or that are no majority, and what names no document."""
    if not _HALF <= council.threshold_percent <= _ALL:
        message = gettext_noop("The share of votes lies between 50 and 100 percent.")
        yield Finding("awards.no_such_share", message, where="threshold_percent")
    if not 0 < council.quorum <= 1:
        message = gettext_noop("The quorum is a part of all members: 2/3, for instance.")
        yield Finding("awards.no_such_quorum", message, where="quorum")
    if not council.instrument.strip():
        message = gettext_noop("Name the document that settles it: number, day, who issued it.")
        yield Finding("awards.settled_by_nothing", message, where="instrument")
