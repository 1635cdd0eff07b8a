"""The registers of a conference's inner life; each entry belongs to an event and is seen on its page."""

from functools import partial

from binhyen.campaigns.models import conferences
from binhyen.campaigns.queries.conference_checks import check_own_parts, check_parts
from binhyen.campaigns.queries.conference_rights import arranger_allows, everybody_allows, holder_allows
from binhyen.campaigns.registers.event_fields import CODE as EVENTS
from binhyen.campaigns.registers.events import KEEPERS
from binhyen.campaigns.rules import conference_facts as rules
from binhyen.campaigns.rules.conference_programme import LONGEST, PARTS
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Reach, Register
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind

_TITLE = 120
_POINTS = "campaigns.points"
_EVENT = Field(
    "event",
    gettext_noop("Event"),
    FieldKind.RECORD,
    required=True,
    of=EVENTS,
    aliases=("Hội nghị", "Tên hội nghị", "Tên hoạt động"),
)
_ON = Field(
    "on",
    gettext_noop("Day of the event"),
    FieldKind.DATE,
    required=True,
    aliases=("Ngày", "Ngày hội nghị", "Ngày tổ chức"),
)
_HEAD = (_EVENT, _ON)
_POSITION = Field("position", gettext_noop("Order"), FieldKind.INT, least=1, most=500, aliases=("Thứ tự", "TT", "STT"))
_POINT = Field("point", gettext_noop("Connected point"), FieldKind.RECORD, of=_POINTS, aliases=("Điểm cầu",))
_MINUTES = Field(
    "minutes",
    gettext_noop("Length (minutes)"),
    FieldKind.INT,
    least=0,
    most=LONGEST,
    aliases=("Số phút", "Thời lượng"),
)
_NO_OPINIONS = gettext_noop("By post or agency. Never what somebody thinks of a person.")
_part = partial(
    Register,
    dates=Dates("on"),
    checks=check_parts,
    allows=arranger_allows,
    parent="event",
    keepers=KEEPERS,
    listed_alone=False,
    photos=False,
)


def _count(name: str, label: str, *aliases: str) -> Field:
    return Field(name, label, FieldKind.INT, least=0, most=1_000_000, aliases=aliases)


def _short(facts: Facts, name: str) -> str:
    """Return the beginning of a text, for titles."""
    text = " ".join(facts.text(name).split())
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"


def _seat(facts: Facts) -> str:
    """Return what a seat is called: "Công an tỉnh, Phó Giám đốc (2)"."""
    words = ", ".join(word for word in (facts.text("agency"), facts.text("role")) if word)
    seat = facts.number("seat")
    return f"{words} ({seat})" if seat > 1 else words


PROGRAMME = _part(
    code="campaigns.programme",
    page="campaigns:part",
    slug="chuong-trinh-hoat-dong",
    name=gettext_noop("Programme items"),
    one=gettext_noop("Programme item"),
    icon="list",
    model=conferences.ProgrammeItem,
    checks=check_own_parts,
    fields=(
        *_HEAD,
        _POSITION,
        Field(
            "part",
            gettext_noop("Part"),
            FieldKind.CHOICE,
            required=True,
            choices=PARTS,
            aliases=("Phần", "Nội dung phần"),
        ),
        Field(
            "starts",
            gettext_noop("Begins at"),
            FieldKind.TIME,
            longest=5,
            help=gettext_noop("Left empty: when the one before it ends."),
            aliases=("Giờ", "Thời gian"),
        ),
        _MINUTES,
        Field("content", gettext_noop("What"), required=True, aliases=("Nội dung",)),
        Field("who", gettext_noop("Who carries it out"), aliases=("Người thực hiện", "Thực hiện", "Đơn vị thực hiện")),
    ),
    title=lambda facts: _short(facts, "content"),
    listed=("position", "part", "starts", "minutes", "content", "who"),
    findings=rules.item_findings,
    same=("event", "part", "content"),
    reach=Reach.ABOVE,
)

