"""Sentences of findings and duties in the reader's language, with their values written as Vietnam writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.kernel.marks import Word
from binhyen.kernel.vietnamese import number, short_date


def written(name: str, value: object) -> object:
    """Write dates as dd/mm/yyyy, numbers with dots between thousands, marked words translated; leave all else."""
    if isinstance(value, Word):
        return gettext(value)
    if isinstance(value, datetime):
        return f"{value:%H:%M}, {short_date(value.date())}"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not name.endswith("year"):
        return number(value)
    return value


class _Written(dict[str, object]):
    """Values of a sentence; a place without a value stays visible instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return f"%({key})s"


def sentence(message: str, params: Mapping[str, object]) -> str:
    """Translate a marked message and fill its places."""
    translated = gettext(message) if message else ""
    if not params:
        return translated.replace("%%", "%")
    return translated % _Written({name: written(name, value) for name, value in params.items()})
