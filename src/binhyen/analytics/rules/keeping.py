"""What may be kept as a board, and how many. Pure."""

from urllib.parse import urlsplit

from binhyen.analytics.rules.addresses import PAGES
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

MOST_BOARDS = 50
MOST_SHARES = 200
LONGEST_NAME, LONGEST_ADDRESS = 120, 1500


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
