"""A part written by hand: what is wrong with its text, the figures that it asks for, how it would stand."""

from dataclasses import replace

from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.queries.measuring import facts_for
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.queries.writing import Draft, Wish, cells_asked
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.language import read_blocks
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.templates import blocks_findings

MOST_SIGNS = 20_000


def text_findings(part: str, text: str) -> list[Finding]:
    """Say what is wrong with a text by hand; refused for a line that can't be read."""
    if len(text) > MOST_SIGNS:
        message = gettext_noop("The text has more than %(most)s characters. Shorten it.")
        return [Finding("narrative.too_long", message, params={"most": MOST_SIGNS}, where="text")]
    blocks = read_blocks(text)
    return [replace(one, where="text") for one in blocks_findings(part, blocks, catalogue(), dims())]


def with_new_cells(known: Facts, wish: Wish) -> Facts:
    """Count what texts by hand ask about and the facts do not know yet; known numbers stay."""
    fresh = [cell for cell in cells_asked(wish) if cell not in wish.template.cells and cell not in known.now]
    if not fresh:
        return known
    found = facts_for(fresh, wish.asked)
    return replace(
        known,
        now={**found.now, **known.now},
        before={**found.before, **known.before},
        targets={**found.targets, **known.targets},
        unclear={**found.unclear, **known.unclear},
    )


def previewed(kept: Kept, part: str, text: str) -> Kept:
    """Return a report as it would be written with a text by hand; nothing is kept. Refused as writing it is."""
    clean = text.replace("\r\n", "\n").strip()
    refuse(text_findings(part, clean))
    before = kept.draft.wish
    wish = replace(before, by_hand={**before.by_hand, part: clean})
    facts = with_new_cells(kept.draft.facts, wish)
    report = write_report(wish.template, Material(facts, wish.by_hand), catalogue())
    return replace(kept, draft=Draft(wish, facts, report))