POINTS = _part(
    code=_POINTS,
    page="campaigns:part",
    slug="diem-cau",
    name=gettext_noop("Connected points"),
    one=gettext_noop("Connected point"),
    lead=gettext_noop("Each point has its own numbers. They stay with the conference and are never added to others."),
    icon="map",
    model=conferences.Point,
    allows=everybody_allows,
    fields=(
        *_HEAD,
        Field(
            "name", gettext_noop("Name of the point"), required=True, longest=200, aliases=("Điểm cầu", "Tên điểm cầu")
        ),
        Field("main", gettext_noop("The chair sits here"), FieldKind.FLAG, aliases=("Điểm cầu chính",)),
        Field("venue", gettext_noop("Venue"), aliases=("Địa điểm",)),
        Field(
            "head",
            gettext_noop("Head of the point (post)"),
            longest=200,
            aliases=("Chủ trì điểm cầu", "Chủ trì", "Phụ trách"),
        ),
        _count("invited", gettext_noop("Delegates invited"), "Số mời", "Đại biểu mời", "Số đại biểu triệu tập"),
        _count("attended", gettext_noop("Delegates there"), "Số dự", "Đại biểu dự", "Số đại biểu có mặt"),
        _count("questions", gettext_noop("Questions asked (number)"), "Số câu hỏi", "Số ý kiến"),
    ),
    title=lambda facts: facts.text("name"),
    listed=("name", "head", "invited", "attended", "questions"),
    findings=rules.point_findings,
    same=("event", "name"),
    reach=Reach.ABOVE,
)

PAPERS = _part(
    code="campaigns.papers",
    slug="tham-luan",
    name=gettext_noop("Papers of conferences"),
    one=gettext_noop("Paper"),
    icon="doc",
    model=conferences.Paper,
    allows=everybody_allows,
    fields=(
        *_HEAD,
        _POSITION,
        Field(
            "name", gettext_noop("Title of the paper"), required=True, aliases=("Tên tham luận", "Chủ đề", "Tham luận")
        ),
        Field(
            "speaker",
            gettext_noop("Speaker's post and agency"),
            required=True,
            longest=200,
            help=gettext_noop("The post speaks, such as “Trưởng Công an xã An Phú”."),
            aliases=("Người trình bày", "Đơn vị trình bày", "Chức vụ"),
        ),
        _MINUTES,
        Field(
            "scheme",
            gettext_noop("Scheme that it is about"),
            FieldKind.RECORD,
            of="schemes.schemes",
            aliases=("Mô hình",),
        ),
        Field(
            "text",
            gettext_noop("Text"),
            FieldKind.LONG,
            longest=rules.LONGEST_PAPER,
            help=gettext_noop("As it is read out, up to 30.000 signs; or attach the file on the paper's page."),
            aliases=("Toàn văn",),
        ),
    ),
    title=lambda facts: _short(facts, "name"),
    listed=("position", "name", "speaker", "minutes", "scheme"),
    same=("event", "name"),
    reach=Reach.ABOVE,
    photos=True,
)

PROPOSALS = _part(
    code="campaigns.proposals",
    slug="kien-nghi",
    name=gettext_noop("Proposals"),
    one=gettext_noop("Proposal"),
    lead=_NO_OPINIONS,
    icon="edit",
    model=conferences.Proposal,
    allows=holder_allows,
    fields=(
        *_HEAD,
        Field(
            "proposer",
            gettext_noop("Who proposes (post or agency)"),
            required=True,
            longest=200,
            help=_NO_OPINIONS,
            aliases=("Đơn vị kiến nghị", "Đơn vị đề xuất"),
        ),
        Field("addressee", gettext_noop("To whom"), longest=200, aliases=("Gửi", "Kiến nghị với", "Nơi nhận")),
        Field(
            "text",
            gettext_noop("What is proposed"),
            FieldKind.LONG,
            required=True,
            longest=4000,
            aliases=("Nội dung kiến nghị", "Nội dung"),
        ),
    ),
    title=lambda facts: _short(facts, "text"),
    listed=("proposer", "text", "addressee"),
    life=rules.PROPOSAL_LIFE,
    same=("event", "proposer", "text"),
    reach=Reach.ABOVE,
)

QUESTIONS = _part(
    code="campaigns.questions",
    page="campaigns:part",
    slug="cau-hoi",
    name=gettext_noop("Questions at conferences"),
    one=gettext_noop("Question"),
    lead=_NO_OPINIONS,
    icon="msg",
    model=conferences.Question,
    allows=everybody_allows,
    fields=(
        *_HEAD,
        _POINT,
        Field(
            "asked_by",
            gettext_noop("Asked by (post or agency)"),
            longest=200,
            help=_NO_OPINIONS,
            aliases=("Đơn vị hỏi",),
        ),
        Field("text", gettext_noop("What is asked"), FieldKind.LONG, required=True, longest=4000, aliases=("Câu hỏi",)),
        Field("answer", gettext_noop("Answer"), FieldKind.LONG, longest=8000, aliases=("Trả lời",)),
        Field("answered_by", gettext_noop("Answered by (post or agency)"), longest=200, aliases=("Đơn vị trả lời",)),
    ),
    title=lambda facts: _short(facts, "text"),
    listed=("point", "asked_by", "text", "answered_by"),
    findings=rules.question_findings,
    same=("event", "point", "text"),
    reach=Reach.ABOVE,
)

