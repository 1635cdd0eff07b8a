"""`binhyen conference PLACE PERIOD`: the figures of a closing conference, counted, each with its link home."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from binhyen.indicators.components.conference import amount_text
from binhyen.indicators.counting import count_all
from binhyen.indicators.queries import dims, plain_row
from binhyen.kernel.findings import Refusal
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.places.queries import place_named
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Print a place's counted figures for a period. Exit 0; 2 for a place or period that does not exist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", nargs="?", help="slug or official code, on the period's map")
        parser.add_argument("period", nargs="?", help="2022, 2022-H1, 2023-Q3, 2021-11, 2019-2024")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--list-dims", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if options["list_dims"]:
            self.stdout.write(_dump([_dim_of(code) for code in dims()]))
            return
        if not options["place"] or not options["period"]:
            self.refuse("Cần nơi và kỳ, ví dụ: binhyen conference lang-son 2022 --json")
        try:
            period = parse_period(options["period"])
            place = place_named(options["place"], period.end)
        except Refusal as refusal:
            self.refuse_all(refusal)
        counted = count_all(place.place_id, period)
        if options["as_json"]:
            slug = place.place.slug or place.code
            self.stdout.write(_dump({"place": slug, "period": period.code, "rows": _rows(counted)}))
        else:
            self.stdout.write("\n".join(_line(row) for row in counted))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _dim_of(code: str) -> dict[str, object]:
    dim = dims()[code]
    return {"code": code, "name": dim.name, "open": dim.open, "values": dict(dim.values)}


def _rows(counted: Iterable[CountedRow]) -> list[dict[str, Any]]:
    return [asdict(plain_row(row)) for row in counted]


def _line(row: CountedRow) -> str:
    named = ", ".join(dims()[code].name_of(value) for code, value in row.dims.items() if code in dims())
    return f"{row.indicator:<24} {amount_text(row):>14}  {named}"
