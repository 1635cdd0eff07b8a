"""The annexes of a report: its figures beside last year's, recognition by kinds with bars, places, lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from binhyen.documents.rules.content import Bar
from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, add_up
from binhyen.narrative.writer.facts import Facts, Measured
from binhyen.narrative.writer.numerals import percentage, plain_number, share_of
from binhyen.narrative.writer.pieces import Appendix, Grid, Number, Piece, Text
from binhyen.narrative.writer.templates import AppendixTemplate

_DASH = "–"
_MANY = 1000


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the report's place with its cells."""

    name: str
    now: Mapping[CellKey, Measured] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tables:
    """What annexes show beside the facts: places below, and lists of units or awards as rows of words.

    `labels` are the words for a split of an indicator ("Xã", "Bằng khen, Chủ tịch UBND tỉnh"), by its dims; `titles`
    the heads of the columns of places; `undecided` the units of which nobody decided yet: their zero says nothing.
    """

    places: Sequence[PlaceRow] = ()
    lists: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[CellKey, str] = field(default_factory=dict)
    undecided: frozenset[CellKey] = frozenset()


UNDECIDED = "chưa quyết định"


def appendix(
    template: AppendixTemplate, cells: Sequence[CellKey], facts: Facts, tables: Tables, catalogue: Catalogue
) -> Appendix | None:
    """Write an annex; nothing when there is nothing to show."""
    make = {"figures": _figures, "recognition": _recognition, "places": _places}.get(template.table)
    grid = make(cells, facts, tables, catalogue) if make else _list(template.table, tables)
    return Appendix(template.key, template.title, grid) if grid.rows else None


def _figures(cells: Sequence[CellKey], facts: Facts, tables: Tables, catalogue: Catalogue) -> Grid:
    rows = [
        (
            Text(str(number)),
            Text(_label(cell, tables, catalogue)),
            Text(catalogue.indicators[cell.indicator].unit),
            *said,
        )
        for number, (cell, said) in enumerate(_said_cells(cells, facts), start=1)
    ]
    before = facts.names["kỳ trước"]
    return Grid(
        ("TT", "Chỉ tiêu", "Đơn vị tính", facts.names["kỳ"].capitalize(), before.capitalize(), "So sánh"),
        (7, 36, 13, 17, 15, 14),
        (False, False, False, True, True, True),
        tuple(rows),
    )


def _said_cells(cells: Iterable[CellKey], facts: Facts) -> Iterator[tuple[CellKey, tuple[Piece, ...]]]:
    for cell in cells:
        now, before = facts.of(cell), facts.before.get(cell, Measured())
        if now.amount.said is not Said.EMPTY:
            yield cell, (_cell(cell, now, facts.period), _amount(before.amount), Text(_compared(cell, facts)))


def _cell(cell: CellKey, measured: Measured, period: str) -> Piece:
    words = _shown(measured.amount)
    if measured.amount.said is Said.NOTHING:
        return Text("0")
    return Number(words, cell, measured.amount, period, measured.link, source=measured.source)


def _amount(amount: Amount) -> Text:
    if amount.said is Said.EMPTY:
        return Text(_DASH)
    return Text("0" if amount.said is Said.NOTHING else _shown(amount))


def _shown(amount: Amount) -> str:
    """Write an amount as tables do: no leading zero, money in full."""
    return write_amount(amount)


def _compared(cell: CellKey, facts: Facts) -> str:
    now, before = facts.of(cell).amount, facts.before.get(cell, Measured()).amount
    exact = now.counts and before.counts and now.bound is Bound.EXACT is before.bound
    if cell in facts.unclear or not exact or (now.denominator is None) is not (before.denominator is None):
        return _DASH
    if now.denominator and before.denominator:
        gap = share_of(now.number, now.denominator) - share_of(before.number, before.denominator)
        return f"{_signed(plain_number(abs(gap)), up=gap > 0, down=gap < 0)} điểm %"
    gap = now.number - before.number
    return _signed(plain_number(abs(gap)), up=gap > 0, down=gap < 0)


def _signed(words: str, *, up: bool, down: bool) -> str:
    return f"{'+' if up else '−' if down else ''}{words}"


def _label(cell: CellKey, tables: Tables, catalogue: Catalogue) -> str:
    name = catalogue.indicators[cell.indicator].name
    split = tables.labels.get(cell.dims, "")
    return f"{name}: {split}" if split else name


