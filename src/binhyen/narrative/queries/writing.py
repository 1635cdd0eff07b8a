"""A report written with what is known at an instant: nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.narrative.queries.measuring import Asked, facts_for
from binhyen.narrative.queries.naming import fits
from binhyen.narrative.queries.tables import tables_for
from binhyen.narrative.writer.facts import Facts, period_words
from binhyen.narrative.writer.language import read_blocks
from binhyen.narrative.writer.pieces import Written
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import templates
from binhyen.narrative.writer.templates import Template, cells_in


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: a template, a place and period, the texts by hand."""

    template: Template
    asked: Asked
    by_hand: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it is written, with the facts it was written with."""

    wish: Wish
    facts: Facts
    report: Written

    @property
    def template(self) -> Template:
        """What it was written from."""
        return self.wish.template

    @property
    def asked(self) -> Asked:
        """The place and period that it is of."""
        return self.wish.asked


def template_named(code: str) -> Template:
    """Return a shipped template. Refused as `narrative.no_report` for a code that names none."""
    found = templates().get(code)
    if found is None:
        message = gettext_noop("No report is called “%(code)s”. Choose one of: %(codes)s.")
        params = {"code": code, "codes": ", ".join(templates())}
        raise Refused(Finding("narrative.no_report", message, params=params, where="report"))
    return found


def fitting(template: Template, period: Period) -> None:
    """Refuse a period that a kind of report is not written for."""
    if not fits(template, period):
        message = gettext_noop("“%(report)s” is not written for the period %(period)s. Choose another period.")
        params = {"report": template.name, "period": period_words(period)}
        raise Refused(Finding("narrative.wrong_period", message, params=params, where="period"))


def cells_asked(wish: Wish) -> tuple[CellKey, ...]:
    """Return the cells that a report asks about, those of texts by hand too."""
    own = (block for source in wish.by_hand.values() for block in read_blocks(source))
    return tuple(dict.fromkeys((*wish.template.cells, *cells_in(own))))


def draft_of(wish: Wish, facts: Facts | None = None) -> Draft:
    """Write a report: with the given facts, or with what is counted now."""
    known = facts if facts is not None else facts_for(cells_asked(wish), wish.asked)
    material = Material(known, wish.by_hand, tables_for(wish.template, wish.asked))
    return Draft(wish, known, write_report(wish.template, material, catalogue()))
