"""What was agreed: programmes, and what their parties want to reach."""

from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import Commitment, Programme
from binhyen.programmes.queries.records import programme_checks
from binhyen.programmes.registers.shared import KEEPERS, LEVEL_NAMES, LEVELS, OF_PROGRAMME, ORGS, READERS, SIGNED_WORDS
from binhyen.programmes.rules.agreed import (
    CARRIED_OUT,
    END,
    PER_TERM,
    PER_YEAR,
    SIGNED,
    aimed_at,
    commitment_findings,
    programme_findings,
    programme_lines,
)
from binhyen.registers.queries.declared import Reach, Register, Way
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

KINDS = {
    "programme": gettext_noop("Joint programme"),
    "resolution": gettext_noop("Joint resolution"),
    "rules": gettext_noop("Rules of cooperation"),
    "pact": gettext_noop("Pact of emulation"),
    "plan": gettext_noop("Joint plan of several years"),
}
_TERM = gettext_noop("Term")
_CYCLE = gettext_noop("Round of the year")
_USUAL = gettext_noop("Day and month, as in 31/03. Empty: the usual day, which no law fixes.")
_WHOLE_TERM = gettext_noop("Empty: from the programme's first day to its last.")
PERS = {PER_TERM: gettext_noop("for the whole term"), PER_YEAR: gettext_noop("for each year")}
_LIFE = Life(
    {"ended": State(gettext_noop("ended"), "met")},
    (StepKind(END, gettext_noop("End the programme"), frozenset({BEGIN}), "ended", document=True),),
)

PROGRAMMES = Register(
    code="programmes.programmes",
    slug="chuong-trinh-phoi-hop",
    name=gettext_noop("Joint programmes"),
    one=gettext_noop("Joint programme document"),
    lead=gettext_noop("What the police agreed with the Front, associations and branches, and what came of it."),
    icon="link",
    model=Programme,
    fields=(
        Field("number", gettext_noop("Number and symbol"), required=True, longest=60, aliases=("Số, ký hiệu", "Số")),
        Field("subject", gettext_noop("Subject"), required=True, aliases=("Trích yếu", "Nội dung", "Tên chương trình")),
        Field("kind", gettext_noop("Kind"), FieldKind.CHOICE, required=True, choices=KINDS, aliases=("Loại văn bản",)),
        Field("level", gettext_noop("Signed at level"), FieldKind.CHOICE, required=True, choices=LEVEL_NAMES),
        Field(
            "carried",
            gettext_noop("Here it is"),
            FieldKind.CHOICE,
            required=True,
            choices={SIGNED: gettext_noop("signed"), CARRIED_OUT: gettext_noop("carried out, signed by a level above")},
            help=gettext_noop("Only what was signed here is counted here."),
        ),
        Field("signed_on", gettext_noop("Signed on"), FieldKind.DATE, required=True, aliases=SIGNED_WORDS),
        Field(
            "since", gettext_noop("In force from"), FieldKind.DATE, required=True, section=_TERM, aliases=("Từ ngày",)
        ),
        Field("until", gettext_noop("In force until"), FieldKind.DATE, section=_TERM, aliases=("Đến ngày",)),
        Field("parties", gettext_noop("Parties"), FieldKind.MANY, choices=ORGS, aliases=("Các bên",)),
        Field(
            "party_names",
            gettext_noop("Parties as the document names them"),
            longest=500,
            help=gettext_noop("Separated by semicolons: Công an tỉnh; Ủy ban MTTQ Việt Nam tỉnh."),
            aliases=("Cơ quan ký",),
        ),
        Field(
            "contents", gettext_noop("Contents agreed on"), FieldKind.LONG, longest=8000, aliases=("Nội dung phối hợp",)
        ),
        Field("successor_of", gettext_noop("Follows the programme"), FieldKind.RECORD, of="programmes.programmes"),
        Field("plan_by", gettext_noop("Yearly plan by"), section=_CYCLE, longest=5, help=_USUAL),
        Field("half_by", gettext_noop("Half-year report by"), section=_CYCLE, longest=5, help=_USUAL),
        Field("year_by", gettext_noop("Year's report by"), section=_CYCLE, longest=5, help=_USUAL),
        Field(
            "review_after",
            gettext_noop("Mid-term review after (years)"),
            FieldKind.INT,
            section=_CYCLE,
            least=1,
            most=20,
            help=gettext_noop("Empty: after five years, as is usual; no law fixes it."),
        ),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: f"{facts.text('number')} – {facts.text('subject')}",
    listed=("number", "subject", "parties", "signed_on", "until"),
    life=_LIFE,
    findings=programme_findings,
    lines=programme_lines,
    counts=frozenset({"joint_programmes"}),
    checks=programme_checks,
    same=("number", "signed_on"),
    filters=("kind", "level"),
    keepers=KEEPERS,
    readers=READERS,
    reach=Reach.ABOVE,
    levels=LEVELS,
    page="programmes:programme",
    ways=(Way("programmes:programmes", gettext_noop("Line of years"), "board"),),
)

COMMITMENTS = Register(
    code="programmes.commitments",
    slug="cam-ket-chuong-trinh",
    name=gettext_noop("Commitments of programmes"),
    one=gettext_noop("Commitment"),
    icon="ok",
    model=Commitment,
    fields=(
        OF_PROGRAMME,
        Field("content", gettext_noop("What is to be reached"), FieldKind.LONG, required=True, aliases=("Nội dung",)),
        Field("party", gettext_noop("Party responsible"), FieldKind.CHOICE, choices=ORGS, aliases=("Chủ trì",)),
        Field(
            "indicator",
            gettext_noop("Indicator"),
            FieldKind.CHOICE,
            choices=aimed_at(catalogue().indicators.values()),
            help=gettext_noop("Results are counted from registers and reports by themselves."),
            aliases=("Chỉ tiêu",),
        ),
        Field(
            "target",
            gettext_noop("Number aimed at"),
            longest=60,
            help=gettext_noop("A number, “ít nhất 200”, or a share with both numbers as in 90/100."),
            aliases=("Mục tiêu",),
        ),
        Field("per", gettext_noop("Target of"), FieldKind.CHOICE, choices=PERS),
        Field("only_party", gettext_noop("Count only what this party carried out"), FieldKind.FLAG),
        Field("since", gettext_noop("From"), FieldKind.DATE, help=_WHOLE_TERM, aliases=("Từ ngày",)),
        Field("until", gettext_noop("To"), FieldKind.DATE, aliases=("Đến ngày",)),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("content"),
    listed=("content", "party", "indicator", "target", "per"),
    findings=lambda facts, _steps: commitment_findings(facts, catalogue().indicators),
    same=("programme", "content"),
    filters=("party",),
    keepers=KEEPERS,
    readers=READERS,
    reach=Reach.ABOVE,
    levels=LEVELS,
    parent="programme",
    listed_alone=False,
    photos=False,
)
