"""Registers of inspections and of what they ask to be mended."""

from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import Inspection, Remedy
from binhyen.plans.queries.checks import check_levels
from binhyen.plans.queries.giving import remedy_allows
from binhyen.plans.queries.needed import inspection_needed
from binhyen.plans.registers.directing import COMMITTEE_LEVELS, READERS
from binhyen.plans.rules.committees import LEVELS
from binhyen.plans.rules.inspections import REMEDY_LIFE, inspection_findings, inspection_lines
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind

_TITLE = 160


def _cut(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rsplit(' ', 1)[0]}…"


INSPECTIONS = Register(
    code="plans.inspections",
    slug="kiem-tra",
    name=gettext_noop("Inspections"),
    one=gettext_noop("Inspection"),
    lead=gettext_noop("How the movement is carried out: where was it looked at, what was found, is it mended."),
    icon="zoom",
    model=Inspection,
    fields=(
        Field(
            "topic",
            gettext_noop("What is inspected"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            aliases=("Nội dung kiểm tra", "Nội dung"),
        ),
        Field(
            "begun_on",
            gettext_noop("First day"),
            FieldKind.DATE,
            required=True,
            aliases=("Từ ngày", "Ngày kiểm tra", "Ngày"),
        ),
        Field(
            "ended_on",
            gettext_noop("Last day"),
            FieldKind.DATE,
            help=gettext_noop("It counts in reports from this day on; empty while it goes on."),
            aliases=("Đến ngày", "Ngày kết thúc"),
        ),
        Field(
            "inspector",
            gettext_noop("Inspected by"),
            required=True,
            longest=200,
            aliases=("Đoàn kiểm tra", "Cơ quan kiểm tra", "Chủ trì"),
        ),
        Field(
            "level",
            gettext_noop("Level of the inspection"),
            FieldKind.CHOICE,
            required=True,
            choices=LEVELS,
            aliases=("Cấp",),
        ),
        Field(
            "decision",
            gettext_noop("Decision or plan of the inspection"),
            required=True,
            help=gettext_noop("Number, day and title."),
            aliases=("Quyết định", "Căn cứ", "Số quyết định"),
        ),
        Field(
            "inspected",
            gettext_noop("Units and places inspected"),
            FieldKind.LONG,
            longest=2000,
            aliases=("Đơn vị được kiểm tra",),
        ),
        Field(
            "units",
            catalogue().indicators["inspected_units"].name,
            FieldKind.AMOUNT,
            indicator="inspected_units",
            help=catalogue().indicators["inspected_units"].unit,
            aliases=("Số đơn vị được kiểm tra", "Số đơn vị"),
        ),
        Field(
            "conclusion",
            gettext_noop("Conclusion"),
            FieldKind.LONG,
            longest=2000,
            help=gettext_noop("About work and organisations; no names of persons."),
            aliases=("Kết luận", "Kết quả"),
        ),
    ),
    dates=Dates("begun_on", "ended_on", counted="ended_on", lasting=False),
    title=lambda facts: f"Kiểm tra: {_cut(facts.text('topic'))}",
    listed=("begun_on", "ended_on", "inspector", "units"),
    findings=inspection_findings,
    lines=inspection_lines,
    counts=frozenset({"inspections"}),
    checks=check_levels,
    past=lambda facts: facts.day("ended_on"),
    needed=inspection_needed,
    same=("begun_on", "decision"),
    filters=("level",),
    readers=READERS,
    levels=COMMITTEE_LEVELS,
    page="plans:inspection",
)

REMEDIES = Register(
    code="plans.remedies",
    slug="khac-phuc",
    name=gettext_noop("What inspections ask to be mended"),
    one=gettext_noop("Thing to be mended"),
    lead=gettext_noop("The place is the one that has to mend it."),
    icon="returned",
    model=Remedy,
    fields=(
        Field("inspection", gettext_noop("Inspection"), FieldKind.RECORD, required=True, of="plans.inspections"),
        Field("found_on", gettext_noop("Found on"), FieldKind.DATE, required=True, aliases=("Ngày phát hiện",)),
        Field(
            "shortcoming",
            gettext_noop("What was found wanting"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            help=gettext_noop("About work and organisations; no names of persons."),
            aliases=("Tồn tại, hạn chế", "Tồn tại"),
        ),
        Field(
            "measure",
            gettext_noop("How it is mended"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            aliases=("Kiến nghị", "Biện pháp khắc phục"),
        ),
        Field(
            "responsible",
            gettext_noop("Who mends it"),
            required=True,
            longest=200,
            aliases=("Trách nhiệm", "Đơn vị thực hiện"),
        ),
        Field("due_on", gettext_noop("Due on"), FieldKind.DATE, required=True, aliases=("Thời hạn",)),
    ),
    dates=Dates("found_on", "due_on"),
    title=lambda facts: _cut(facts.text("shortcoming")),
    listed=("responsible", "due_on", "measure"),
    life=REMEDY_LIFE,
    allows=remedy_allows,
    same=("inspection", "shortcoming"),
    parent="inspection",
    readers=READERS,
)
