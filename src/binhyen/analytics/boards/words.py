"""How numbers of boards are written, and what they open."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.rules.answers import Cell
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.vietnamese import number
from binhyen.reports.components.totals import HIDDEN
from binhyen.reports.rules import addresses
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import Mark

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def percent_of(share: Decimal | None) -> Decimal | None:
    """Return a part of one as percent with one decimal."""
    return None if share is None else (share * _HUNDRED).quantize(_TENTH)


def percent_text(share: Decimal | None) -> str:
    """Say a part of one: "97,6 %"; nothing is "–"."""
    found = percent_of(share)
    return "–" if found is None else f"{number(found)}\u00a0%"


def amount_text(amount: Decimal | None, denominator: Decimal | None = None, bound: Bound = Bound.EXACT) -> str:
    """Say an amount: "hơn 5.000", "1.686/1.727"; nothing is "–"."""
    if amount is None:
        return "–"
    return write_amount(Amount(Said.NUMBER, plain(amount), None if denominator is None else plain(denominator), bound))


def plain(value: Decimal) -> Decimal:
    """Return a number without zeros behind its comma, and without an exponent."""
    return Decimal(format(value.normalize(), "f"))


def mark_of(cell: Cell, basis: Basis, *, hidden: bool = False, known_on: date | None = None) -> Mark:
    """Return a total as a mark: its words, its number (of a share in percent), the page where it opens.

    `known_on`: the day at whose end it was known so.
    """
    href = href_of(cell, basis, known_on)
    if hidden:
        return Mark(gettext(HIDDEN), None, href)
    if not cell.comparable:
        return Mark("–", None, href, gettext("not comparable"))
    if not cell.adds_up:
        return Mark(gettext("not added"), None, href)
    if cell.amount is None and cell.vague:
        return Mark(gettext("told in words"), None, href)
    text, value = amount_text(cell.amount, cell.denominator, cell.bound), cell.amount
    if cell.denominator is not None:
        text, value = f"{text} ({percent_text(cell.share)})", percent_of(cell.share)
    words = gettext("and %(count)s told in words") % {"count": cell.vague} if cell.vague else ""
    return Mark(text, value, href, words)


def href_of(cell: Cell, basis: Basis, known_on: date | None = None) -> str:
    """Return the page on which a total opens into its parts."""
    kept: Mapping[str, object] = {
        "noi": cell.place_id,
        "ky": cell.period,
        "co_so": "" if basis is Basis.SAVED else basis.value,
        "den": "" if known_on is None else known_on.isoformat(),
        "chi_tieu": cell.indicator,
        "tach": cell.split,
    }
    return addresses.total(kept)


def unit_of(code: str) -> str:
    """Return the unit in which a drawing of an indicator is numbered: of a share percent."""
    indicator = catalogue().indicators[code]
    return "%" if indicator.is_share else indicator.unit
