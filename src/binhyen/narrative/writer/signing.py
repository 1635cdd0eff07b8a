"""The figures that a written report carries when it is signed: each cell once, with the sentence that prints it."""

from collections.abc import Iterator

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Said
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure, provenance_of
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.pieces import Line, Number, Says, Text, Written

_END = ". "


def signed_figures(report: Written, facts: Facts, about: ReportFigures, known_at: str) -> ReportFigures:
    """Return what a report says as figures: those of its text in its order, then those that only annexes print.

    `about` names the place, period and template; `known_at` is the instant of counting in ISO.
    """
    printed = {number.cell: (number.whole, phrase) for number, phrase in reversed(list(_printed(report)))}
    cells = dict.fromkeys([*reversed(printed), *facts.now])
    figures = tuple(
        _figure(cell, facts, about, (*printed.get(cell, ("", "")), known_at))
        for cell in cells
        if facts.of(cell).amount.said is not Said.EMPTY
    )
    return ReportFigures(about.place_code, about.place_name, about.period, about.template, figures)


def _figure(cell: CellKey, facts: Facts, about: ReportFigures, words: tuple[str, str, str]) -> SignedFigure:
    measured, (printed, phrase, known_at) = facts.of(cell), words
    return SignedFigure(
        code=cell.indicator,
        dims=cell.dims,
        amount=measured.amount,
        place_code=about.place_code,
        period=about.period,
        provenance=provenance_of(measured.link, measured.amount, known_at),
        printed=printed,
        phrase=phrase,
    )


def _printed(report: Written) -> Iterator[tuple[Number, str]]:
    for line in report.lines:
        yield from sentences_of(line)


def sentences_of(line: Line) -> Iterator[tuple[Number, str]]:
    """Return the amounts of a line, each with the sentence that holds it."""
    text, at = str(line), 0
    for piece in line.pieces:
        size = len(piece.text if isinstance(piece, Text) else piece.whole)
        if isinstance(piece, Number) and piece.says is Says.LEVEL:
            begin, end = text.rfind(_END, 0, at), text.find(_END, at + size)
            yield piece, text[begin + len(_END) if begin >= 0 else 0 : end + 1 if end >= 0 else len(text)]
        at += size
