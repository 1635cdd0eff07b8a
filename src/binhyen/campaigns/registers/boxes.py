"""The registers of suggestion boxes, of their openings, and of what villages agreed on."""

from binhyen.campaigns.models import Box, BoxOpening, Convention
from binhyen.campaigns.queries.boxes import box_checks, opening_checks
from binhyen.campaigns.registers.event_fields import TOPICS
from binhyen.campaigns.rules import boxes
from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.queries.declared import OFFICERS, Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

BOX = "campaigns.boxes"
_KEEPERS = OFFICERS | {Role.RESIDENTIAL_HEAD, Role.UNIT_REPRESENTATIVE}
_OPENERS = OFFICERS | {Role.UNIT_REPRESENTATIVE}
_WITH = gettext_noop("Opened by")
_LETTERS = gettext_noop("Letters, by kind (numbers only)")


def _opened(facts: Facts) -> str:
    """Return what an opening is called."""
    day = facts.day("since")
    return f"Mở hòm thư {short_date(day) if day else ''}".strip()


BOXES = Register(
    code=BOX,
    slug="hom-thu",
    name=gettext_noop("Suggestion boxes"),
    one=gettext_noop("Suggestion box"),
    lead=gettext_noop("Where boxes stand, and when they were opened. Letters are counted; nobody copies them here."),
    icon="inbox",
    model=Box,
    fields=(
        Field(
            "name",
            gettext_noop("Name of the box"),
            required=True,
            help=gettext_noop("For example: “Hòm thư góp ý thôn Đông”."),
            aliases=("Tên hòm thư", "Hòm thư"),
        ),
        Field("venue", gettext_noop("Where it hangs"), aliases=("Vị trí đặt", "Nơi đặt", "Địa điểm")),
        Field(
            "unit_kind",
            gettext_noop("Kind of place"),
            FieldKind.CHOICE,
            choices=dims()["unit_kind"].values,
            aliases=("Loại địa bàn",),
        ),
        Field("since", gettext_noop("Put up on"), FieldKind.DATE, required=True, aliases=("Ngày đặt", "Ngày lắp đặt")),
        Field("until", gettext_noop("Taken down on"), FieldKind.DATE, aliases=("Ngày gỡ",)),
        Field("document", gettext_noop("Plan that it follows"), aliases=("Kế hoạch",)),
        Field(
            "boxes",
            gettext_noop("Number of boxes"),
            FieldKind.AMOUNT,
            help=gettext_noop("For how many boxes this entry stands. Left empty: one."),
            indicator="tip_boxes",
            aliases=("Số hòm thư", "Số lượng"),
        ),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("name"),
    listed=("venue", "unit_kind", "since", "until", "boxes"),
    life=boxes.BOX_LIFE,
    findings=lambda facts, _steps: boxes.at_least_one(facts, "boxes"),
    checks=box_checks,
    lines=boxes.box_lines,
    typed=False,
    counts=frozenset({"tip_boxes"}),
    past=lambda facts: facts.day("since"),
    same=("name",),
    filters=("unit_kind",),
    keepers=_KEEPERS,
)

OPENINGS = Register(
    code="campaigns.openings",
    slug="mo-hom-thu",
    name=gettext_noop("Openings of boxes"),
    one=gettext_noop("Opening of a box"),
    lead=gettext_noop("Two posts open a box together and count the letters. Never a text, never a person."),
    icon="inbox",
    model=BoxOpening,
    fields=(
        Field("box", gettext_noop("Box"), FieldKind.RECORD, required=True, of=BOX, aliases=("Hòm thư",)),
        Field("since", gettext_noop("Opened on"), FieldKind.DATE, required=True, aliases=("Ngày mở", "Ngày")),
        Field(
            "first_post",
            gettext_noop("First post"),
            required=True,
            longest=200,
            section=_WITH,
            help=gettext_noop("The post, not the name: “Trưởng Công an xã”."),
            aliases=("Người mở thứ nhất", "Thành phần 1"),
        ),
        Field(
            "second_post",
            gettext_noop("Second post"),
            required=True,
            longest=200,
            section=_WITH,
            help=gettext_noop("Another post, of another body if possible: “Trưởng ban công tác Mặt trận thôn”."),
            aliases=("Người mở thứ hai", "Thành phần 2"),
        ),
        Field(
            "minutes_number",
            gettext_noop("Number of the minutes"),
            longest=100,
            section=_WITH,
            aliases=("Biên bản số",),
        ),
        Field(
            "tips",
            gettext_noop("Reports of crime or hazards, not told apart"),
            FieldKind.AMOUNT,
            section=_LETTERS,
            indicator="tips_received",
            dims={"channel": "box"},
            aliases=("Thư tố giác", "Số tin tiếp nhận"),
        ),
        *(
            Field(
                f"tips_{code}",
                name,
                FieldKind.AMOUNT,
                section=_LETTERS,
                indicator="tips_received",
                dims={"channel": "box", "crime_type": code},
            )
            for code, name in dims()["crime_type"].values.items()
        ),
        Field(
            "suggestions", gettext_noop("Suggestions"), FieldKind.INT, section=_LETTERS, least=0, aliases=("Thư góp ý",)
        ),
        Field(
            "passed_on",
            gettext_noop("Passed on to other bodies, unread in content"),
            FieldKind.INT,
            section=_LETTERS,
            least=0,
            aliases=("Thư chuyển cơ quan khác",),
        ),
    ),
    dates=Dates("since"),
    title=_opened,
    listed=("box", "since", "first_post", "second_post", "tips", "suggestions"),
    findings=lambda facts, _steps: boxes.opening_findings(facts),
    past=lambda facts: facts.day("since"),
    checks=opening_checks,
    same=("box", "since"),
    parent="box",
    keepers=_OPENERS,
    photos=False,
)

CONVENTIONS = Register(
    code="campaigns.conventions",
    slug="quy-uoc",
    name=gettext_noop("Village conventions"),
    one=gettext_noop("Village convention"),
    lead=gettext_noop("Hương ước, quy ước with a part on security and order, as they were approved or changed."),
    icon="law",
    model=Convention,
    fields=(
        Field(
            "name",
            gettext_noop("Title of the convention"),
            required=True,
            aliases=("Tên hương ước, quy ước", "Tên quy ước", "Hương ước", "Quy ước"),
        ),
        Field(
            "since",
            gettext_noop("Approved on"),
            FieldKind.DATE,
            required=True,
            aliases=("Ngày phê duyệt", "Ngày công nhận"),
        ),
        Field(
            "way",
            gettext_noop("New or changed"),
            FieldKind.CHOICE,
            choices={"new": gettext_noop("New"), "changed": gettext_noop("Changed")},
            aliases=("Xây dựng mới/sửa đổi",),
        ),
        Field(
            "document",
            gettext_noop("Decision that approves it"),
            required=True,
            help=gettext_noop("Number, day and title."),
            aliases=("Quyết định", "Văn bản", "Quyết định công nhận"),
        ),
        Field(
            "approved_by", gettext_noop("Approved by"), longest=200, aliases=("Cơ quan phê duyệt", "Cơ quan công nhận")
        ),
        Field("topic", gettext_noop("Topic"), FieldKind.CHOICE, choices=TOPICS, aliases=("Lĩnh vực",)),
        Field(
            "gist",
            gettext_noop("What it says on security and order"),
            FieldKind.LONG,
            longest=3000,
            aliases=("Nội dung chính",),
        ),
        Field(
            "conventions",
            gettext_noop("Number of conventions"),
            FieldKind.AMOUNT,
            help=gettext_noop("For how many conventions this entry stands. Left empty: one."),
            indicator="village_conventions",
            aliases=("Số hương ước, quy ước", "Số lượng"),
        ),
    ),
    dates=Dates("since"),
    title=lambda facts: facts.text("name"),
    listed=("since", "way", "document", "approved_by", "conventions"),
    findings=lambda facts, _steps: boxes.at_least_one(facts, "conventions"),
    lines=lambda facts, _steps: boxes.convention_lines(facts),
    typed=False,
    counts=frozenset({"village_conventions"}),
    past=lambda facts: facts.day("since"),
    same=("since", "name"),
    filters=("way", "topic"),
    keepers=OFFICERS | {Role.RESIDENTIAL_HEAD},
)
