"""What a page asks of the database: how many queries, how long, and which of them read a whole large table."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binhyen.database.yardsticks import full_scans
from binhyen.workshop.bench.traffic import Call

_LARGE = (
    "recognition_dossier",
    "recognition_answer",
    "recognition_answerrevision",
    "recognition_decisionitem",
    "units_unit",
    "accounts_account",
    "accounts_post",
    "accounts_holding",
    "audit_entry",
    "places_placeversion",
    "registers_record",
    "registers_tally",
    "registers_step",
    "campaigns_event",
    "schemes_scheme",
)
_ALIAS = re.compile(r"^SCAN [TUVW]\d+$")


class Watched:
    """Queries of one page."""

    def __init__(self, statements: Sequence[tuple[str, float]]) -> None:
        self.statements = statements

    @property
    def count(self) -> int:
        """How many queries."""
        return len(self.statements)

    @property
    def milliseconds(self) -> float:
        """How long they took together."""
        return 1_000 * sum(seconds for _, seconds in self.statements)

    def scans(self) -> tuple[str, ...]:
        """Return plan lines that read a large table as a whole, each once."""
        lines = (line for sql, _ in self.statements for line in full_scans(sql))
        return tuple(dict.fromkeys(line for line in lines if _is_large(line)))


def watch(call: Call) -> Watched:
    """Ask for a page in this process and note its queries; the answer is checked over HTTP, not here."""
    client = Client(SERVER_NAME="127.0.0.1")
    if call.session:
        client.cookies[settings.SESSION_COOKIE_NAME] = call.session
    with CaptureQueriesContext(connections["default"]) as captured:
        client.get(call.url, headers={"accept-language": "vi"})
    return Watched([(query["sql"], float(query["time"])) for query in captured.captured_queries])


def _is_large(line: str) -> bool:
    """Tell whether a plan line speaks of a large table, or of an alias ("SCAN U0"), which may stand for one."""
    words = line.split()
    return any(table in words for table in _LARGE) or _ALIAS.search(line) is not None
