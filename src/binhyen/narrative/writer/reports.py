"""Writes whole reports: a template, the facts, and what people wrote by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.narrative.writer.appendices import Tables, appendix
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.language import Block, read_blocks
from binhyen.narrative.writer.pieces import Appendix, Line, Part, Section, Written
from binhyen.narrative.writer.sentences import Writer
from binhyen.narrative.writer.templates import PartTemplate, SectionTemplate, Template


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is written with: facts, the texts that people wrote for parts, and lists for the annexes."""

    facts: Facts
    by_hand: Mapping[str, str] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)


def write_report(template: Template, material: Material, catalogue: Catalogue) -> Written:
    """Write a report. Parts in which nothing can be said, and sections without parts, are left out."""
    writer = Writer(material.facts, catalogue)
    parts = [_section(writer, one, material.by_hand) for one in template.sections]
    return Written(
        title=_words(writer, template.title),
        subject=_words(writer, template.subject),
        opening=_lines(writer, template.opening),
        sections=tuple(one for one in parts if one.parts),
        appendices=_appendices(template, material, catalogue),
    )


def _appendices(template: Template, material: Material, catalogue: Catalogue) -> tuple[Appendix, ...]:
    found = (appendix(one, template.cells, material.facts, material.tables, catalogue) for one in template.appendices)
    return tuple(one for one in found if one is not None)


def _section(writer: Writer, template: SectionTemplate, by_hand: Mapping[str, str]) -> Section:
    parts = (_part(writer, one, by_hand) for one in template.parts)
    return Section(template.key, template.label, _words(writer, template.title), _numbered(parts))


def _part(writer: Writer, template: PartTemplate, by_hand: Mapping[str, str]) -> Part:
    own = by_hand.get(template.key)
    blocks = template.blocks if own is None else read_blocks(own)
    return Part(template.key, _words(writer, template.heading), _lines(writer, blocks), own is not None)


def _numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Leave out parts without lines, and number the headings of the others: "1. Công nhận"."""
    kept = [one for one in parts if one.lines]
    found, number = [], 0
    for one in kept:
        number += bool(one.heading)
        heading = f"{number}. {one.heading}" if one.heading else ""
        found.append(Part(one.key, heading, one.lines, one.by_hand))
    return tuple(found)


def _lines(writer: Writer, blocks: Iterable[Block]) -> tuple[Line, ...]:
    return tuple(line for block in blocks if (line := writer.block(block)) is not None)


def _words(writer: Writer, source: str) -> str:
    """Write a heading or title: words alone, line by line."""
    return "\n".join(writer.words(block) for block in read_blocks(source.replace("\n", "\n\n")))
