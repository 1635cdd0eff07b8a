"""The registers of emulation launches and pledges, and of what is planned to be spent on rewards."""

from binhyen.awards.models import AwardBudget, Launch, Pledge
from binhyen.awards.registers.shared import FORMS, KEEPERS, PROPOSERS, READERS, SOURCES
from binhyen.awards.rules.pledging import launch_findings, pledge_findings
from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Reach, Register
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind

LAUNCHES = Register(
    code="awards.launches",
    slug="phat-dong-thi-dua",
    name=gettext_noop("Emulation launches"),
    one=gettext_noop("Emulation launch"),
    icon="hand2",
    model=Launch,
    fields=(
        Field("name", gettext_noop("Name"), required=True, aliases=("Tên phong trào", "Tên phong trào thi đua")),
        Field(
            "kind",
            gettext_noop("Kind of launch"),
            FieldKind.CHOICE,
            required=True,
            choices={"regular": gettext_noop("regular emulation"), "thematic": gettext_noop("thematic emulation")},
            aliases=("Hình thức thi đua", "Loại phong trào"),
        ),
        Field("organiser", gettext_noop("Organiser"), FieldKind.CHOICE, choices=dims()["org"].values),
        Field("since", gettext_noop("From"), FieldKind.DATE, required=True, aliases=("Ngày phát động", "Từ ngày")),
        Field("until", gettext_noop("To"), FieldKind.DATE, aliases=("Đến ngày", "Ngày kết thúc")),
        Field("document", gettext_noop("Document it rests on"), aliases=("Văn bản phát động", "Kế hoạch số")),
        Field("content", gettext_noop("Content"), FieldKind.LONG, longest=2000, aliases=("Nội dung",)),
        Field("targets", gettext_noop("Targets"), FieldKind.LONG, longest=2000, aliases=("Chỉ tiêu thi đua",)),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("name"),
    listed=("since", "until", "name", "kind", "organiser"),
    findings=launch_findings,
    same=("name", "since"),
    filters=("kind", "organiser"),
    keepers=KEEPERS,
    reach=Reach.ABOVE,
)

PLEDGES = Register(
    code="awards.pledges",
    slug="dang-ky-thi-dua",
    name=gettext_noop("Emulation pledges"),
    one=gettext_noop("Emulation pledge"),
    icon="edit",
    model=Pledge,
    fields=(
        Field("launch", gettext_noop("Emulation launch"), FieldKind.RECORD, of="awards.launches"),
        Field(
            "who",
            gettext_noop("Who pledges"),
            FieldKind.CHOICE,
            required=True,
            choices={
                "unit": gettext_noop("a unit, for its collectives and individuals"),
                "village": gettext_noop("a residential area"),
                "block": gettext_noop("an emulation block (khối, cụm thi đua)"),
            },
        ),
        Field(
            "name",
            gettext_noop("Name of the unit, area or block"),
            required=True,
            help=gettext_noop("Names of persons do not stand here: they are counted."),
            aliases=("Tên đơn vị", "Đơn vị đăng ký", "Khu dân cư"),
        ),
        Field(
            "signed_on", gettext_noop("Signed on"), FieldKind.DATE, required=True, aliases=("Ngày ký", "Ngày đăng ký")
        ),
        Field("collectives", gettext_noop("Collectives"), FieldKind.INT, least=0, aliases=("Số tập thể",)),
        Field("individuals", gettext_noop("Individuals"), FieldKind.INT, least=0, aliases=("Số cá nhân",)),
        Field("aims", gettext_noop("Title aimed at"), FieldKind.CHOICE, choices=FORMS, aliases=("Danh hiệu đăng ký",)),
        Field("content", gettext_noop("Content"), FieldKind.LONG, longest=2000, aliases=("Nội dung giao ước",)),
        Field("result", gettext_noop("Result at the year's end"), FieldKind.LONG, longest=2000, aliases=("Kết quả",)),
    ),
    dates=Dates("signed_on"),
    title=lambda facts: facts.text("name"),
    listed=("signed_on", "name", "who", "collectives", "individuals", "aims"),
    findings=pledge_findings,
    same=("name", "signed_on", "launch"),
    filters=("who", "aims"),
    parent="launch",
    keepers=PROPOSERS,
)

BUDGETS = Register(
    code="awards.budgets",
    slug="kinh-phi-khen-thuong",
    name=gettext_noop("Reward budgets"),
    one=gettext_noop("Reward budget"),
    icon="sum",
    model=AwardBudget,
    fields=(
        Field("year", gettext_noop("Year"), FieldKind.INT, required=True, least=2000, most=2100, aliases=("Năm",)),
        Field(
            "source",
            gettext_noop("Source of the money"),
            FieldKind.CHOICE,
            required=True,
            choices=SOURCES,
            aliases=("Nguồn kinh phí", "Nguồn"),
        ),
        Field(
            "planned",
            gettext_noop("Planned (đồng)"),
            FieldKind.MONEY,
            required=True,
            least=0,
            aliases=("Dự toán", "Kinh phí được giao", "Số tiền"),
        ),
        Field(
            "approved_on",
            gettext_noop("Budget approved on"),
            FieldKind.DATE,
            required=True,
            aliases=("Ngày giao", "Ngày"),
        ),
        Field(
            "document", gettext_noop("Document it rests on"), required=True, aliases=("Văn bản", "Quyết định giao số")
        ),
    ),
    dates=Dates("approved_on"),
    title=lambda facts: f"Kinh phí khen thưởng năm {facts.number('year')}",
    listed=("year", "source", "planned", "document"),
    same=("year", "source"),
    filters=("source",),
    keepers=KEEPERS,
    readers=READERS,
    photos=False,
)
