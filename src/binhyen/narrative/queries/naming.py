"""Which place and period people mean when they type them: names and codes, a year, a half."""

from datetime import date

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import fold
from binhyen.narrative.writer.templates import Template
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import ancestors_of, label_of, place_named, search_places

_MOST = 6


def place_called(text: str, day: date) -> PlaceVersion:
    """Return the place of a day that a code, a slug or a name means ("20", "lang-son", "Lạng Sơn", "xã An Phú").

    Refused as `narrative.many_places` when several bear the name, as `places.unknown` when none does.
    """
    try:
        return place_named(text.strip(), day)
    except Refused as refusal:
        found = _named(text, day)
        if not found:
            raise refusal from None
        if len(found) > 1:
            raise Refused(_many(text, found, day)) from None
        return found[0]


def _named(text: str, day: date) -> list[PlaceVersion]:
    """Return the places of the highest tier whose name, with or without its kind, is the text."""
    wanted = fold(text)
    rows = [one for one in search_places(text, day) if wanted in {fold(one.name), fold(label_of(one))}]
    highest = min((one.path.count(".") for one in rows), default=0)
    return [one for one in rows if one.path.count(".") == highest]


def _many(text: str, found: list[PlaceVersion], day: date) -> Finding:
    named = [f"{label_of(one)}, {_above(one, day)} ({one.code})" for one in found[:_MOST]]
    message = gettext_noop("%(count)s places are called “%(name)s”. Write a code: %(places)s.")
    params = {"count": len(found), "name": text, "places": "; ".join(named)}
    return Finding("narrative.many_places", message, params=params, where="place")


def _above(one: PlaceVersion, day: date) -> str:
    above = ancestors_of(one, day)
    return label_of(above[-1]) if above else ""


def kind_of_period(period: Period) -> str:
    """Return the kind of a period as templates name them: "year", "half", "years", "quarter", "month", "days"."""
    head, _, tail = period.code.partition("-")
    if period.of_days or len(tail) == len(head) > 0:
        return "years"
    return {"": "year", "H": "half", "Q": "quarter"}.get(tail[:1], "month")


def fits(template: Template, period: Period) -> bool:
    """Tell whether a report of this kind is written for such a period."""
    return kind_of_period(period) in template.periods
