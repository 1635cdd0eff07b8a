"""What every event says: kind, day, place, who holds it, topic and form, how many came."""

from binhyen.campaigns.rules import events, kinds
from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.fields import Field, FieldKind

CODE = "campaigns.events"
TOPICS = {**kinds.GENERAL_TOPICS, **dims()["crime_type"].values}
_WHEN = gettext_noop("More on time and place")
_WHO = gettext_noop("Partners, plan, money")
_SHAPE = gettext_noop("Topic and form")


def _when(*among: str) -> tuple[str, frozenset[str]]:
    return ("kind", frozenset(among))


_IDENTITY = (
    Field(
        "kind",
        gettext_noop("Kind of event"),
        FieldKind.CHOICE,
        required=True,
        choices=kinds.KINDS,
        aliases=("Loại", "Loại hoạt động", "Hình thức hoạt động"),
    ),
    Field(
        "name",
        gettext_noop("What it is called"),
        required=True,
        help=gettext_noop("As it stands in the plan or on the invitation."),
        aliases=("Nội dung", "Tên hoạt động", "Tên cuộc", "Tên hội nghị", "Nội dung tuyên truyền", "Hoạt động"),
    ),
    Field(
        "standing",
        gettext_noop("Where it stands"),
        FieldKind.CHOICE,
        choices=kinds.STANDINGS,
        help=gettext_noop("Left empty: it was held. Only events that were held count."),
        aliases=("Tình trạng", "Trạng thái"),
    ),
)
_TIME_AND_PLACE = (
    Field(
        "since",
        gettext_noop("Day"),
        FieldKind.DATE,
        required=True,
        aliases=("Thời gian", "Ngày", "Ngày tổ chức", "Thời gian tổ chức", "Từ ngày"),
    ),
    Field("begins", gettext_noop("Begins at"), FieldKind.TIME, longest=5, aliases=("Giờ", "Giờ bắt đầu")),
    Field(
        "until",
        gettext_noop("Last day"),
        FieldKind.DATE,
        section=_WHEN,
        help=gettext_noop("If it lasts longer than a day."),
        aliases=("Đến ngày", "Ngày kết thúc"),
    ),
    Field("ends", gettext_noop("Ends at"), FieldKind.TIME, section=_WHEN, longest=5, aliases=("Giờ kết thúc",)),
    Field(
        "venue",
        gettext_noop("Venue"),
        help=gettext_noop("Hall, school, market, street."),
        aliases=("Địa điểm", "Nơi tổ chức", "Địa điểm tổ chức"),
    ),
    Field(
        "unit_kind",
        gettext_noop("Held by or for"),
        FieldKind.CHOICE,
        choices=dims()["unit_kind"].values,
        section=_WHEN,
        help=gettext_noop("A village, a commune, a school: how reports split the places."),
        when=_when(kinds.LAUNCH, kinds.FESTIVAL, kinds.FORUM),
        aliases=("Loại địa bàn", "Loại đơn vị"),
    ),
)
_HOSTS = (
    Field(
        "org",
        gettext_noop("Carried out by"),
        FieldKind.CHOICE,
        choices=dims()["org"].values,
        aliases=("Lực lượng", "Tổ chức thực hiện", "Ngành"),
    ),
    Field(
        "organiser",
        gettext_noop("Name of the organiser"),
        aliases=("Đơn vị chủ trì", "Chủ trì", "Đơn vị tổ chức", "Cơ quan chủ trì", "Đơn vị thực hiện"),
    ),
    Field(
        "partners",
        gettext_noop("Partners"),
        section=_WHO,
        aliases=("Đơn vị phối hợp", "Phối hợp", "Cơ quan phối hợp"),
    ),
    Field(
        "document",
        gettext_noop("Plan that it follows"),
        section=_WHO,
        help=gettext_noop("Number, day and title."),
        aliases=("Kế hoạch", "Văn bản", "Căn cứ"),
    ),
    Field(
        "part_of",
        gettext_noop("Part of the campaign"),
        FieldKind.RECORD,
        of=CODE,
        section=_WHO,
        aliases=("Thuộc đợt", "Đợt cao điểm"),
    ),
)
_SUBJECT = (
    Field(
        "topic", gettext_noop("Topic"), FieldKind.CHOICE, choices=TOPICS, section=_SHAPE, aliases=("Chủ đề", "Lĩnh vực")
    ),
    Field(
        "form_of_work",
        gettext_noop("Form (NĐ 06/2014)"),
        FieldKind.CHOICE,
        choices=dims()["form_of_work"].values,
        section=_SHAPE,
        when=_when(kinds.LAUNCH, kinds.LESSON, kinds.DRIVE),
        aliases=("Hình thức", "Hình thức vận động"),
    ),
    Field(
        "audience",
        gettext_noop("For whom"),
        FieldKind.CHOICE,
        choices=dims()["audience"].values,
        section=_SHAPE,
        aliases=("Đối tượng", "Thành phần", "Đối tượng tham dự"),
    ),
    Field(
        "conference_kind",
        gettext_noop("Kind of conference"),
        FieldKind.CHOICE,
        required=True,
        choices=kinds.CONFERENCE_KINDS,
        section=_SHAPE,
        help=gettext_noop("Only interim and final reviews count as review conferences."),
        when=_when(kinds.CONFERENCE),
        aliases=("Loại hội nghị",),
    ),
    Field(
        "conference_form",
        gettext_noop("How it is held"),
        FieldKind.CHOICE,
        choices=kinds.CONFERENCE_FORMS,
        section=_SHAPE,
        when=_when(kinds.CONFERENCE),
    ),
    Field(
        "festival_scale",
        gettext_noop("Scale of the festival"),
        FieldKind.CHOICE,
        choices=kinds.SCALES,
        section=_SHAPE,
        when=_when(kinds.FESTIVAL),
        aliases=("Điểm/diện", "Quy mô"),
    ),
    Field("materials", gettext_noop("Materials used"), section=_SHAPE, aliases=("Tài liệu", "Tài liệu sử dụng")),
)
_NUMBERS = (
    Field(
        events.TIMES,
        gettext_noop("Number of sessions"),
        FieldKind.AMOUNT,
        help=gettext_noop("For how many sessions this entry stands: “12”, “hơn 2.100”. Left empty: one."),
        indicator="mobilisation_events",
        aliases=("Số buổi", "Số cuộc", "Số lượt", "Số lần", "Số điểm"),
    ),
    Field(
        events.ATTENDANCE,
        gettext_noop("How many came"),
        FieldKind.AMOUNT,
        help=gettext_noop("By the minutes or the list of who came, not by invitations."),
        indicator="mobilisation_attendance",
        aliases=(
            "Số người dự",
            "Số người tham dự",
            "Số lượt người",
            "Số người tham gia",
            "Số đại biểu",
            "Lượt người dự",
        ),
    ),
    Field(
        "budget",
        gettext_noop("Spent (đồng)"),
        FieldKind.MONEY,
        section=_WHO,
        least=0,
        aliases=("Kinh phí", "Kinh phí tổ chức"),
    ),
)
SAID = (*_IDENTITY, *_TIME_AND_PLACE, *_HOSTS, *_SUBJECT, *_NUMBERS)
REMARK = Field(
    "remark",
    gettext_noop("Remark"),
    FieldKind.LONG,
    section=_SHAPE,
    longest=2000,
    help=gettext_noop("About the event, never about people who came."),
    aliases=("Ghi chú", "Kết quả"),
)
