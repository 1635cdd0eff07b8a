"""Words of documents for templates: types, check codes, short lists of recipients."""

from django import template

from binhyen.documents.rules.content import LetterKind
from binhyen.documents.rules.freezing import check_code
from binhyen.documents.rules.numbering import kind_name

register = template.Library()
_SHOWN = 3


@register.filter
def kind_word(kind: str) -> str:
    """Return a type's name: "Quyết định"."""
    return kind_name(LetterKind(kind))


@register.filter
def check_word(digest: str) -> str:
    """Return the four characters that are printed under a QR code."""
    return check_code(digest)


@register.filter
def few_lines(text: str) -> str:
    """Return the first lines of a list on one line."""
    lines = text.splitlines()
    more = " …" if len(lines) > _SHOWN else ""
    return "; ".join(lines[:_SHOWN]) + more
