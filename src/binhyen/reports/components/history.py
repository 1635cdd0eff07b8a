"""The page of one cell: every value with who, when and from where; its talk and explanations as a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Origin, Said
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.entry import text_of
from binhyen.reports.components.words import origin_word
from binhyen.reports.models import CellFile, CellRemark, Figure, Waiver
from binhyen.reports.queries.cells import CellPage
from binhyen.reports.rules.threads import RemarkKind
from binhyen.ui.components.parts import Knot


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of the cell, as it was saved once."""

    version: int
    revision: int
    text: str
    who: str
    at: datetime
    until: datetime | None
    origin: str
    link: str
    note: str
    basis: str
    """"accepted" while it stands in the accepted report, "displaced" when another does, "" when it never did."""


def value_rows(page: CellPage) -> list[ValueRow]:
    """Return every value, the newest first."""
    return [_value(one, page.posts) for one in page.values]


def _value(figure: Figure, posts: Mapping[int, str]) -> ValueRow:
    basis = "" if figure.accepted_at is None else ("accepted" if figure.displaced_at is None else "displaced")
    return ValueRow(
        figure.version,
        figure.revision,
        text_of(figure) or gettext("not entered"),
        posts.get(figure.by_post, ""),
        figure.recorded_at,
        figure.superseded_at,
        _origin(figure),
        _link(figure),
        figure.note,
        basis,
    )


def _origin(figure: Figure) -> str:
    if figure.origin != Origin.COUNTED and figure.counted is not None:
        counted = write_amount(Amount(Said.NUMBER, figure.counted))
        return gettext("typed over; the register counts %(counted)s") % {"counted": counted}
    return origin_word(Origin(figure.origin))


def _link(figure: Figure) -> str:
    """Return the page that a value came from; only pages of this site open."""
    link = figure.origin_ref
    return link if link.startswith("/") and not link.startswith("//") else ""


_VOICES = {
    RemarkKind.RETURNED: gettext_noop("Returned"),
    RemarkKind.QUESTION: gettext_noop("Question"),
    RemarkKind.REPLY: gettext_noop("Answer"),
}


def talk_of(page: CellPage) -> list[Knot]:
    """Return remarks and explanations in time order."""
    told = [(one.at, _voice(one, page.posts)) for one in page.remarks]
    told += [(one.at, _explanation(one, page.posts)) for one in page.waivers]
    return [knot for _at, knot in sorted(told, key=_when)]


def _when(pair: tuple[datetime, Knot]) -> datetime:
    return pair[0]


def _voice(remark: CellRemark, posts: Mapping[int, str]) -> Knot:
    kind = RemarkKind(remark.kind)
    waits = kind is not RemarkKind.REPLY and remark.resolved_at is None
    look, must = "now" if waits else "done", "must" if kind is RemarkKind.RETURNED else ""
    return Knot(gettext(_VOICES[kind]), posts.get(remark.by_post, ""), remark.at, look, remark.text, must)


def _explanation(waiver: Waiver, posts: Mapping[int, str]) -> Knot:
    text = gettext("Explained (value %(version)s)") % {"version": waiver.figure_version}
    return Knot(text, posts.get(waiver.by_post, ""), waiver.at, note=waiver.reason)


def files_of(page: CellPage) -> tuple[Sequence[CellFile], Sequence[CellFile]]:
    """Return the files that are there, and those that were taken off."""
    there = [one for one in page.files if one.removed_at is None]
    return there, [one for one in page.files if one.removed_at is not None]
