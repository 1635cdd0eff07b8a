"""What a month came to, by kind of event, beside the month before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.campaigns.queries.months import Number
from binhyen.campaigns.rules import kinds
from binhyen.indicators.queries import catalogue
from binhyen.reports.components.totals import sum_text


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in words with the page that it opens into."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of event in a month: sessions and people, and the sessions of the month before."""

    name: str
    sessions: Shown
    people: Shown | None
    before: Shown


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result of the month."""

    name: str
    unit: str
    number: Shown


NOTHING = Shown("0", "")


def kind_rows(now: Mapping[str, Number], before: Mapping[str, Number]) -> list[KindRow]:
    """Return the kinds of events of which there were any in either month."""
    indicators = {**kinds.SESSIONS_AS, kinds.CONFERENCE: kinds.REVIEWS}
    found = []
    for kind, name in kinds.KINDS.items():
        code, people = indicators.get(kind, ""), kinds.ATTENDANCE_AS.get(kind, "")
        if code in now or code in before or people in now:
            word = catalogue().indicators[kinds.REVIEWS].name if kind == kinds.CONFERENCE else gettext(name)
            came = _shown(now, people) if people else None
            found.append(KindRow(word, _shown(now, code), came, _shown(before, code)))
    return found


def _shown(numbers: Mapping[str, Number], code: str) -> Shown:
    found = numbers.get(code)
    return Shown(sum_text(found.sum), found.href) if found else NOTHING


def result_rows(now: Mapping[str, Number], codes: Sequence[str]) -> list[ResultRow]:
    """Return the results of a month in the order of the catalogue's fields."""
    known = catalogue().indicators
    return [ResultRow(known[code].name, known[code].unit, _shown(now, code)) for code in codes if code in now]
