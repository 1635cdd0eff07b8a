"""The visible part of a digital signature: a small sheet of our own font, set into the signer's room."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from binhyen.documents.rules.signing import TRIAL_LINE
from binhyen.documents.writers.page import Spot, compiler

_TEMPLATE = Path(__file__).resolve().parents[1] / "packs" / "signature" / "signature.typ"
_WIDTH, _LINE, _AROUND = 178, 12, 8
_PAGE = 841.89
"""Height of an upright sheet in points."""
_BELOW, _BETWEEN = 3, 182
"""Points that the first mark stands under the title, and how far a further one stands to the left."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark stands (points from the lower left corner) and what draws it."""

    page: int
    box: tuple[int, int, int, int]
    style: StaticStampStyle


class _Sheet(PdfContent):
    """One page of another PDF as the picture of a signature."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def render(self) -> bytes:
        if self.writer is None:
            msg = "a picture is drawn for a file"
            raise TypeError(msg)
        page = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self._content)))
        self.resources.xobject["/Mark"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Mark Do"


_WHOLE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins.uniform(0))


def drawn(lines: tuple[str, ...], room: Spot, number: int = 1) -> Mark:
    """Draw a mark into the signer's room; the second signature's stands to the left, as a body's mark does."""
    height = len(lines) * _LINE + _AROUND
    said = {"lines": lines, "trial": TRIAL_LINE in lines, "width": _WIDTH, "height": height}
    page = compiler(str(_TEMPLATE.parent)).compile(
        input=str(_TEMPLATE), format="pdf", sys_inputs={"mark": json.dumps(said, ensure_ascii=False)}
    )
    left, top = round(room.middle - _WIDTH / 2) - (number - 1) * _BETWEEN, round(_PAGE - room.top - _BELOW)
    style = StaticStampStyle(background=_Sheet(bytes(page)), border_width=0, background_layout=_WHOLE)
    return Mark(room.page, (left, top - height, left + _WIDTH, top), style)
