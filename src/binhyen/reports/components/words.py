"""Words of the reports' pages: periods, chips of states and days, where figures came from."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.indicators.rules.catalogue import Mark
from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.windows import type_of
from binhyen.kernel.amounts import Origin
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import parse_period
from binhyen.kernel.vietnamese import short_date
from binhyen.reports.models import Report
from binhyen.reports.rules.lifecycle import State, Timeliness
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState

_PERIODS = {
    PeriodType.MONTH: gettext_noop("month %(number)s/%(year)s"),
    PeriodType.QUARTER: gettext_noop("quarter %(number)s/%(year)s"),
    PeriodType.NINE_MONTHS: gettext_noop("first nine months of %(year)s"),
    PeriodType.YEAR: gettext_noop("year %(year)s"),
    PeriodType.YEARS: gettext_noop("years %(year)s to %(last)s"),
}
_HALVES = {1: gettext_noop("first half of %(year)s"), 2: gettext_noop("second half of %(year)s")}
_MONTHS_OF = {PeriodType.QUARTER: 3, PeriodType.HALF: 6}


def period_name(code: str) -> str:
    """Say a period: "tháng 11/2026", "6 tháng đầu năm 2026", "giai đoạn 2019-2024"; a span of days by its days."""
    period = parse_period(code)
    if period.of_days:
        return gettext("from %(since)s to %(until)s") % {
            "since": short_date(period.start),
            "until": short_date(period.end),
        }
    kind = type_of(period)
    number = (period.start.month - 1) // _MONTHS_OF.get(kind, 1) + 1
    message = _HALVES[number] if kind is PeriodType.HALF else _PERIODS[kind]
    return gettext(message) % {"number": number, "year": period.start.year, "last": period.end.year}


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip of `ui` with its own word: `{% state chip.code chip.word %}`."""

    code: str
    word: str

    @property
    def extra(self) -> str:
        """Bare in tables and lines of text; what is overdue keeps its ground, on which its letters are white."""
        return "" if self.code == "late" else "bare"


_STATES = {
    State.DRAFT: ("todo", gettext_noop("Not begun")),
    State.SUBMITTED: ("sent", gettext_noop("Sent, waiting to be received")),
    State.RETURNED: ("returned", gettext_noop("Returned")),
    State.ACCEPTED: ("met", gettext_noop("Accepted")),
    State.CLOSED: ("closed", gettext_noop("Closed")),
    State.CORRECTING: ("doing", gettext_noop("Being corrected")),
}
_DRAFTS = gettext_noop("Not sent yet")
_BEGUN = ("doing", gettext_noop("Being entered"))
_TIMELY = {
    Timeliness.DUE: ("waiting", gettext_noop("Not due yet")),
    Timeliness.ON_TIME: ("met", gettext_noop("On time")),
    Timeliness.LATE: ("returned", gettext_noop("Late")),
    Timeliness.OVERDUE: ("late", gettext_noop("Overdue")),
    Timeliness.EXEMPT: ("na", gettext_noop("Exempt")),
    Timeliness.NOT_APPLICABLE: ("na", gettext_noop("Not applicable")),
}
_DIFFICULTIES = {
    DifficultyState.OPEN: ("waiting", gettext_noop("Waiting for an answer")),
    DifficultyState.ANSWERED: ("doing", gettext_noop("Answered")),
    DifficultyState.SOLVED: ("met", gettext_noop("Solved")),
}
_KINDS = {
    DifficultyKind.DIFFICULTY: gettext_noop("Difficulty"),
    DifficultyKind.PROPOSAL: gettext_noop("Proposal"),
}
_ORIGINS = {
    Origin.TYPED: gettext_noop("typed by hand"),
    Origin.COUNTED: gettext_noop("counted from the register"),
    Origin.READ: gettext_noop("read from a text"),
    Origin.IMPORTED: gettext_noop("imported from a file"),
}


def chip_of(report: Report) -> Chip:
    """Return the chip of a report's state; a draft in which something was written is being entered."""
    if report.state == State.DRAFT and report.begun_at is not None:
        return _chip(_BEGUN)
    return _chip(_STATES[State(report.state)])


def state_word(state: State) -> str:
    """Name a state in lists that count many: drafts are not sent yet, whether begun or not."""
    return gettext(_DRAFTS if state is State.DRAFT else _STATES[state][1])


def timely_chip(how: Timeliness) -> Chip:
    """Return the chip of how a report stands to its day."""
    return _chip(_TIMELY[how])


def difficulty_chip(state: DifficultyState, due_on: date | None, today: date) -> Chip:
    """Return the chip of a difficulty: overdue, when its day is over and nobody answered."""
    if state is DifficultyState.OPEN and due_on is not None and due_on < today:
        return Chip("late", gettext("No answer in time"))
    return _chip(_DIFFICULTIES[state])


def kind_word(kind: DifficultyKind) -> str:
    """Name a difficulty or a proposal."""
    return gettext(_KINDS[kind])


def origin_word(origin: Origin) -> str:
    """Say where a figure came from."""
    return gettext(_ORIGINS[origin])


_SURE = {
    Mark.CONFIRMED: gettext_noop("confirmed"),
    Mark.SECONDARY: gettext_noop("seen in another source"),
    Mark.INFERRED: gettext_noop("inferred, not yet confirmed"),
    Mark.NOT_FOUND: gettext_noop("wording not found yet"),
}


def mark_word(mark: Mark) -> str:
    """Say how sure a source is."""
    return gettext(_SURE[mark])


def _chip(look: tuple[str, str]) -> Chip:
    return Chip(look[0], gettext(look[1]))
