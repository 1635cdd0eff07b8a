"""A report on paper: sections, items, annexes with bars; marks and a list of sources on demand."""

from dataclasses import replace

from binhyen.documents.rules.content import Bars, DashItem, Heading, Issuer, Paragraph, Signature, Table
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.shelf import shipped_catalogue, shipped_dims
from binhyen.kernel.amounts import exactly
from binhyen.narrative.letters.written import Sources, WrittenDesk, written_letter
from binhyen.narrative.rules.figures_of_report import ReportFigures
from binhyen.narrative.writer.appendices import PlaceRow, Tables
from binhyen.narrative.writer.facts import Measured
from binhyen.narrative.writer.pieces import Written, plain
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.narrative.writer.signing import signed_figures
from binhyen.workshop.bench.narrative.drawn import drawn_facts

DESK = WrittenDesk(Issuer("UBND-20", "Ủy ban nhân dân tỉnh Lạng Sơn", "UBND", "Lạng Sơn"), Signature("CHỦ TỊCH", "Mẫu"))
KIND = CellKey("recognised_units", "unit_kind=commune")


def report(code: str = "year-end") -> Written:
    template = templates()[code]
    facts = drawn_facts(template, 7, loose=0.0)
    names = shipped_dims()["unit_kind"].values
    tables = Tables(
        places=(PlaceRow("Huyện A", {KIND: facts.of(KIND)}), PlaceRow("Huyện B", {KIND: facts.of(KIND)})),
        labels={f"unit_kind={kind}": name for kind, name in names.items()},
        titles={KIND: "Xã"},
    )
    return write_report(template, Material(facts, tables=tables), shipped_catalogue())


def test_sections_parts_and_items_stand_in_their_order() -> None:
    letter = written_letter(DESK, report())
    headings = [block for block in letter.blocks if isinstance(block, Heading)]
    assert [one.label for one in headings][:3] == ["I.", "1.", "2."]
    assert headings[-1].text == "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026"
    assert isinstance(letter.blocks[0], Paragraph)
    assert isinstance(letter.blocks[-1], DashItem)
    assert letter.signature == DESK.signature


def test_annexes_have_the_figures_the_shares_with_bars_and_the_places_with_their_sum() -> None:
    figures, shares, places = written_letter(DESK, report()).annexes
    assert [one.label for one in (figures, shares, places)] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    bars, table = shares.blocks
    assert isinstance(bars, Bars)
    assert isinstance(table, Table)
    assert [bar.label for bar in bars.bars] == [row[1] for row in table.rows]
    assert all(0 <= bar.length <= 1000 for bar in bars.bars)
    [rows] = places.blocks
    assert isinstance(rows, Table)
    assert (rows.columns[2].title, rows.total_rows, rows.rows[-1][1]) == ("Xã", 1, "Tổng cộng")


def test_a_kind_of_unit_that_nobody_decided_over_has_no_bar_of_zero() -> None:
    template, cells = templates()["year-end"], [KIND, CellKey("recognised_units", "unit_kind=ward")]
    facts = replace(drawn_facts(template, 7), now={one: Measured(exactly(0, 54)) for one in cells})
    tables = Tables(labels={"unit_kind=commune": "Xã", "unit_kind=ward": "Phường"}, undecided=frozenset({KIND}))
    written = write_report(template, Material(facts, tables=tables), shipped_catalogue())
    [grid] = [one.grid for one in written.appendices if one.grid.bars]
    assert [(bar.label, bar.said, bar.length) for bar in grid.bars] == [
        ("Xã", "chưa quyết định", 0),
        ("Phường", "0", 0),
    ]
    assert [plain(row[3:]) for row in grid.rows] == ["–chưa quyết định", "00"]


def test_sources_are_marked_in_the_text_and_listed_last() -> None:
    plain, marked = written_letter(DESK, report()), written_letter(DESK, report(), sources=Sources({}))
    assert "¹" not in str(plain.blocks)
    assert "¹" in str(marked.blocks)
    [table] = marked.annexes[-1].blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, len(table.rows) + 1)]
    assert len(table.rows) == len(report().numbers)


def test_a_speech_has_neither_recipients_nor_signer() -> None:
    letter = written_letter(DESK, report("address"), signed=False)
    assert (letter.recipients, letter.signature, letter.title) == ((), None, "PHÁT BIỂU CHỈ ĐẠO")


def test_signed_figures_are_each_cell_once_with_the_sentence_that_prints_it() -> None:
    template = templates()["year-end"]
    facts = drawn_facts(template, 7)
    written = write_report(template, Material(facts), shipped_catalogue())
    figures = signed_figures(written, facts, ReportFigures("20", "tỉnh Lạng Sơn", "2025", "year-end"), "2026-01-01")
    assert len({one.cell for one in figures}) == len(figures.figures)
    assert all(one.printed in one.phrase for one in figures)
    assert {one.cell for one in figures} >= {number.cell for number in written.numbers}
    text = " ".join(str(line) for line in written.lines)
    assert all(one.phrase in text for one in figures)
    assert all(len(one.provenance) == 64 for one in figures)
