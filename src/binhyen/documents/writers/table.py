"""An official table as .docx, on its side, A4 or A3."""

from datetime import date

from binhyen.documents.rules.layout import CURRENT, Layout
from binhyen.documents.rules.official import OfficialTable


def write_table_docx(table: OfficialTable, layout: Layout = CURRENT, *, dated: date | None = None) -> bytes:
    """Return the table as .docx; `dated` stands in the file as its day of creation."""
    raise NotImplementedError(table.title, layout.version, dated)
