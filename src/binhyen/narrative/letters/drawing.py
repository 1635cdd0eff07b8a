"""A draft drawn as a file, without a document: what its office looks at and edits in a word processor."""

from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.layout import CURRENT, Format
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.word import write_word
from binhyen.indicators.queries import catalogue
from binhyen.narrative.letters.written import Sources, WrittenDesk, names_of_cells, written_letter
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.queries.tables import labels_of
from binhyen.narrative.queries.writing import Draft
from binhyen.plans.letters.desks import desk_for


def drawn(kept: Kept, form: Format, *, sources: bool = False) -> bytes:
    """Return a kept report as a draft on paper."""
    return drawn_draft(kept.draft, form, sources=sources)


def drawn_draft(draft: Draft, form: Format, *, sources: bool = False) -> bytes:
    """Return a report as a draft on paper, marked as such; with `sources` numbers are numbered and listed."""
    place, day = draft.asked.place.place_id, draft.asked.period.end
    desk = desk_for(place, day)
    names = names_of_cells(draft.report, catalogue(), labels_of(one.cell for one in draft.report.numbers))
    letter = written_letter(
        WrittenDesk(desk.issuer, desk.signature, desk.demonstration),
        draft.report,
        signed=draft.template.signed,
        sources=Sources(names) if sources else None,
    )
    sheet = compose(letter, CURRENT, draft=True)
    write = write_page if form is Format.PDF else write_word
    return write(sheet, CURRENT, dated=None)
