"""Signals as pages show them: what kind, the sentence with its evidence, the cells it rests on, what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.models import Signal
from binhyen.analytics.queries.signals import Reviewed
from binhyen.analytics.rules.signals.subject import Code
from binhyen.analytics.rules.signals.weighing import Teaches
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.rules import addresses
from binhyen.ui.components.sentences import sentence

_CODES: Mapping[Code, str] = {
    Code.COPIED: gettext_noop("Same as an earlier period"),
    Code.ROUND: gettext_noop("Many round numbers"),
    Code.DIGITS: gettext_noop("One last digit again and again"),
    Code.FULL: gettext_noop("All at 100 %"),
    Code.JUMP: gettext_noop("Moved alone"),
    Code.OVER_COUNTED: gettext_noop("More than the registers count"),
    Code.LAST_HOUR: gettext_noop("Typed at once in the last hour"),
    Code.NO_EVENT: gettext_noop("No entry behind the result"),
    Code.SAME_TEXT: gettext_noop("Same text as another report"),
    Code.SMOOTH: gettext_noop("Unusually even"),
}
_REASONS: Mapping[Code, str] = {
    Code.COPIED: gettext_noop(
        "It may be right: some things do stay as they are. Were these cells looked at this time?"
    ),
    Code.ROUND: gettext_noop(
        "Estimates are round by nature. Where did these numbers come from: a count, or an estimate?"
    ),
    Code.DIGITS: gettext_noop("Numbers that are counted end in all digits alike. Is there a list behind them?"),
    Code.FULL: gettext_noop("It may be so. A file or a sentence at the cell shows how it is known."),
    Code.JUMP: gettext_noop("A campaign or a new way of counting explains such a move. Say at the cell what it was."),
    Code.OVER_COUNTED: gettext_noop("Are entries missing in the registers, or was something counted twice?"),
    Code.LAST_HOUR: gettext_noop("Much is typed on the last day everywhere. Were the numbers at hand before?"),
    Code.NO_EVENT: gettext_noop(
        "Perhaps what was held has not been entered yet. Write it down, or say what the result rests on."
    ),
    Code.SAME_TEXT: gettext_noop("A shared draft explains it. Does the text say what happened in your own place?"),
    Code.SMOOTH: gettext_noop("What is planned is even, what just happens is not. How are these numbers counted?"),
}
_TEACHES: Mapping[Teaches, tuple[str, str]] = {
    Teaches.MUCH: (
        gettext_noop("A check would teach much"),
        gettext_noop("Signals that honest reports seldom show, or several at once."),
    ),
    Teaches.SOME: (
        gettext_noop("A check would teach something"),
        gettext_noop("One signal of middling strength: a question by telephone may be enough."),
    ),
    Teaches.LITTLE: (
        gettext_noop("A check would teach little"),
        gettext_noop("Weak signals. Of a hundred honest reports, some always show one."),
    ),
}


def code_word(code: str) -> str:
    """Name a kind of signal."""
    return gettext(_CODES[Code(code)])


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell that a signal rests on, with its page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class SignalShown:
    """One signal on its report's page. `other` is the report with the same text, for the province alone."""

    signal: Signal
    word: str
    sentence: str
    question: str
    cells: tuple[CellLink, ...]
    answered_by: str
    noted_by: str
    answers: bool
    notes: bool


def signals_shown(signals: Sequence[Signal], *, answers: bool, notes: bool) -> list[SignalShown]:
    """Show the signals of one report; `answers` and `notes` tell what this person may do. One query for posts."""
    if not signals:
        return []
    form = content_of(signals[0].report.collection.version)
    posts = titles_of_posts(
        post for one in signals for post in (one.answered_by_post, one.noted_by_post) if post is not None
    )
    return [
        SignalShown(
            signal=one,
            word=code_word(one.code),
            sentence=sentence(one.sentence, one.params),
            question=gettext(_REASONS[Code(one.code)]),
            cells=tuple(_cell(one.report_id, text, form) for text in one.cells),
            answered_by=posts.get(one.answered_by_post or 0, ""),
            noted_by=posts.get(one.noted_by_post or 0, ""),
            answers=answers and one.ended_at is None and one.noted_at is None,
            notes=notes and one.ended_at is None,
        )
        for one in signals
    ]


def _cell(report_id: int, text: str, form: FormContent) -> CellLink:
    line = form.line_of(parse_cell_key(text))
    return CellLink(line.label if line else text, addresses.cell(report_id, text))


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the review list: how much a check would teach, in words, and its reports by name."""

    teaches: Teaches
    word: str
    help: str
    rows: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One report of the list with the kinds of its signals."""

    reviewed: Reviewed
    words: tuple[str, ...]


def groups_of(listed: Iterable[Reviewed]) -> list[Group]:
    """Group the list by how much a check would teach; within a group reports stand by name, never by strength."""
    found: dict[Teaches, list[Row]] = {one: [] for one in Teaches}
    for one in listed:
        found[one.teaches].append(Row(one, tuple(code_word(signal.code) for signal in one.signals)))
    return [
        Group(teaches, gettext(_TEACHES[teaches][0]), gettext(_TEACHES[teaches][1]), tuple(rows))
        for teaches, rows in found.items()
        if rows
    ]
