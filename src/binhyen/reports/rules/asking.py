"""What somebody asks of totals, as it was written: an indicator, a day, a basis. Pure."""

import re
from datetime import date, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.reports.rules.totals import Basis

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NEAR = 3


def end_of(day: date) -> datetime:
    """Return the last instant of a day: what was known on it."""
    return datetime.combine(day, time.max, ZONE)


def day_of(moment: datetime) -> date:
    """Return the day on which an instant lies."""
    return moment.astimezone(ZONE).date()


def read_day(text: str) -> date:
    """Read 2026-12-20 or 20/12/2026; refuse with `reports.no_day` what is no day."""
    iso, written = _ISO.fullmatch(text.strip()), _WRITTEN.fullmatch(text.strip())
    numbers = iso.groups() if iso else written.groups()[::-1] if written else ()
    try:
        return date(*(int(number) for number in numbers))
    except (TypeError, ValueError):
        message = gettext_noop("“%(text)s” is not a day. Write 2026-12-20 or 20/12/2026.")
        raise Refused(Finding("reports.no_day", message, params={"text": text[:40]}, where="day")) from None


def read_basis(text: str) -> Basis:
    """Read a basis; refuse with `reports.no_basis` what is none."""
    try:
        return Basis(text)
    except ValueError:
        message = gettext_noop("“%(text)s” is not a basis of figures. Write saved or accepted.")
        raise Refused(Finding("reports.no_basis", message, params={"text": text[:40]}, where="basis")) from None


def asked_indicator(code: str, catalogue: Catalogue) -> Indicator:
    """Return the indicator of a code that may be stored and shown.

    Refused as `reports.unknown_indicator` with the codes that are written alike, and as `reports.reader_only` for those
    that only the reader of texts knows.
    """
    found = catalogue.find(code)
    if found is None:
        raise Refused(_unknown(code, catalogue))
    if not found.in_forms:
        message = gettext_noop(
            "“%(name)s” is only recognised in texts. It is in no form and not stored, so it has no total."
        )
        raise Refused(Finding("reports.reader_only", message, params={"name": found.name}, where="indicator"))
    return found


def _unknown(code: str, catalogue: Catalogue) -> Finding:
    near = nearest(code, catalogue)
    if not near:
        message = gettext_noop("There is no indicator “%(code)s” in the catalogue.")
        return Finding("reports.unknown_indicator", message, params={"code": code[:80]}, where="indicator")
    message = gettext_noop("There is no indicator “%(code)s” in the catalogue. Did you mean: %(near)s?")
    listed = "; ".join(f"{one.code} ({one.name})" for one in near)
    return Finding("reports.unknown_indicator", message, params={"code": code[:80], "near": listed}, where="indicator")


def nearest(code: str, catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators whose code, or whose name without diacritics, is written most alike."""
    names: dict[str, Indicator] = {}
    for one in catalogue.indicators.values():
        if one.in_forms:
            names |= {one.code: one, fold(one.name): one}
    wanted = fold(code[:80])
    close = get_close_matches(wanted, names, n=_NEAR, cutoff=0.55)
    words = wanted.replace("_", " ")
    held = [name for name in names if words and words in name.replace("_", " ")]
    return list({names[name].code: names[name] for name in [*close, *held]}.values())[:_NEAR]
