"""Pieces of WordprocessingML that python-docx has no words for: drawn lines, page numbers, long tables, the gate."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from binhyen.documents.rules.content import Align, Bar, Bars, Table

EMU = 36_000
"""English metric units in a millimetre."""
TWIP = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SPACES = f'{nsdecls("w", "wp", "a")} xmlns:wps="{_WPS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_BAR = "1D564B"
_JUSTIFY = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}


def drawn_line(length: float, number: int) -> Any:  # noqa: ANN401 - lxml elements have no types here
    """Return a run with a solid line of `length` millimetres, drawn, as the decree asks, and not underlined."""
    wide = round(length * EMU)
    shape = (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    return parse_xml(
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="0"/>'
        f'<wp:docPr id="{number}" name="Đường kẻ {number}" descr=""/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_WPS}">{shape}</a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def page_field() -> Any:  # noqa: ANN401
    """Return a field that Word fills with the page's number."""
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')


def numbered_from_one() -> Any:  # noqa: ANN401
    """Return the section property that starts page numbers anew."""
    return parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')


def plain_table(widths: Sequence[float], rows: int) -> Any:  # noqa: ANN401
    """Return a table without borders, its cells empty; widths in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{_twips(w)}" w:type="dxa"/></w:tcPr><w:p/></w:tc>' for w in widths)
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{row * rows}</w:tbl>"
    )


def listing(table: Table, measure: float, size: int) -> Any:  # noqa: ANN401
    """Return a ruled table whose head repeats on every page; written as text, since long lists are many cells."""
    whole = sum(column.width for column in table.columns)
    widths = [_twips(measure * column.width / whole) for column in table.columns]
    ways = [_JUSTIFY[column.align] for column in table.columns]
    head = _row([column.title for column in table.columns], widths, ["center"] * len(widths), size, bold=True)
    head = head.replace("<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>", 1)
    sums_from = len(table.rows) - table.total_rows
    rows = [_row(row, widths, ways, size, bold=place >= sums_from) for place, row in enumerate(table.rows)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )


def _row(texts: Sequence[str], widths: Sequence[int], ways: Sequence[str], size: int, *, bold: bool) -> str:
    cells = (_cell(text, width, way, size, bold=bold) for text, width, way in zip(texts, widths, ways, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, way: str, size: int, *, bold: bool) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    look = f'{"<w:b/><w:bCs/>" if bold else ""}<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
        f'<w:jc w:val="{way}"/></w:pPr><w:r><w:rPr>{look}</w:rPr>{lines}</w:r></w:p></w:tc>'
    )


def barred(chart: Bars, measure: float, size: int) -> Any:  # noqa: ANN401
    """Return a chart as a table without borders; a bar is a shaded paragraph that ends where its length does."""
    shares = (0.3, 0.58, 0.12)
    widths = [_twips(measure * share) for share in shares]
    rows = "".join(_bar_row(bar, widths, size) for bar in chart.bars)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _bar_row(bar: Bar, widths: Sequence[int], size: int) -> str:
    room = widths[1] - 160
    ends = f'<w:ind w:firstLine="0" w:right="{round(room * (1000 - bar.length) / 1000)}"/>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAR}"/>' if bar.length else ""
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:keepNext/>{shade}<w:spacing w:before="60" w:after="60" w:line="{size * 16}" w:lineRule="exact"/>{ends}'
        "</w:pPr></w:p></w:tc>"
    )
    label = _cell(bar.label, widths[0], "right", size, bold=False)
    said = _cell(bar.said, widths[2], "right", size, bold=False)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{label}{drawn}{said}</w:tr>"


def gate(inset: float, rise: float, pen: tuple[float, str], number: int) -> Any:  # noqa: ANN401
    """Return a run with the gate's outline behind a landscape A4 sheet; the pen is points and colour."""
    wide, high = round((297 - 2 * inset) * EMU), round((210 - 13 - inset) * EMU)
    arch, half = round(rise * EMU), round((297 - 2 * inset) * EMU / 2)
    path = (
        f'<a:path w="{wide}" h="{high}" fill="none"><a:moveTo><a:pt x="0" y="{high}"/></a:moveTo>'
        f'<a:lnTo><a:pt x="0" y="{arch}"/></a:lnTo>'
        f'<a:arcTo wR="{half}" hR="{arch}" stAng="10800000" swAng="10800000"/>'
        f'<a:lnTo><a:pt x="{wide}" y="{high}"/></a:lnTo></a:path>'
    )
    rest = '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
    shape = f"<a:custGeom>{rest}<a:pathLst>{path}</a:pathLst></a:custGeom>"
    return _behind((inset, inset), (wide, high), shape, pen, number)


def ground(pen: tuple[float, str], number: int) -> Any:  # noqa: ANN401
    """Return a run with the line the gate stands on."""
    shape = '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    return _behind((5, 197), (round(287 * EMU), 0), shape, pen, number)


def _behind(at: tuple[float, float], size: tuple[int, int], shape: str, pen: tuple[float, str], number: int) -> Any:  # noqa: ANN401
    left, top = (round(each * EMU) for each in at)
    wide, high = size
    return parse_xml(
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="1" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/><wp:docPr id="{number}" name="Khung {number}" descr=""/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{shape}<a:noFill/>'
        f'<a:ln w="{round(pen[0] * 12700)}"><a:solidFill><a:srgbClr val="{pen[1]}"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIP)
