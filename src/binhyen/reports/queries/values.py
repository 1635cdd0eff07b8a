"""Stored values on their way out: by form and period, with codes, row by row; small counts hidden, totals stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cell_keys
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import is_guarded
from binhyen.indicators.rules.suppression import hidden_in_table
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import EMPTY, Said
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import accepted_at, amount_of, known_at
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.targets import codes_of
from binhyen.reports.rules.exchange import Value
from binhyen.sheets.writers.plain import PlainColumn, csv_schema, write_csv

_PART = 200
HIDDEN = "hidden"
VALUE_COLUMNS = (
    PlainColumn("place", "string", "Mã địa bàn trên bản đồ của kỳ báo cáo"),
    PlainColumn("name", "string", "Nơi báo cáo"),
    PlainColumn("period", "string", "Kỳ: 2026-11, 2026-Q4, 2026"),
    PlainColumn("form", "string", "Mã biểu mẫu"),
    PlainColumn("indicator", "string", "Mã chỉ tiêu"),
    PlainColumn("dims", "string", "Chiều chia tách: chiều=giá trị;…"),
    PlainColumn(
        "said", "string", "number, nothing (không phát sinh), vague (chỉ có lời), hidden (số nhỏ, chỉ nơi báo cáo xem)"
    ),
    PlainColumn("value", "number", "Giá trị, hoặc tử số"),
    PlainColumn("denominator", "number", "Mẫu số, với chỉ tiêu là tỷ lệ"),
    PlainColumn("bound", "string", "exact, over, nearly, about, at_least, vague"),
    PlainColumn("words", "string", "Lời của số ước chừng"),
    PlainColumn("accepted", "boolean", "Nơi nhận đã chấp nhận"),
    PlainColumn("recorded_at", "datetime", "Lưu lúc"),
)


@dataclass(frozen=True, slots=True)
class ValuesAsked:
    """The reports of a form and period that somebody sees, and whether only accepted values are meant."""

    form: str
    period: str
    accepted: bool
    reports: tuple[tuple[int, int, date, str], ...]
    """Id, place, map day and name of each."""

    @classmethod
    def for_viewer(cls, viewer: Actor, day: date, *, form: str, period: str, accepted: bool) -> Self:
        """Find the reports of places, in the order of their names."""
        rows = reports_seen_by(viewer, day).filter(
            collection__version__form__code=form, collection__period=period, unit=None, post=None
        )
        listed = rows.order_by("sort_key", "pk").values_list("pk", "place_id", "collection__map_day", "name")
        return cls(form, period, accepted, tuple(listed))

    @property
    def exists(self) -> bool:
        """Tell whether there are any."""
        return bool(self.reports)


def exported_values(asked: ValuesAsked) -> Iterator[Value]:
    """Give every value that says something, report by report; small counts of guarded indicators are left out."""
    hidden = _hidden(asked)
    for _, code, figure, key in _figures(asked):
        if (figure.report_id, figure.cell_id) not in hidden:
            yield Value(asked.form, asked.period, code, key, amount_of(figure), figure.note)


def exported_rows(asked: ValuesAsked) -> Iterator[str]:
    """Give the table as lines of CSV, the heading first."""
    return write_csv(VALUE_COLUMNS, _rows(asked), marked=False)


def _rows(asked: ValuesAsked) -> Iterator[tuple[object, ...]]:
    hidden = _hidden(asked)
    for name, code, figure, key in _figures(asked):
        kept_back = (figure.report_id, figure.cell_id) in hidden
        amount = EMPTY if kept_back else amount_of(figure)
        accepted = figure.accepted_at is not None and figure.displaced_at is None
        yield (
            code,
            name,
            asked.period,
            asked.form,
            key.indicator,
            key.dims,
            HIDDEN if kept_back else amount.said,
            amount.value,
            amount.denominator,
            amount.bound,
            amount.words,
            str(accepted).lower(),
            figure.recorded_at.isoformat(),
        )


def values_schema() -> dict[str, object]:
    """Return a table schema of the CSV."""
    return csv_schema(VALUE_COLUMNS, ("place", "period", "form", "indicator", "dims"))


def _figures(asked: ValuesAsked) -> Iterator[tuple[str, str, Figure, CellKey]]:
    condition = accepted_at(None) if asked.accepted else known_at(None)
    for start in range(0, len(asked.reports), _PART):
        part = asked.reports[start : start + _PART]
        codes = dict(codes_of((number, place, day) for number, place, day, _ in part))
        names = {number: name for number, _, _, name in part}
        rows = Figure.objects.filter(condition, report_id__in=list(names)).exclude(said=Said.EMPTY)
        order = {number: place for place, number in enumerate(names)}
        listed = sorted(rows, key=lambda one: (order[one.report_id], one.cell_id))
        keys = cell_keys(one.cell_id for one in listed)
        for one in listed:
            yield names[one.report_id], codes.get(one.report_id, ""), one, keys[one.cell_id]


def _hidden(asked: ValuesAsked) -> frozenset[tuple[int, int]]:
    """Return the values, by report and cell, that may not leave: small ones, and what would give them away."""
    guarded = [code for code, one in catalogue().indicators.items() if is_guarded(one)]
    condition = accepted_at(None) if asked.accepted else known_at(None)
    rows = Figure.objects.filter(
        condition, report_id__in=[number for number, *_ in asked.reports], cell__indicator__in=guarded
    )
    listed = list(rows.values_list("report_id", "cell_id", "amount"))
    keys = cell_keys({cell for _, cell, _ in listed})
    numbers = {key: cell for cell, key in keys.items()}
    hidden = hidden_in_table({(report, keys[cell]): amount for report, cell, amount in listed})
    return frozenset((report, numbers[key]) for report, key in hidden)
