"""Reviews and summaries of programmes and instruments."""

from collections.abc import Mapping

from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.programmes.models import Summary
from binhyen.programmes.queries.records import while_open
from binhyen.programmes.registers.shared import KEEPERS, LEVELS, READERS
from binhyen.programmes.rules.agreed import (
    FINAL,
    HALF_YEAR,
    INSTRUMENT,
    MID_TERM,
    PROGRAMME,
    SPECIAL,
    YEARLY,
    summary_findings,
)
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

SUMMARY_KINDS = {
    MID_TERM: gettext_noop("Mid-term review"),
    FINAL: gettext_noop("Final summary"),
    HALF_YEAR: gettext_noop("Report of a half-year"),
    YEARLY: gettext_noop("Report of a year"),
    SPECIAL: gettext_noop("Summary on a subject"),
}
_SPAN = gettext_noop("Cut-off days")
_TEXT = gettext_noop("Text of the report")
_LONGEST = 20_000


def _summary_title(facts: Facts) -> str:
    words: Mapping[str, str] = {
        MID_TERM: "Sơ kết",
        HALF_YEAR: "Báo cáo 6 tháng",
        YEARLY: "Báo cáo năm",
        SPECIAL: "Báo cáo chuyên đề",
    }
    days = " – ".join(short_date(day) for day in (facts.day("since"), facts.day("until")) if day)
    about = facts.text("instrument") if facts.text("about") == INSTRUMENT else "chương trình phối hợp"
    return f"{words.get(facts.text('kind'), 'Tổng kết')} {about} ({days})"


SUMMARIES = Register(
    code="programmes.summaries",
    slug="so-ket-tong-ket",
    name=gettext_noop("Reviews and summaries"),
    one=gettext_noop("Summary"),
    lead=gettext_noop("Years added up between their own cut-off days: flows added, of stocks the last, on any map."),
    icon="sum",
    model=Summary,
    fields=(
        Field(
            "about",
            gettext_noop("Of what"),
            FieldKind.CHOICE,
            required=True,
            choices={
                PROGRAMME: gettext_noop("a joint programme"),
                INSTRUMENT: gettext_noop("carrying out an instrument (decree, circular, directive)"),
            },
        ),
        Field(
            "programme",
            gettext_noop("Of the programme"),
            FieldKind.RECORD,
            of="programmes.programmes",
            when=("about", frozenset({PROGRAMME})),
        ),
        Field(
            "instrument",
            gettext_noop("Instrument"),
            longest=200,
            when=("about", frozenset({INSTRUMENT})),
            help=gettext_noop("As in: Nghị định số 06/2014/NĐ-CP ngày 21/01/2014."),
        ),
        Field("kind", gettext_noop("Kind"), FieldKind.CHOICE, required=True, choices=SUMMARY_KINDS),
        Field("since", gettext_noop("Data from"), FieldKind.DATE, required=True, section=_SPAN),
        Field("until", gettext_noop("Data until"), FieldKind.DATE, required=True, section=_SPAN),
        Field(
            "groups",
            gettext_noop("Figures shown"),
            FieldKind.MANY,
            choices={one.code: one.name for one in catalogue().groups},
            section=_SPAN,
            help=gettext_noop("Empty: every figure that there is."),
        ),
        Field(
            "direction", gettext_noop("I. Leadership and direction"), FieldKind.LONG, section=_TEXT, longest=_LONGEST
        ),
        Field(
            "results",
            gettext_noop("II. Results (before the figures)"),
            FieldKind.LONG,
            section=_TEXT,
            longest=_LONGEST,
        ),
        Field(
            "shortcomings",
            gettext_noop("III. Shortcomings and causes"),
            FieldKind.LONG,
            section=_TEXT,
            longest=_LONGEST,
        ),
        Field("lessons", gettext_noop("IV. Lessons"), FieldKind.LONG, section=_TEXT, longest=_LONGEST),
        Field("ahead", gettext_noop("V. Tasks ahead"), FieldKind.LONG, section=_TEXT, longest=_LONGEST),
    ),
    dates=Dates("since", "until"),
    title=_summary_title,
    listed=("kind", "since", "until"),
    findings=summary_findings,
    allows=while_open,
    same=("about", "programme", "instrument", "kind", "since", "until"),
    filters=("kind",),
    chosen_by="about",
    keepers=KEEPERS,
    readers=READERS,
    levels=LEVELS,
    parent="programme",
    page="programmes:summary",
    photos=False,
)
