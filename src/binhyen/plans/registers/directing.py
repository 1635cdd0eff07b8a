"""Registers of documents that direct the movement and of the plans that rest on them."""

from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import Tier
from binhyen.plans.models import Directive, YearPlan
from binhyen.plans.queries.checks import check_documents, check_plans
from binhyen.plans.queries.needed import plan_needed
from binhyen.plans.rules.documents import (
    KINDS,
    LIFE,
    RECEIVED,
    WAYS,
    document_findings,
    document_lines,
    document_title,
)
from binhyen.plans.rules.emulation import CONTENTS
from binhyen.registers.queries.declared import EVERYBODY, Reach, Register
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

READERS = EVERYBODY - {Role.UNIT_REPRESENTATIVE}
COMMITTEE_LEVELS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
_CAME = gettext_noop("What came in")

DOCUMENTS = Register(
    code="plans.documents",
    slug="van-ban-chi-dao",
    name=gettext_noop("Directing documents"),
    one=gettext_noop("Directing document"),
    lead=gettext_noop("Resolutions, directives, plans and dispatches about the movement: received and issued."),
    icon="law",
    model=Directive,
    fields=(
        Field("kind", gettext_noop("Type of document"), FieldKind.CHOICE, required=True, choices=KINDS),
        Field(
            "number",
            gettext_noop("Number and symbol"),
            required=True,
            longest=60,
            help=gettext_noop("As it stands on the document: 45/KH-BCĐ."),
            aliases=("Số, ký hiệu", "Số ký hiệu", "Số văn bản", "Số/ký hiệu", "Số KH"),
        ),
        Field(
            "issued_on",
            gettext_noop("Day of the document"),
            FieldKind.DATE,
            required=True,
            aliases=("Ngày văn bản", "Ngày tháng", "Ngày, tháng, năm", "Ngày VB"),
        ),
        Field(
            "issuer",
            gettext_noop("Issuing body"),
            required=True,
            longest=200,
            aliases=("Cơ quan ban hành", "Nơi ban hành", "Tác giả"),
        ),
        Field(
            "level",
            gettext_noop("Level of the issuer"),
            FieldKind.CHOICE,
            required=True,
            choices=dims()["level"].values,
            aliases=("Cấp",),
        ),
        Field(
            "summary",
            gettext_noop("Subject"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            help=gettext_noop("What the document is about, as on its first page. Nothing classified is written here."),
            aliases=("Trích yếu", "Trích yếu nội dung", "Nội dung", "Tên loại và trích yếu nội dung"),
        ),
        Field(
            "way",
            gettext_noop("Received or issued"),
            FieldKind.CHOICE,
            required=True,
            choices=WAYS,
            help=gettext_noop("Copies of documents from above, invitations and regular reports are not “issued here”."),
            aliases=("Đến/đi", "Văn bản đến/đi"),
        ),
        Field(
            "received_on",
            gettext_noop("Came on"),
            FieldKind.DATE,
            section=_CAME,
            when=("way", frozenset({RECEIVED})),
            aliases=("Ngày đến", "Ngày nhận"),
        ),
        Field(
            "answer_by",
            gettext_noop("Answer due by"),
            FieldKind.DATE,
            section=_CAME,
            when=("way", frozenset({RECEIVED})),
            help=gettext_noop("Where the document asks for a report or a reply. It then stands among what is asked."),
            aliases=("Hạn trả lời", "Hạn báo cáo", "Thời hạn"),
        ),
    ),
    dates=Dates("issued_on"),
    title=document_title,
    listed=("kind", "number", "issued_on", "issuer", "summary", "answer_by"),
    life=LIFE,
    findings=document_findings,
    lines=document_lines,
    counts=frozenset({"documents_issued"}),
    checks=check_documents,
    past=lambda facts: facts.day("received_on") or facts.day("issued_on"),
    same=("number", "issued_on", "issuer"),
    filters=("kind", "level", "way"),
    readers=READERS,
    reach=Reach.ABOVE,
    levels=COMMITTEE_LEVELS,
)

CONCLUDED = "concluded"
PLANS = Register(
    code="plans.plans",
    slug="ke-hoach",
    name=gettext_noop("Annual plans"),
    one=gettext_noop("Plan"),
    lead=gettext_noop("Each plan with its tasks: who does what by when, and what came of it."),
    icon="cal",
    model=YearPlan,
    fields=(
        Field("name", gettext_noop("Name of the plan"), required=True, aliases=("Tên kế hoạch", "Trích yếu")),
        Field(
            "year",
            gettext_noop("Year of the plan"),
            FieldKind.INT,
            required=True,
            least=2000,
            most=2100,
            aliases=("Năm",),
        ),
        Field("number", gettext_noop("Number and symbol"), longest=60, aliases=("Số, ký hiệu", "Số kế hoạch")),
        Field(
            "signed_on", gettext_noop("Signed on"), FieldKind.DATE, required=True, aliases=("Ngày ký", "Ngày ban hành")
        ),
        Field("since", gettext_noop("From"), FieldKind.DATE, required=True, aliases=("Từ ngày",)),
        Field("until", gettext_noop("To"), FieldKind.DATE, required=True, aliases=("Đến ngày",)),
        Field(
            "basis",
            gettext_noop("Document it rests on"),
            FieldKind.RECORD,
            of="plans.documents",
            help=gettext_noop("The main one. Link further documents on the plan's page."),
        ),
        Field(
            "emulation",
            gettext_noop("Contents of the emulation movement"),
            FieldKind.MANY,
            choices=CONTENTS,
            help=gettext_noop("QĐ 2447/QĐ-TTg. The province writes down what each content says."),
        ),
        Field(
            "aims", gettext_noop("Aims and requirements"), FieldKind.LONG, longest=2000, aliases=("Mục đích, yêu cầu",)
        ),
    ),
    dates=Dates("since", "until"),
    checks=check_plans,
    title=lambda facts: facts.text("name"),
    listed=("year", "number", "signed_on", "since", "until"),
    life=Life(
        {
            BEGIN: State(gettext_noop("Being carried out"), "doing"),
            CONCLUDED: State(gettext_noop("Summed up"), "closed"),
        },
        (StepKind("conclude", gettext_noop("Sum the plan up"), frozenset({BEGIN}), CONCLUDED, document=True),),
    ),
    same=("year", "number", "name"),
    needed=plan_needed,
    readers=READERS,
    reach=Reach.ABOVE,
    levels=COMMITTEE_LEVELS,
    page="plans:plan",
)
