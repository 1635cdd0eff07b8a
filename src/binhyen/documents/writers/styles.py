"""Word's styles: each kind of line has its own, so that officers who edit keep the decreed look."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from binhyen.documents.rules.content import Align
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.sheet import LOOKS, Look

ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
SINGLE = "VB Dòng đơn"
"""Single spaced, no indent: head, title, signatures, recipients."""


def set_styles(document: Any, layout: Layout) -> None:  # noqa: ANN401 - python-docx ships no types
    """Give the document the layout's styles."""
    normal = document.styles["Normal"]
    _set_font(normal, layout.font, layout.body_size)
    _space(normal, after=0, line=1.0)
    for name, look in LOOKS.items():
        _add(document, name.value, look, layout)
    single = document.styles.add_style(SINGLE, WD_STYLE_TYPE.PARAGRAPH)
    single.base_style = normal
    single.quick_style = True


def _add(document: Any, name: str, look: Look, layout: Layout) -> None:  # noqa: ANN401
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.bold, style.font.italic = look.bold or None, look.italic or None
    form = style.paragraph_format
    form.alignment = ALIGNED[look.align]
    form.first_line_indent = Mm(layout.indent) if look.indent else None
    form.keep_with_next = look.keep or None
    form.widow_control = True
    _space(style, after=layout.gap, line=layout.line)
    if look.level:
        level = f'<w:outlineLvl {nsdecls("w")} w:val="{look.level - 1}"/>'
        style.element.get_or_add_pPr().append(parse_xml(level))


def _set_font(style: Any, font: str, size: int) -> None:  # noqa: ANN401
    """Name the font for every script, so that no theme font slips in, and Vietnamese as the language."""
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    language = '<w:lang {} w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/>'
    properties.append(parse_xml(language.format(nsdecls("w"))))


def _space(style: Any, *, after: float, line: float) -> None:  # noqa: ANN401
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE if line == 1 else WD_LINE_SPACING.MULTIPLE
    form.line_spacing = line
