"""The bar's entries, all in one place: a storey's page appears here as soon as its address exists."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop

EVERYONE = frozenset(Role)
CONTENT = EVERYONE - {Role.OPERATOR}
OFFICES = CONTENT - {Role.RESIDENTIAL_HEAD, Role.UNIT_REPRESENTATIVE}
"""Posts that see more than one place or unit: committees, departments, associations, councils, auditors."""
WRITING = OFFICES - {Role.COUNCIL_MEMBER, Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER}
"""Posts whose place writes reports in words, and those who read them."""
KEEPERS = frozenset(
    {Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER, Role.OPERATOR, Role.AUDITOR},
)
"""Posts that make accounts for the level below, and the auditor who looks on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bar can lead: the storey, its first page's URL name, its icon and the roles that need it."""

    storey: str
    url_name: str
    label: str
    icon: str
    roles: frozenset[Role] = EVERYONE
    also: frozenset[str] = frozenset()
    """Other storeys whose pages lie under this entry."""
    pages: frozenset[str] = frozenset()
    """Pages of another storey that lie under this entry and not under their own one's."""
    count_url: str = ""
    """URL name of a fragment with the number of things waiting; asked for after the page has loaded."""


_READING = frozenset(
    f"narrative:{page}"
    for page in (
        "incoming_texts",
        "reading_desk",
        "decide_proposals",
        "keep_words",
        "confirm_text",
        "discard_text",
        "kept_sentences",
        "kept_sentence",
        "open_signed_report",
        "signed_report",
        "taken_report",
    )
)
"""What comes into a report: texts that are read, signed reports that are opened."""
_CHECKING = frozenset(
    {Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.AUDITOR},
)
"""Posts that answer signals, read the province's list, or read what spot checks found."""
_REGISTERS = frozenset({"schemes", "campaigns", "forces", "support", "programmes"})
PLACES = (
    Place("desk", "desk:my_work", gettext_noop("My work"), "work", count_url="desk:duty_count"),
    Place("recognition", "recognition:rounds", gettext_noop("Recognition"), "recog", CONTENT),
    Place("reports", "reports:reports", gettext_noop("Reports"), "report", CONTENT, pages=_READING),
    Place("boards", "boards:board", gettext_noop("Boards"), "sum", OFFICES),
    Place("plans", "plans:board", gettext_noop("Plans"), "cal", CONTENT),
    Place("registers", "registers:registers", gettext_noop("Registers"), "list", CONTENT, _REGISTERS),
    Place("awards", "awards:awards", gettext_noop("Awards"), "stamp", CONTENT),
    Place("units", "units:units", gettext_noop("Units"), "cq", CONTENT),
    Place("places", "places:places", gettext_noop("Places"), "map"),
    Place("narrative", "narrative:written_reports", gettext_noop("Writing"), "edit", WRITING),
    Place("documents", "documents:register", gettext_noop("Letters"), "doc", OFFICES),
    Place("indicators", "indicators:conference", gettext_noop("Counts"), "board", OFFICES),
    Place("signals", "signals:signals", gettext_noop("Signals and checks"), "eye", _CHECKING),
    Place("accounts", "accounts:accounts", gettext_noop("Accounts"), "user", KEEPERS),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bar, as this person sees it on this page."""

    label: str
    icon: str
    href: str
    current: bool
    count_href: str = ""


def address(url_name: str) -> str:
    """Return the path of a page, or "" when no storey answers to the name."""
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


def entries_for(role: Role, page: str) -> tuple[Entry, ...]:
    """List the bar's entries for a role; `page` is the URL name of the page that is shown ("reports:report")."""
    return tuple(
        Entry(gettext(place.label), place.icon, href, place is _over(page), address(place.count_url))
        for place in PLACES
        if role in place.roles and (href := address(place.url_name))
    )


def _over(page: str) -> Place | None:
    """Return the entry under which a page lies."""
    storey = page.partition(":")[0]
    claimed = (place for place in PLACES if page in place.pages)
    owned = (place for place in PLACES if storey in {place.storey, *place.also})
    return next(claimed, None) or next(owned, None)
