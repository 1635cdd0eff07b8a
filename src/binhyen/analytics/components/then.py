"""What can be asked instead of a place that was not there on the day of a board."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.queries.then import Then
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.addresses import Word

_CARRYING = frozenset({addresses.PIVOT, addresses.MAP})
"""Pages that can carry numbers of before onto today's map."""
_TODAY = "nay"


@dataclass(frozen=True, slots=True)
class Way:
    """A page that can be opened instead."""

    words: str
    href: str


def then_ways(then: Then, path: str, asked: Mapping[str, Word]) -> tuple[Way, ...]:
    """Return the same page of what the place was made of or became, of its first year, and on today's map."""
    return tuple(_ways(then, path, asked))


def _ways(then: Then, path: str, asked: Mapping[str, Word]) -> Iterator[Way]:
    for one in then.others:
        yield Way(one.name, addresses.page(path, {**asked, "noi": one.place_id}))
    if then.since is None:
        return
    last = "den" if path in _CARRYING else "nam"
    told = {"place": then.name, "year": then.since.year}
    href = addresses.page(path, {**asked, last: then.since.year})
    yield Way(gettext("%(place)s in %(year)s, its first year") % told, href)
    if path in _CARRYING:
        href = addresses.page(path, {**asked, "ban_do": _TODAY})
        yield Way(gettext("%(place)s, told on today's map") % told, href)
