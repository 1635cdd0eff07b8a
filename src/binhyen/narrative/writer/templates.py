"""Templates of reports: read from packs, checked against the catalogue; what is wrong is refused with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.dims import Dim
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.writer.language import Ask, Block, Place, places_in, read_blocks

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PartTemplate:
    """A part of a section: its heading and its text in the language of templates."""

    key: str
    heading: str
    source: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """A section with its parts."""

    key: str
    label: str
    title: str
    parts: tuple[PartTemplate, ...]


@dataclass(frozen=True, slots=True)
class AppendixTemplate:
    """An annex: `table` names what it shows ("figures", "recognition", "places", …)."""

    key: str
    title: str
    table: str


@dataclass(frozen=True)
class Template:
    """One kind of report. `signed` tells that it gets a number and a signature; drafts of speeches never do.

    `periods` are the kinds of periods that it is written for ("year", "half", "years").
    """

    code: str
    name: str
    title: str
    subject: str
    periods: tuple[str, ...]
    signed: bool
    opening: tuple[Block, ...]
    sections: tuple[SectionTemplate, ...]
    appendices: tuple[AppendixTemplate, ...]

    @cached_property
    def parts(self) -> Mapping[str, PartTemplate]:
        """All parts by key."""
        return {part.key: part for section in self.sections for part in section.parts}

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Every cell that the text asks about, each once, in the order of the text."""
        return cells_in((*self.opening, *(block for part in self.parts.values() for block in part.blocks)))


def cells_in(blocks: Iterable[Block]) -> tuple[CellKey, ...]:
    """Return the cells that blocks ask about, each once."""
    return tuple(dict.fromkeys(place.cell for place in places_in(blocks)))


TABLES = ("figures", "recognition", "places", "recognised", "awarded")
"""What an annex may show."""


def template_from_data(data: Data) -> Template:
    """Read a pack. Refused with the part and line that is wrong."""
    sections = tuple(_section(one) for one in data["sections"])
    return Template(
        code=data["code"],
        name=data["name"],
        title=data["title"],
        subject=data.get("subject", ""),
        periods=tuple(data["periods"]),
        signed=data.get("signed", True),
        opening=_blocks("opening", data.get("opening", "")),
        sections=sections,
        appendices=tuple(AppendixTemplate(one["key"], one["title"], one["table"]) for one in data.get("annexes", ())),
    )


def _section(data: Data) -> SectionTemplate:
    parts = tuple(_part(one) for one in data["parts"])
    return SectionTemplate(data["key"], data.get("label", ""), data.get("title", ""), parts)


def _part(data: Data) -> PartTemplate:
    return PartTemplate(data["key"], data.get("heading", ""), data["text"], _blocks(data["key"], data["text"]))


def _blocks(key: str, source: str) -> tuple[Block, ...]:
    try:
        return read_blocks(source)
    except Refused as refusal:
        raise Refused(*(_at(key, finding) for finding in refusal.findings)) from None


def _at(key: str, finding: Finding) -> Finding:
    return Finding(finding.code, finding.message, params=finding.params, where=f"{key}:{finding.where}")


def template_findings(template: Template, catalogue: Catalogue, dims: Mapping[str, Dim]) -> Iterator[Finding]:
    """Say what of a template the catalogue does not know, part by part; and keys that stand twice."""
    yield from blocks_findings("opening", template.opening, catalogue, dims)
    seen: set[str] = set()
    for section in template.sections:
        for part in section.parts:
            if part.key in seen:
                message = gettext_noop("Two parts have the key “%(key)s”. Give each its own.")
                yield Finding("narrative.same_key", message, params={"key": part.key}, where=part.key)
            seen.add(part.key)
            yield from blocks_findings(part.key, part.blocks, catalogue, dims)
    for one in template.appendices:
        if one.table not in TABLES:
            message = gettext_noop("No annex shows “%(table)s”.")
            yield Finding("narrative.no_table", message, params={"table": one.table}, where=one.key)


def blocks_findings(
    key: str, blocks: Iterable[Block], catalogue: Catalogue, dims: Mapping[str, Dim]
) -> Iterator[Finding]:
    """Say which places of a text ask about what is not counted, each once."""
    for place in dict.fromkeys(places_in(blocks)):
        found = _place_finding(place, catalogue, dims)
        if found is not None:
            yield Finding(found[0], found[1], params={"cell": str(place.cell)}, where=key)


def _place_finding(place: Place, catalogue: Catalogue, dims: Mapping[str, Dim]) -> tuple[str, str] | None:
    indicator = catalogue.find(place.cell.indicator)
    if indicator is None or not indicator.in_forms:
        return "narrative.no_indicator", _NO_INDICATOR
    if not _splits(indicator, place.cell, dims):
        return "narrative.no_split", _NO_SPLIT
    if place.ask is Ask.SHARE and not indicator.is_share:
        return "narrative.no_share", _NO_SHARE
    return None


def _splits(indicator: Indicator, cell: CellKey, dims: Mapping[str, Dim]) -> bool:
    return all(
        code in indicator.dims and (dims[code].open or value in dims[code].values) for code, value in cell.split.items()
    )


_NO_INDICATOR = gettext_noop("“%(cell)s” is no figure of the catalogue. Choose one from the list beside the text.")
_NO_SPLIT = gettext_noop(
    "“%(cell)s” is not split like that in the catalogue. Choose one from the list beside the text."
)
_NO_SHARE = gettext_noop("“%(cell)s” has no share: it is counted as one number. Ask for the number alone.")