HANDINGS = _part(
    code="campaigns.handings",
    page="campaigns:part",
    slug="trao-thuong",
    name=gettext_noop("Order of handing over awards"),
    one=gettext_noop("Award in the order"),
    lead=gettext_noop("Who awards and who hands over are two things; both are printed."),
    icon="verified",
    model=conferences.Handing,
    checks=check_own_parts,
    fields=(
        *_HEAD,
        _POSITION,
        Field(
            "name",
            gettext_noop("Award"),
            required=True,
            help=gettext_noop("Such as “Bằng khen của Bộ trưởng Bộ Công an”."),
            aliases=("Hình thức khen thưởng", "Danh hiệu", "Khen thưởng"),
        ),
        Field(
            "authority",
            gettext_noop("Who awards (the authority that decided)"),
            required=True,
            longest=200,
            aliases=("Cấp khen thưởng", "Thẩm quyền", "Cấp quyết định"),
        ),
        Field(
            "presenter",
            gettext_noop("Who hands over (post)"),
            required=True,
            longest=200,
            help=gettext_noop("The post that hands it over at the conference, not the authority that awards."),
            aliases=("Người trao", "Lãnh đạo trao"),
        ),
        Field("award", gettext_noop("Entry of the award"), FieldKind.RECORD, of="awards.awards"),
        Field(
            "recipients",
            gettext_noop("Recipients, one a line"),
            FieldKind.LONG,
            longest=8000,
            help=gettext_noop("As the decision names them."),
            aliases=("Danh sách nhận", "Tập thể, cá nhân", "Người nhận"),
        ),
    ),
    title=lambda facts: _short(facts, "name"),
    listed=("position", "name", "authority", "presenter"),
    findings=rules.handing_findings,
    same=("event", "name", "authority", "recipients"),
    private=frozenset({"recipients"}),
    reach=Reach.ABOVE,
)

DELEGATES = _part(
    code="campaigns.delegates",
    page="campaigns:part",
    slug="dai-bieu",
    name=gettext_noop("Delegates"),
    one=gettext_noop("A delegate"),
    lead=gettext_noop("A delegate is a seat of an agency. The name is only for the badge, where one is wanted."),
    icon="qr",
    model=conferences.Delegate,
    fields=(
        *_HEAD,
        Field("agency", gettext_noop("Agency, unit, place"), required=True, longest=200, aliases=("Cơ quan", "Đơn vị")),
        Field("role", gettext_noop("Position"), longest=200, aliases=("Chức vụ", "Chức danh", "Thành phần")),
        Field("seat", gettext_noop("Seat number"), FieldKind.INT, least=1, most=1000, aliases=("Ghế", "Số ghế")),
        Field("name", gettext_noop("Name on the badge"), longest=100, aliases=("Họ tên", "Họ và tên")),
        _POINT,
    ),
    title=_seat,
    listed=("agency", "role", "seat", "point"),
    life=rules.DELEGATE_LIFE,
    same=("event", "agency", "role", "seat"),
    private=frozenset({"name"}),
)

CONCLUSIONS = _part(
    code="campaigns.conclusions",
    page="campaigns:part",
    slug="ket-luan",
    name=gettext_noop("Conclusions"),
    one=gettext_noop("Conclusion"),
    icon="ok",
    model=conferences.Conclusion,
    checks=check_own_parts,
    fields=(
        *_HEAD,
        _POSITION,
        Field(
            "content",
            gettext_noop("What was concluded"),
            FieldKind.LONG,
            required=True,
            longest=2000,
            aliases=("Nội dung kết luận", "Kết luận", "Nội dung"),
        ),
        Field("lead", gettext_noop("Who leads"), longest=200, aliases=("Đơn vị chủ trì", "Chủ trì")),
        Field("due", gettext_noop("Due on"), FieldKind.DATE, aliases=("Thời hạn", "Hạn", "Thời gian hoàn thành")),
        Field("task", gettext_noop("Task that it became"), FieldKind.RECORD, of="plans.tasks"),
    ),
    title=lambda facts: _short(facts, "content"),
    listed=("position", "content", "lead", "due"),
    findings=rules.conclusion_findings,
    same=("event", "content"),
    reach=Reach.ABOVE,
)

CONFERENCE_REGISTERS: tuple[Register, ...] = (
    PROGRAMME,
    POINTS,
    PAPERS,
    PROPOSALS,
    QUESTIONS,
    HANDINGS,
    DELEGATES,
    CONCLUSIONS,
)
