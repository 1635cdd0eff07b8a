"""Entry workbooks of reports: what is written into them, and the signature by which edited ids are found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import count

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from binhyen.indicators.queries import catalogue, checks
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.vietnamese import short_date
from binhyen.places.queries import label_of, versions_on
from binhyen.reports.components.heading import columns_of
from binhyen.reports.components.words import period_name
from binhyen.reports.letters.relations import relations_of
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.counted import Counted, counted_for_each
from binhyen.reports.queries.entry import would_send
from binhyen.reports.queries.figures import Past, Values, amount_of, current_values, is_locked, past_of
from binhyen.reports.queries.targets import codes_of_reports
from binhyen.sheets.rules.entry import EntryBook, EntryLine, EntryRead, EntrySection, Identity, Typed, as_written

_SIGNER = Signer(salt="reports.entry_books")
_COMMITTEE = "Ủy ban nhân dân"
_COUNTED_HINT = "Số này đếm từ sổ; nếu ghi số khác phải nêu lý do ở cột Ghi chú."
_MOST = 170
"""Letters of a definition that stand beside a cell."""


def sign(book: EntryBook) -> EntryBook:
    """Return the workbook with the signature of this instance."""
    return replace(book, identity=replace(book.identity, signature=_SIGNER.signature(book.signed_text)))


def is_ours(read: EntryRead) -> bool:
    """Tell whether a workbook was given out here and its ids, keys, versions and given values are as they were."""
    return read.identity is not None and constant_time_compare(
        read.identity.signature, _SIGNER.signature(read.signed_text)
    )


def entry_book_of(report: Report, at: datetime) -> EntryBook:
    """Return the workbook in which a report is filled in without a network."""
    return next(entry_books_of([report], at))


def entry_books_of(reports: Sequence[Report], at: datetime) -> Iterator[EntryBook]:
    """Return the workbooks of reports of one collection: five queries, and what the registers ask."""
    if not reports:
        return
    desk = _Desk(reports, at)
    for report in reports:
        yield sign(desk.book(report))


class _Desk:
    """Everything that the workbooks of one collection are written from."""

    def __init__(self, reports: Sequence[Report], at: datetime) -> None:
        self.issued = at.isoformat(timespec="seconds")
        self.collection = reports[0].collection
        self.form = content_of(self.collection.version)
        self.form_code = self.collection.version.form.code
        self.indicators = catalogue().indicators
        self.values = current_values(one.pk for one in reports)
        self.past = past_of(reports)
        self.counted = counted_for_each(reports, self.form)
        self.codes = codes_of_reports(reports)
        self.names = _names(reports)
        numbers = {line.cell: number for number, line in enumerate(self.form.lines, 1)}
        self.relations = tuple(relations_of(checks(), catalogue(), self.form, numbers, self.collection.data_to))

    def book(self, report: Report) -> EntryBook:
        """Return one report's workbook, without signature."""
        collection, version = self.collection, self.collection.version
        columns = columns_of(collection)
        due = f"gửi chậm nhất ngày {short_date(report.due_on)}"
        days = f"Số liệu từ ngày {short_date(collection.data_from)} đến ngày {short_date(collection.data_to)}; {due}"
        above, agency = self._bodies(report)
        return EntryBook(
            identity=Identity(
                self.form_code,
                version.number,
                version.content_hash,
                self.codes.get(report.pk, ""),
                collection.period,
                report.pk,
                self.issued,
            ),
            above=above,
            agency=agency,
            title=self.form.title,
            period=_capital(period_name(collection.period)),
            place=report.name,
            days=days,
            columns=(columns.before, columns.last_year, columns.now),
            sections=tuple(self._sections(report)),
            relations=self.relations,
        )

    def _bodies(self, report: Report) -> tuple[str, str]:
        """Return the body above and the one that reports, as the head of a paper names them."""
        above = self.names.get(report.reviewer_id, "")
        is_place = report.unit_id is None and report.post_id is None
        own = f"{_COMMITTEE} {report.name}" if is_place else report.name
        same = is_place and report.reviewer_id == report.place_id
        return "" if same or not above else f"{_COMMITTEE} {above}".upper(), own.upper()

    def _sections(self, report: Report) -> Iterator[EntrySection]:
        stored, counted = self.values.get(report.pk, {}), self.counted[report.pk]
        beside = _Beside(report, self.form, stored, self.past[report.pk], counted)
        numbers = count(1)
        for section in self.form.sections:
            lines = [beside.line(next(numbers), line, self.indicators[line.cell.indicator]) for line in section.lines]
            yield EntrySection(f"{section.key}. {section.title}", tuple(lines))


class _Beside:
    """What stands in and beside the cells of one report."""

    def __init__(
        self, report: Report, form: FormContent, stored: Values, past: Past, counted: Mapping[CellKey, Counted]
    ) -> None:
        self.report, self.stored, self.past, self.counted = report, stored, past, counted
        self.values = would_send(report, form, stored, self.counted)

    def line(self, number: int, line: Line, indicator: Indicator) -> EntryLine:
        """Return the line of one cell."""
        cell = line.cell
        value, stored = self.values.get(cell), self.stored.get(cell)
        locked = stored is not None and is_locked(self.report, stored)
        return EntryLine(
            key=str(cell),
            number=str(number),
            label=line.label,
            unit=line.unit or indicator.unit,
            before=_text(self.past.before.get(cell)),
            last_year=_text(self.past.last_year.get(cell)),
            value=typed_of(amount_of(value)) if value is not None else None,
            note=value.note if value is not None else "",
            version=stored.version if stored is not None else 0,
            whole=indicator.whole,
            shared=indicator.is_share,
            open=not locked,
            hint=_COUNTED_HINT if cell in self.counted else _short(indicator.definition),
        )


def typed_of(amount: Amount) -> Typed:
    """Return an amount as a workbook's cell holds it: a plain number as a number, everything else as it is typed."""
    plain = amount.said is Said.NUMBER and amount.denominator is None and amount.bound is Bound.EXACT
    if plain and isinstance(as_written(amount.value), Decimal):
        return amount.value
    return write_amount(amount) or None


def _text(figure: Figure | None) -> str:
    return write_amount(amount_of(figure)) if figure is not None else ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _names(reports: Iterable[Report]) -> Mapping[int, str]:
    """Return the names of the places that receive the reports, on the map of the collection."""
    listed = list(reports)
    found = versions_on((one.reviewer_id for one in listed), listed[0].collection.map_day)
    return {number: label_of(version) for number, version in found.items()}
