"""What the register's address and a download ask for, parsed; what is no answer counts as not asked."""

from django.http import Http404, QueryDict

from binhyen.documents.queries import RegisterFilter
from binhyen.documents.rules.content import LetterKind
from binhyen.documents.rules.layout import Format

_MAX_SEARCH = 100
_MAX_YEAR = 9_999


def register_filter(query: QueryDict) -> RegisterFilter:
    """Read year, issuing body, type and search words from an address."""
    year, kind = query.get("nam", ""), query.get("loai", "")
    return RegisterFilter(
        year=int(year) if year.isascii() and year.isdigit() and int(year[:5]) <= _MAX_YEAR else None,
        issuer_code=query.get("co-quan", "").replace("\x00", ""),
        kind=kind if kind in set(LetterKind) else "",
        search=query.get("q", "").replace("\x00", "")[:_MAX_SEARCH],
    )


def page_number(query: QueryDict) -> str:
    """Return the page asked for; the paginator answers nonsense with its first or last."""
    return query.get("page", "1")


def wanted_format(word: str) -> Format:
    """Return the format of an address; others do not exist."""
    if word not in set(Format):
        raise Http404
    return Format(word)
