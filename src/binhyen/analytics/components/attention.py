"""What asks for a look, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.boards.attention import Attention, Matter
from binhyen.analytics.boards.home import LEADING, Home
from binhyen.analytics.boards.words import percent_text
from binhyen.analytics.rules.evenness import Part, too_even
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.words import period_name

_WORDS = {
    Matter.OVERDUE: ("late", "c-returned", gettext_noop("reports overdue and not sent")),
    Matter.WAITING: ("inbox", "c-doing", gettext_noop("reports sent and not accepted yet")),
    Matter.DOSSIERS: ("recog", "c-returned", gettext_noop("dossiers of recognition overdue")),
    Matter.SIGNALS: ("zoom", "c-unknown", gettext_noop("reports with signals to look into")),
}


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """One line: its symbol, so many with the page that lists them, of what, and of which period and form."""

    icon: str
    look: str
    count: int
    href: str
    words: str
    of: str


def attention_lines(found: Iterable[Attention]) -> tuple[AttentionLine, ...]:
    """Return the lines, in their order."""
    return tuple(_line(one) for one in found)


def even_line(board: Home) -> str | None:
    """Ask about shares of places that are too alike; nothing where they are not, or where too little is known."""
    leading = board.kind(LEADING)
    rows = leading.places.values() if leading is not None else ()
    found = too_even([Part(one.recognised, one.units) for one in rows if one.share is not None])
    if found is None:
        return None
    told = {
        "inside": found.inside,
        "places": found.places,
        "low": percent_text(found.low),
        "high": percent_text(found.high),
    }
    return (
        gettext(
            "%(inside)s of %(places)s places lie between %(low)s and %(high)s, closer together than chance makes them. "
            "It may be what really was, it may be work towards a common number."
        )
        % told
    )


def _line(one: Attention) -> AttentionLine:
    icon, look, words = _WORDS[one.matter]
    name = f"{one.form}, {period_name(one.period)}" if one.period else ""
    return AttentionLine(icon, look, one.count, one.href, gettext(words), name)
