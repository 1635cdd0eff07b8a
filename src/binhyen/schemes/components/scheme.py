"""A scheme's page: how it is rated, what stands at its sites, how it grew, who copied it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Said, Sum, add_up
from binhyen.registers.components.entry import EntryPage, entry_page
from binhyen.registers.components.words import Shown, place_names, shown
from binhyen.registers.models import Record, Step
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import fields_of_steps, record_seen_by, steps_of
from binhyen.schemes.models import Scheme, Site
from binhyen.schemes.queries.schemes import (
    amounts_of_sites,
    copies_of,
    groups_of,
    reviews_of,
    sites_of,
    spans_of_sites,
)
from binhyen.schemes.queries.sheets import sheet_for
from binhyen.schemes.rules.drawing import stairs
from binhyen.schemes.rules.kinds import SCHEMES, SITES
from binhyen.schemes.rules.spans import rating_now, span_of_scheme
from binhyen.schemes.rules.standing import growth

LOOKS = {"effective": "met", "average": "doing", "ineffective": "not", "maintained": "todo"}
_EQUIPMENT = (
    "security_cameras",
    "camera_sites",
    "security_lights",
    "security_gongs",
    "fire_extinguishers",
    "public_fire_points",
    "online_groups",
    "online_group_members",
    "fire_interfamily_groups",
    "fire_interfamily_members",
)
_SPENT = ("model_funding", "camera_funding", "equipment")
_SITES = 100
_TOLD = ("results", "problem", "description", "needs", "cost")
_SAID = (
    "kind",
    "kind_name",
    "field",
    "fours",
    "topics",
    "org",
    "partners",
    "managing_level",
    "unit_kind",
    "since",
    "decision",
)


@dataclass(frozen=True, slots=True)
class Rating:
    """The latest rating: its chip and word."""

    look: str
    word: str


@dataclass(frozen=True, slots=True)
class Total:
    """An amount over all sites."""

    name: str
    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site in the table."""

    row: Site
    place: str
    groups: int | None
    members: str
    things: Sequence[str]
    href: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A yearly review: year, level, points by criterion."""

    step: Step
    rating: Rating
    year: int
    score: int | None
    points: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Growth:
    """How the number of sites grew: the path of a drawing, its first and last day, and the most."""

    path: str
    since: date
    until: date
    most: int


@dataclass(frozen=True, slots=True)
class SchemePage:
    """Everything that a scheme's page shows beside the entry's."""

    page: EntryPage
    row: Scheme
    told: Sequence[Shown]
    """What is told at length: the problem, how it works, what came of it."""
    said: Sequence[Shown]
    """The rest, in a word each."""
    rating: Rating | None
    since: date | None
    until: date | None
    sites: Sequence[SiteLine]
    standing: int
    all_sites: int
    groups: int
    members: Sum
    equipment: Sequence[Total]
    spent: Sequence[Total]
    growth: Growth | None
    reviews: Sequence[Reviewed]
    copies: Sequence[Scheme]
    origin: Record | None
    may_replicate: bool
    may_add_site: bool
    may_review: bool
    may_dissolve: bool

    @property
    def members_text(self) -> str:
        """The members in words, with their bound."""
        return text_of(self.members) or "0"


def rating_of(level: str) -> Rating | None:
    """Return a rating's chip; nothing for what does not stand."""
    return Rating(LOOKS[level], dims()["status"].values[level]) if level else None


def text_of(total: Sum) -> str:
    """Return a sum as a figure is written: with its bound, and vague words beside it."""
    known = (
        write_amount(Amount(Said.NUMBER, total.value, total.denominator, total.bound))
        if total.value is not None
        else ""
    )
    return "; ".join(word for word in (known, *total.vague) if word)


