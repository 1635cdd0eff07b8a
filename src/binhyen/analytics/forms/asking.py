"""What a reader asks of the pages of boards, read from their addresses."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.http import QueryDict

from binhyen.analytics.boards.asked import FIRST_YEAR, LAST_YEAR, TARGETS, BoardAsked, PivotAsked
from binhyen.analytics.boards.maps import Look
from binhyen.analytics.boards.peers import comparable_indicators
from binhyen.analytics.boards.pivot import Asked
from binhyen.analytics.boards.places import About, below_of, choices_below
from binhyen.analytics.rules.changes import Versus
from binhyen.analytics.rules.pivots import KINDS, MOST_INDICATORS, Below, findings, layout_of, periods_of
from binhyen.database.fields import GREATEST_ID
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, year
from binhyen.reports.queries.provenance import place_asked
from binhyen.reports.rules.asking import day_of, read_basis, read_day
from binhyen.reports.rules.totals import Basis

_WEEK = timedelta(days=7)
_DEFAULT = ("mobilisation_events", "models_total")
_COMPARED = ("recognised_units", "models_total", "mobilisation_events", "propaganda_sessions", "selfgov_groups")
TODAY = "nay"
"""The map of today, in the address."""


def board_asked(data: QueryDict, actor: Actor, now: datetime) -> BoardAsked:
    """Read a board's question: without a place the person's own, without a year this one. 404 for other places."""
    today = day_of(now)
    wanted = _year(data, "nam", today.year)
    place = place_asked(actor, place_id_asked(data, actor), year(wanted).end)
    return BoardAsked(About(place, below_of(place)), wanted, _basis(data), today)


def pivot_asked(data: QueryDict, actor: Actor, now: datetime) -> PivotAsked:
    """Read a pivot's question. Refused for what is too much for a page."""
    today = day_of(now)
    kind = PeriodType(_word(data, "loai_ky")) if _word(data, "loai_ky") in set(KINDS) else PeriodType.QUARTER
    last = _year(data, "den", today.year)
    first = min(_year(data, "tu", last), last)
    periods = _periods(data, periods_of(kind, first, last, today))
    indicators = _indicators(data)
    refuse(findings(indicators, periods))
    map_choice = _word(data, "ban_do")
    versus, last_day = _versus(data, kind), max(one.end for one in periods)
    on_map = _map(map_choice, last_day, today) or (last_day if versus else None)
    place = place_asked(actor, place_id_asked(data, actor), on_map or last_day)
    below = next((one for one in choices_below(place) if one.value == _word(data, "duoi")), Below.ITSELF)
    layout = layout_of(_word(data, "cot"), data.getlist("hang"))
    asked = Asked(
        About(place, below),
        indicators,
        periods,
        layout,
        _basis(data),
        _split(data, indicators),
        on_map,
        _known(data, today),
        versus,
    )
    aimed = _word(data, "so") == TARGETS
    return PivotAsked(asked, kind, first, last, _word(data, "ve"), map_choice, today, aimed)


def map_asked(data: QueryDict, actor: Actor, now: datetime) -> PivotAsked:
    """Read a map's question: one indicator and one period, the last one that has begun, of the places below."""
    found = pivot_asked(data, actor, now)
    asked = found.asked
    about = replace(asked.about, below=below_of(asked.about.place))
    one = replace(asked, about=about, indicators=asked.indicators[:1], periods=asked.periods[-1:], split="", versus=())
    return replace(found, asked=one)


def compared_asked(data: QueryDict) -> tuple[str, ...]:
    """Read the indicators that a commune is compared by, of those that may be compared."""
    allowed = comparable_indicators()
    found = tuple(code for code in dict.fromkeys(data.getlist("chi_tieu")) if code in allowed)[:MOST_INDICATORS]
    return found or tuple(code for code in _COMPARED if code in allowed)


def look_asked(data: QueryDict) -> Look | None:
    """Read how a map is to be drawn."""
    word = _word(data, "kieu")
    return Look(word) if word in set(Look) else None


def since_asked(data: QueryDict, now: datetime) -> date:
    """Read the day since whose end changes are told: a week ago where none is named."""
    word = _word(data, "tu")
    return read_day(word) if word else day_of(now) - _WEEK


def file_asked(data: QueryDict) -> str:
    """Read which file is wanted: xlsx, or csv."""
    return "csv" if _word(data, "dang") == "csv" else "xlsx"


def targets_file_asked(data: QueryDict) -> bool:
    """Read whether the file of targets is wanted, not that of the pivot."""
    return _word(data, "bang") == TARGETS


def _word(data: QueryDict, name: str) -> str:
    return data.get(name, "").strip()[:200]


def _basis(data: QueryDict) -> Basis:
    return read_basis(_word(data, "co_so") or Basis.SAVED.value)


def _year(data: QueryDict, name: str, default: int) -> int:
    word = _word(data, name)
    if not word:
        return default
    if not (word.isascii() and word.isdigit() and FIRST_YEAR <= int(word[:6]) <= LAST_YEAR):
        message = gettext_noop("“%(text)s” is no year between %(first)s and %(last)s.")
        params = {"text": word[:20], "first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise Refused(Finding("analytics.no_year", message, params=params, where=name))
    return int(word)


def place_id_asked(data: QueryDict, actor: Actor) -> int:
    """Read which place is asked about; without one it is the person's own."""
    word = _word(data, "noi")
    number = int(word) if word.isascii() and word.isdigit() else actor.place_id
    return number if number <= GREATEST_ID else 0


def _indicators(data: QueryDict) -> tuple[str, ...]:
    """Return the indicators of the address that the catalogue has; without one, two that every place reports."""
    known = catalogue().indicators
    found = [code for code in dict.fromkeys(data.getlist("chi_tieu")) if code in known and known[code].in_forms]
    return tuple(found) or _DEFAULT


def _split(data: QueryDict, indicators: tuple[str, ...]) -> str:
    """Return the dimension asked for, where one of the indicators is split by it."""
    word = _word(data, "tach")
    known = catalogue().indicators
    return word if any(word in known[code].dims for code in indicators) else ""


def _periods(data: QueryDict, every: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the one period that is named, where it is among those of the years: a map and its files are of one."""
    named = tuple(one for one in every if one.code == _word(data, "ky"))
    return named or every


def _known(data: QueryDict, today: date) -> date | None:
    """Read the earlier day at whose end it is asked what was known; today and later days are now."""
    word = _word(data, "biet")
    day = read_day(word) if word else today
    return day if day < today else None


def _versus(data: QueryDict, kind: PeriodType) -> tuple[Versus, ...]:
    """Return what numbers are held against; of whole years the one before is that of a year ago."""
    asked = data.getlist("thay_doi")
    found = tuple(one for one in Versus if one.value in asked)
    return found[:1] if kind is PeriodType.YEAR else found


def _map(choice: str, last: date, today: date) -> date | None:
    if not choice:
        return None
    return max(today, last) if choice == TODAY else read_day(choice)
