"""What a reader asks of the pages of totals, read from their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import QueryDict

from binhyen.indicators.models import Form
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import place_named
from binhyen.reports.queries.provenance import Trail, place_asked
from binhyen.reports.queries.totals import TotalQuestion
from binhyen.reports.rules.asking import asked_indicator, day_of, end_of, read_basis, read_day
from binhyen.reports.rules.carrying import map_findings
from binhyen.reports.rules.totals import Basis

TODAY = "nay"
"""The map of today, in the address."""


@dataclass(frozen=True, slots=True)
class TotalsAsked:
    """A question with what else the page needs: the place, the form, one cell to be opened and the way taken in it."""

    question: TotalQuestion
    place: PlaceVersion
    map_choice: str
    form: Form | None = None
    cell: CellKey | None = None
    trail: Trail = field(default_factory=Trail)
    group: str = ""

    @property
    def as_of(self) -> date | None:
        """The day at whose end it is asked what was known."""
        return None if self.question.as_of is None else day_of(self.question.as_of)

    @property
    def kept(self) -> Mapping[str, object]:
        """The question as parameters of the address, without a cell."""
        return {
            "noi": self.place.place_id,
            "ky": self.question.period.code,
            "co_so": "" if self.question.basis is Basis.SAVED else self.question.basis.value,
            "den": "" if self.as_of is None else self.as_of.isoformat(),
            "ban_do": self.map_choice,
            "mau": "" if self.form is None else self.form.code,
        }


def totals_asked(data: QueryDict, actor: Actor, now: datetime) -> TotalsAsked:
    """Read the question. Refused for what is no period, day, basis, place or indicator, and for an older map.

    404 for places that the person may not see. Without a place it is the person's own, without a period this year.
    """
    today = day_of(now)
    period = parse_period(_word(data, "ky") or str(today.year))
    map_choice = _word(data, "ban_do")
    on_map = _map(map_choice, period, today)
    refuse(map_findings(on_map, period))
    day = on_map or period.end
    place = place_asked(actor, _place_id(data, actor, day), day)
    form = _form(_word(data, "mau"))
    cell = _cell(data)
    question = TotalQuestion(
        place.place_id,
        period,
        frozenset({cell.indicator}) if cell else frozenset(),
        as_of=end_of(read_day(word)) if (word := _word(data, "den")) else None,
        on_map=on_map,
        basis=basis_asked(data),
        form_id=None if form is None else form.pk,
        dims=cell.dims if cell is not None and _word(data, "dong") else None,
    )
    return TotalsAsked(question, place, map_choice, form, cell, _trail(data), _word(data, "nhom"))


def since_asked(data: QueryDict) -> date | None:
    """Read the day since when changes are asked for."""
    word = _word(data, "tu")
    return read_day(word) if word else None


def basis_asked(data: QueryDict) -> Basis:
    """Read the basis; saved where none is named."""
    return read_basis(_word(data, "co_so") or Basis.SAVED.value)


def _word(data: QueryDict, name: str) -> str:
    return data.get(name, "").strip()[:200]


def _map(choice: str, period: Period, today: date) -> date | None:
    if not choice:
        return None
    return max(today, period.end) if choice == TODAY else read_day(choice)


def _place_id(data: QueryDict, actor: Actor, day: date) -> int:
    named = _word(data, "ma")
    if named:
        return place_named(named, day).place_id
    given = _word(data, "noi")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else actor.place_id  # noqa: PLR2004 - 64 bits


def _form(code: str) -> Form | None:
    if not code:
        return None
    found = Form.objects.filter(code=code).first()
    if found is None:
        message = gettext_noop("There is no report form “%(code)s”.")
        raise Refused(Finding("reports.unknown_form", message, params={"code": code[:80]}, where="form"))
    return found


def _cell(data: QueryDict) -> CellKey | None:
    code = _word(data, "chi_tieu")
    if not code:
        return None
    asked_indicator(code, catalogue())
    dims = _word(data, "tach")
    return parse_cell_key(f"{code}|{dims}" if dims else code)


def _trail(data: QueryDict) -> Trail:
    numbers = [word for word in _word(data, "duong").split(".") if word.isascii() and word.isdigit()]
    report = _word(data, "bao_cao")
    chosen = int(report) if report.isascii() and report.isdigit() else None
    return Trail(tuple(int(word) for word in numbers[:8]), chosen)
