"""What may be kept as a board, and how many. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from binhyen.analytics.rules.addresses import PAGES
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop


class Reach(StrEnum):
    """With whom a board is shared."""

    POST = "post"
    """Another post of the own place."""
    BELOW = "below"
    """Every post of the places below."""
    AGENCY = "agency"
    """Every post of a named association or department of the own place."""


@dataclass(frozen=True, slots=True)
class With:
    """Somebody with whom a board is shared, as a form names them: "post:12", "below", "agency:Hội Phụ nữ"."""

    reach: Reach
    post_id: int | None = None
    agency: str = ""

    def __str__(self) -> str:
        return f"{self.reach}:{self.agency or self.post_id or ''}".rstrip(":")


def read_with(text: str) -> With | None:
    """Read with whom a board is to be shared; None is nobody.

    >>> read_with("post:12")
    With(reach=<Reach.POST: 'post'>, post_id=12, agency='')
    """
    word, _, rest = text.partition(":")
    if word == Reach.BELOW and not rest:
        return With(Reach.BELOW)
    if word == Reach.AGENCY and 0 < len(rest) <= LONGEST_AGENCY:
        return With(Reach.AGENCY, agency=rest)
    number = _number(rest) if word == Reach.POST else None
    return With(Reach.POST, number) if number else None


def seen_from(address: str) -> str:
    """Return an address without its place: whoever opens it sees their own."""
    parts = urlsplit(address)
    kept = [(name, word) for name, word in parse_qsl(parts.query) if name != _PLACE]
    return parts.path + (f"?{urlencode(kept)}" if kept else "")


def place_of(address: str) -> int | None:
    """Return the place that an address names, if it names one."""
    return _number(dict(parse_qsl(urlsplit(address).query)).get(_PLACE, ""))


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < _DIGITS else None


_PLACE = "noi"
_DIGITS = 19
MOST_BOARDS = 50
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_AGENCY = 120, 1500, 160


def board_findings(name: str, address: str) -> list[Finding]:
    """Say what keeps a name and an address from being a board."""
    found = []
    if not name.strip() or len(name) > LONGEST_NAME:
        message = gettext_noop("Give the board a name of at most %(longest)s letters.")
        found.append(Finding("analytics.no_board_name", message, params={"longest": LONGEST_NAME}, where="name"))
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path not in PAGES or len(address) > LONGEST_ADDRESS:
        message = gettext_noop("Only pages of boards can be kept. Open the board first and keep it there.")
        found.append(Finding("analytics.no_board_address", message, where="address"))
    return found


def amount_findings(boards: int) -> list[Finding]:
    """Say that a post keeps too many boards already."""
    if boards < MOST_BOARDS:
        return []
    message = gettext_noop("A post keeps at most %(most)s boards. Remove one first.")
    return [Finding("analytics.too_many_boards", message, params={"most": MOST_BOARDS})]
