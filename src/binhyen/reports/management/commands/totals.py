"""`binhyen totals`: one indicator of a place and period, as known on any day, on any later map, on either basis."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Refusal, refuse
from binhyen.kernel.periods import parse_period
from binhyen.kernel.vietnamese import number
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, place_named
from binhyen.reports.components.words import period_name
from binhyen.reports.queries.plain import PlainTotal, PlainTotals, plain_totals
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.asking import asked_indicator, end_of, read_day
from binhyen.reports.rules.carrying import map_findings
from binhyen.reports.rules.totals import Basis
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Add up one indicator of a place and period. Exit 0; 2 for what does not exist or cannot be carried."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indicator", required=True, help="code of the catalogue: models_total")
        parser.add_argument("--period", required=True, help="2022, 2022-H1, 2023-Q3, 2021-11, 2019-2024")
        parser.add_argument("--place", required=True, help="slug or official code, on the map's day")
        parser.add_argument("--as-of", help="what was known at the end of this day; now, if it is left out")
        parser.add_argument("--on-map", help="on the map of this day; the period's last day, if it is left out")
        parser.add_argument("--basis", choices=[one.value for one in Basis], default=Basis.SAVED.value)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        try:
            place, answer = _answer(options)
        except Refusal as refusal:
            self.refuse_all(refusal)
        if options["as_json"]:
            self.stdout.write(json.dumps(asdict(answer), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(answer, label_of(place))))


def _answer(options: dict[str, Any]) -> tuple[PlaceVersion, PlainTotals]:
    indicator = asked_indicator(options["indicator"], catalogue())
    period = parse_period(options["period"])
    on_map = read_day(options["on_map"]) if options["on_map"] else None
    refuse(map_findings(on_map, period))
    place = place_named(options["place"], on_map or period.end)
    question = TotalQuestion(
        place.place_id,
        period,
        frozenset({indicator.code}),
        as_of=end_of(read_day(options["as_of"])) if options["as_of"] else None,
        on_map=on_map,
        basis=Basis(options["basis"]),
    )
    return place, plain_totals(indicator, place, totals(question))


def _lines(answer: PlainTotals, place: str) -> list[str]:
    indicator = catalogue().indicators[answer.indicator]
    head = f"{indicator.name} ({indicator.unit}), {place}, {period_name(answer.period)}"
    lines = [head, *(_line(row, _named(dict(row.dims))) for row in answer.rows)]
    if answer.total is None:
        lines.append(gettext("These figures make no number together."))
    elif len(answer.rows) != 1:
        lines.append(_line(answer.total, gettext("Total")))
    if not answer.comparable:
        places = ", ".join(answer.not_comparable)
        lines.append(gettext("Not comparable: places %(places)s were split or lost.") % {"places": places})
    return lines


def _named(split: dict[str, str]) -> str:
    known = dims()
    return ", ".join(known[code].name_of(value) if code in known else value for code, value in split.items())


def _line(row: PlainTotal, label: str) -> str:
    shown = _amount(row)
    share = gettext("%(accepted)s of %(figures)s figures accepted") % {"accepted": row.accepted, "figures": row.figures}
    return f"{shown:>18}  {label}  [{share}]"


def _amount(row: PlainTotal) -> str:
    words = [f"“{one}”" for one in row.vague]
    if row.denominator is not None:
        words.insert(0, f"{number(_exact(row.numerator))}/{number(_exact(row.denominator))}")
    elif row.value is not None:
        words.insert(0, f"{WORDS_OF_BOUND[Bound(row.bound)]} {number(_exact(row.value))}".strip())
    return " + ".join(words) or "–"


def _exact(plain: float | None) -> Decimal:
    return Decimal(str(plain or 0))
