"""What every page of boards has around its numbers: its sections, where numbers come from, how far they reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.analytics.boards.places import map_day_of
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.addresses import Word
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number, percent, short_date
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import Download, Under

_SECTIONS = (
    (addresses.ROOT, gettext_noop("Overview")),
    (addresses.PIVOT, gettext_noop("Pivot")),
    (addresses.MAP, gettext_noop("On a map")),
    (addresses.PEERS, gettext_noop("Similar places")),
    (addresses.MOVEMENT, gettext_noop("The movement in the year")),
    (addresses.WEEK, gettext_noop("This week")),
    (addresses.FUNNEL, gettext_noop("Course of the round")),
    (addresses.SAVED, gettext_noop("Saved boards")),
)
_COMPARED = frozenset({Tier.COMMUNE, Tier.PROVINCE})
_BASES = {Basis.SAVED: gettext_noop("saved figures"), Basis.ACCEPTED: gettext_noop("accepted figures")}


@dataclass(frozen=True, slots=True)
class Tab:
    """One section of the boards."""

    label: str
    href: str
    current: bool


def tabs(current: str, kept: Mapping[str, Word], tier: str) -> tuple[Tab, ...]:
    """Return the sections for a place; communes and provinces are compared with others like them."""
    own = {name: kept.get(name) for name in ("noi", "co_so", "nam")}
    return tuple(
        Tab(gettext(label), addresses.page(path, {} if path == addresses.SAVED else own), path == current)
        for path, label in _SECTIONS
        if path != addresses.PEERS or tier in _COMPARED
    )


def stamp_line(as_of: datetime, map_day: date) -> str:
    """Say how far numbers reach and on which map, as it is printed under drawings."""
    told = {"at": f"{as_of:%H:%M}, {short_date(as_of.date())}", "day": short_date(map_day)}
    return gettext("Figures up to %(at)s, map of %(day)s") % told


def stamp_until(as_of: datetime, last: date, today: date) -> str:
    """Say the same of what is shown until a day: on the map of that day, or on today's before it comes."""
    return stamp_line(as_of, map_day_of(last, today))


def known_line(known_on: date | None) -> str:
    """Say at the end of which earlier day it was known so; nothing of what is known now."""
    return gettext("as known at the end of %(day)s") % {"day": short_date(known_on)} if known_on else ""


def under(place: str, basis: Basis | None, stamp: str, files: str = "", known_on: date | None = None) -> Under:
    """Return what stands under a drawing; `files` is the address of its files, without their kind."""
    source = gettext("Source: Bình Yên, dossiers of recognition, %(place)s") % {"place": place}
    if basis is not None:
        told = {"basis": gettext(_BASES[basis]), "place": place}
        source = gettext("Source: Bình Yên, %(basis)s of reports, %(place)s") % told
    source = ", ".join(part for part in (source, known_line(known_on)) if part)
    sign = "&" if "?" in files else "?"
    downloads = tuple(Download(kind.upper(), f"{files}{sign}dang={kind}") for kind in ("xlsx", "csv") if files)
    return Under(source, stamp, downloads)


def not_accepted_note(waiting: int, figures: int, basis: Basis) -> str:
    """Say the share that is not accepted yet."""
    if basis is Basis.ACCEPTED:
        return gettext("Only figures that the receiving office accepted")
    if not figures:
        return ""
    told = {"share": percent(waiting, figures), "waiting": number(waiting), "figures": number(figures)}
    return gettext("%(share)s not accepted yet (%(waiting)s/%(figures)s figures)") % told
