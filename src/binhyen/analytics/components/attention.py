"""What asks for a look, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.boards.attention import Attention, Matter
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


def _line(one: Attention) -> AttentionLine:
    icon, look, words = _WORDS[one.matter]
    name = f"{one.form}, {period_name(one.period)}" if one.period else ""
    return AttentionLine(icon, look, one.count, one.href, gettext(words), name)
