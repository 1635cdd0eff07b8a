"""Reads of a province's own form: the cells of it that can be filled."""

from binhyen.sheets.rules.templates import TemplateCell


def template_cells(content: bytes, name: str) -> tuple[TemplateCell, ...]:
    """Return the cells of an .xlsx or .docx that may be filled, with the labels beside and above them; 5,000 at most."""
    raise NotImplementedError(name, len(content))
