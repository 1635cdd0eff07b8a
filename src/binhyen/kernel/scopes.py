"""What a program may do with an API key: a key has some of these, and never more than its post."""

from enum import StrEnum

from binhyen.kernel.marks import gettext_noop


class Scope(StrEnum):
    """One thing that a key may be used for."""

    PLACES_READ = "places:read"
    METADATA_READ = "metadata:read"
    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"
    TOTALS_READ = "totals:read"


SCOPE_NAMES = {
    Scope.PLACES_READ: gettext_noop("read the map on any day"),
    Scope.METADATA_READ: gettext_noop("read the catalogue of indicators and the forms"),
    Scope.REPORTS_READ: gettext_noop("read the reports that the post may see"),
    Scope.REPORTS_WRITE: gettext_noop("enter and send reports as the post may"),
    Scope.TOTALS_READ: gettext_noop("read totals and who has reported"),
}
"""What each scope lets a program do, as English gettext sources."""