def _recognition(cells: Sequence[CellKey], facts: Facts, tables: Tables, catalogue: Catalogue) -> Grid:
    """Return the shares of recognised units by kind, with a bar for each."""
    shares = [
        (cell, facts.of(cell))
        for cell in cells
        if _is_recognition(cell, catalogue) and facts.of(cell).amount.denominator
    ]
    rows = tuple(
        (Text(str(number)), Text(tables.labels.get(cell.dims, "")), *_recognised(cell, one, facts.period, tables))
        for number, (cell, one) in enumerate(shares, start=1)
    )
    bars = tuple(
        Bar(tables.labels.get(cell.dims, ""), UNDECIDED, 0)
        if _waits(cell, one, tables)
        else _bar(tables.labels.get(cell.dims, ""), one.amount)
        for cell, one in shares
    )
    return Grid(
        ("TT", "Loại đơn vị", "Số đơn vị", "Số đạt tiêu chuẩn", "Tỷ lệ (%)"),
        (7, 39, 18, 20, 16),
        (False, False, True, True, True),
        rows,
        bars,
        f"Tỷ lệ đơn vị đạt tiêu chuẩn “An toàn về an ninh, trật tự” {facts.names['kỳ']} (%)",
    )


def _is_recognition(cell: CellKey, catalogue: Catalogue) -> bool:
    indicator: Indicator = catalogue.indicators[cell.indicator]
    return indicator.code == "recognised_units" and set(cell.split) == {"unit_kind"}


def _waits(cell: CellKey, measured: Measured, tables: Tables) -> bool:
    return cell in tables.undecided and not measured.amount.value


def _recognised(cell: CellKey, measured: Measured, period: str, tables: Tables) -> tuple[Piece, ...]:
    whole, part, share = _share_cells(cell, measured, period)
    return (whole, Text(_DASH), Text(UNDECIDED)) if _waits(cell, measured, tables) else (whole, part, share)


def _share_cells(cell: CellKey, measured: Measured, period: str) -> tuple[Piece, Piece, Piece]:
    amount = measured.amount
    whole, share = amount.denominator, ""
    if whole:
        share = percentage(share_of(amount.number, whole)).removesuffix("%")
    part = Number(plain_number(amount.number), cell, amount, period, measured.link, source=measured.source)
    return Text(plain_number(whole) if whole else _DASH), part, Text(share or _DASH)


def _bar(label: str, amount: Amount) -> Bar:
    whole = amount.denominator
    if not whole:
        return Bar(label, _DASH, 0)
    share = share_of(amount.number, whole)
    return Bar(label, plain_number(share), min(int(share * 10), _MANY))


def _places(_cells: Sequence[CellKey], facts: Facts, tables: Tables, catalogue: Catalogue) -> Grid:
    """Return a row for each place below, with the cells that any of them has."""
    said = {cell for row in tables.places for cell in row.now}
    shown = [cell for cell in (tables.titles or sorted(said)) if cell in said]
    titles = tuple(tables.titles.get(cell) or _label(cell, tables, catalogue) for cell in shown)
    rows = [
        (Text(str(number)), Text(row.name), *(_in_place(cell, row, facts.period) for cell in shown))
        for number, row in enumerate(tables.places, start=1)
    ]
    if rows:
        rows.append((Text(""), Text("Tổng cộng"), *(Text(_sum(cell, tables.places)) for cell in shown)))
    width = max(10, 64 // max(1, len(shown)))
    return Grid(
        ("TT", "Đơn vị", *titles),
        (6, 24, *(width for _ in shown)),
        (False, False, *(True for _ in shown)),
        tuple(rows),
    )


def _in_place(cell: CellKey, row: PlaceRow, period: str) -> Piece:
    measured = row.now.get(cell, Measured())
    if not measured.amount.counts:
        return Text(_DASH)
    return Number(_shown(measured.amount), cell, measured.amount, period, measured.link, source=measured.source)


def _sum(cell: CellKey, rows: Sequence[PlaceRow]) -> str:
    found = add_up(row.now[cell].amount for row in rows if cell in row.now)
    if found.value is None:
        return _DASH
    return write_amount(Amount(Said.NUMBER, found.value, found.denominator, found.bound))


_LISTS: Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "recognised": (("TT", "Đơn vị được công nhận", "Loại đơn vị", "Địa bàn", "Quyết định"), (7, 33, 16, 22, 22)),
    "awarded": (("TT", "Tập thể, cá nhân", "Hình thức", "Cấp khen", "Quyết định"), (7, 37, 16, 20, 20)),
}


def _list(table: str, tables: Tables) -> Grid:
    titles, widths = _LISTS[table]
    rows = tuple(
        (Text(str(number)), *(Text(one) for one in words))
        for number, words in enumerate(tables.lists.get(table, ()), 1)
    )
    return Grid(titles, widths, tuple(False for _ in titles), rows)