def scheme_page(record_id: int, actor: Actor, now: datetime) -> SchemePage:
    """Gather a scheme's page; Http404 where it is not there for this person. A bounded number of queries."""
    register = registers()[SCHEMES]
    page = entry_page(register, record_id, actor, now)
    row, today = page.entry, now.date()
    assert isinstance(row, Scheme)  # noqa: S101 - the register's own table
    steps = steps_of([record_id], fields_of_steps(register)).get(record_id, [])
    span = span_of_scheme(page.facts, steps)
    counted = amounts_of_sites(record_id, today)
    listed = list(sites_of(record_id, actor)[:_SITES])
    spans = spans_of_sites(record_id)
    groups = groups_of(record_id)
    open_now = {kind.code for kind, _ in page.open_steps}
    return SchemePage(
        page=replace(page, children=(), sections=()),
        row=row,
        told=_shown(page, _TOLD),
        said=_shown(page, _SAID),
        rating=rating_of(rating_now(page.facts, steps)),
        since=span.since,
        until=span.until,
        sites=_lines(listed, counted, groups),
        standing=sum(1 for since, until in spans if since <= today and (until is None or until > today)),
        all_sites=len(spans),
        groups=sum(number or 0 for number in groups.values()),
        members=_sum(counted, "model_members"),
        equipment=_totals(counted, _EQUIPMENT),
        spent=_totals(counted, _SPENT),
        growth=_growth(spans, span.until or today),
        reviews=_reviews(record_id, row.place_path),
        copies=copies_of(record_id, actor),
        origin=record_seen_by(actor, row.copied_from_id) if row.copied_from_id else None,
        may_replicate=bool(may_add(register, actor)),
        may_add_site=bool(may_add(registers()[SITES], actor)) and span.since is not None and span.until is None,
        may_review="reviewed" in open_now,
        may_dissolve="dissolved" in open_now,
    )


def _shown(page: EntryPage, names: Sequence[str]) -> list[Shown]:
    values = [shown(page.register.by_name[name], page.facts, {}) for name in names]
    return [one for one in values if one.text]


def _sum(counted: Mapping[int, Mapping[str, Sequence[Amount]]], indicator: str) -> Sum:
    return add_up(amount for site in counted.values() for amount in site.get(indicator, ()))


def _totals(counted: Mapping[int, Mapping[str, Sequence[Amount]]], indicators: Sequence[str]) -> list[Total]:
    known = catalogue().indicators
    found = [(known[code], _sum(counted, code)) for code in indicators]
    return [Total(one.name, text_of(total), one.unit) for one, total in found if total]


def _lines(
    rows: Sequence[Site], counted: Mapping[int, Mapping[str, Sequence[Amount]]], groups: Mapping[int, int | None]
) -> list[SiteLine]:
    register = registers()[SITES]
    places = place_names(rows, register)
    known = catalogue().indicators
    return [
        SiteLine(
            row,
            places.get(row.pk, ""),
            groups.get(row.record_id),
            text_of(add_up(counted.get(row.record_id, {}).get("model_members", ()))),
            [
                f"{text_of(add_up(amounts))} {known[code].unit}"
                for code, amounts in counted.get(row.record_id, {}).items()
                if code in _EQUIPMENT
            ],
            register.href_of(row.record_id),
        )
        for row in rows
    ]


def _growth(spans: Sequence[tuple[date, date | None]], until: date) -> Growth | None:
    points = growth(spans, until)
    if len(points) < 2:  # noqa: PLR2004 - one point is no line
        return None
    return Growth(stairs(points, until), points[0][0], until, max(number for _, number in points))


def _reviews(record_id: int, path: str) -> list[Reviewed]:
    rows = reviews_of(record_id)
    texts = {one.code: one.text for row in rows[:1] for one in sheet_for(path, row.on).sheet.criteria}
    return [
        Reviewed(
            row,
            rating_of(str(row.data.get("level", ""))) or Rating("todo", gettext("Not rated")),
            int(row.data.get("year", 0)),
            row.data.get("score"),
            [
                (texts.get(code, code), int(points))
                for code, _, points in (str(word).partition("=") for word in row.data.get("points", ()))
                if points.isdecimal()
            ],
        )
        for row in rows
    ]
