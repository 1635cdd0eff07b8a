"""A place beside others like it: where its number lies among theirs, drawn and said."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.peers import Band, Beside, Peers
from binhyen.analytics.boards.words import amount_text, mark_of, percent_text
from binhyen.analytics.rules.answers import Cell, Spread
from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import NAMES, PlaceKind, Tier
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import NOTHING, Mark

_BANDS = {
    Band.LOWEST_TENTH: gettext_noop("among the tenth with the least"),
    Band.LOW: gettext_noop("in the lower quarter"),
    Band.MIDDLE: gettext_noop("in the middle half"),
    Band.HIGH: gettext_noop("in the upper quarter"),
    Band.HIGHEST_TENTH: gettext_noop("among the tenth with the most"),
    Band.UNKNOWN: gettext_noop("nothing to compare"),
}
_WIDE = 240
_EDGE = 10


@dataclass(frozen=True, slots=True)
class Box:
    """The spread as drawn: where its parts begin and how wide they are, where the middle and the own number lie."""

    tenth: str
    width: str
    quarter: str
    half: str
    middle: str
    own: str


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One indicator: the own number, the part in which it lies, its peers' limits in words, and the drawing."""

    name: str
    own: Mark
    band: str
    limits: tuple[str, ...]
    """The tenth, the quarter, the middle, three quarters, nine tenths."""
    box: Box | None
    sentence: str


def rows_of(found: Iterable[Beside], basis: Basis) -> tuple[BesideRow, ...]:
    """Return the rows of a comparison."""
    return tuple(_row(one, basis) for one in found)


def peers_sentence(peers: Peers, tier: str) -> str:
    """Say with whom a place is compared."""
    if not peers.kind:
        return gettext("Compared with all other %(count)s provinces and cities.") % {"count": len(peers.place_ids) - 1}
    told = {"count": len(peers.place_ids) - 1, "kind": NAMES[PlaceKind(peers.kind)].lower()}
    return gettext(_WITH[tier == Tier.PROVINCE, peers.same_size]) % told


_WITH = {
    (False, True): gettext_noop("Compared with %(count)s units of the kind “%(kind)s” of its province and size."),
    (False, False): gettext_noop("Compared with all %(count)s units of the kind “%(kind)s” of its province."),
    (True, True): gettext_noop("Compared with %(count)s units of the kind “%(kind)s” of the country and of its size."),
    (True, False): gettext_noop("Compared with all %(count)s units of the kind “%(kind)s” of the country."),
}


def _row(one: Beside, basis: Basis) -> BesideRow:
    name = catalogue().indicators[one.indicator].name
    own = NOTHING if one.own is None else mark_of(one.own, basis)
    band = gettext(_BANDS[one.band])
    limits = () if one.spread is None else tuple(_text(value, one) for value in _quantiles(one.spread))
    box = None if one.spread is None else _box(_quantiles(one.spread), _value(one.own))
    said = gettext("%(name)s: %(own)s, %(band)s.") % {"name": name, "own": own.text, "band": band}
    return BesideRow(name, own, band, limits, box, said)


def _quantiles(spread: Spread) -> tuple[Decimal, ...]:
    found = (spread.tenth, spread.quarter, spread.middle, spread.three_quarters, spread.nine_tenths)
    return tuple(Decimal(0) if value is None else value for value in found)


def _value(own: Cell | None) -> Decimal | None:
    return None if own is None else own.amount if own.denominator is None else own.share


def _text(value: Decimal, one: Beside) -> str:
    return percent_text(value) if catalogue().indicators[one.indicator].is_share else amount_text(value)


def _box(quantiles: tuple[Decimal, ...], own: Decimal | None) -> Box:
    """Lay the spread out between the tenth and the nine tenths, with room for what lies outside."""
    tenth, quarter, middle, three_quarters, nine_tenths = quantiles
    span = (nine_tenths - tenth) or Decimal(1)
    low, high = tenth - span / 4, nine_tenths + span / 4

    def across(value: Decimal) -> Decimal:
        return _EDGE + (min(max(value, low), high) - low) / (high - low) * (_WIDE - 2 * _EDGE)

    return Box(
        _px(across(tenth)),
        _px(max(across(nine_tenths) - across(tenth), Decimal(1))),
        _px(across(quarter)),
        _px(max(across(three_quarters) - across(quarter), Decimal(1))),
        _px(across(middle)),
        "" if own is None else _px(across(own)),
    )


def _px(value: Decimal) -> str:
    return f"{value:.1f}"
