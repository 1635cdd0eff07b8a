"""The register of schemes: what is said of one, and its life from the survey to its end."""

from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Role
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS, OWN_ENTRIES, Reach, Register, Way
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind
from binhyen.schemes.models import Scheme
from binhyen.schemes.queries.checking import scheme_checks
from binhyen.schemes.rules import counting, guessing, judging, kinds

KEEPERS = OFFICERS | OWN_ENTRIES
"""Police, the Front and its members, residential areas, agencies, enterprises and schools propose schemes (HD 22)."""
CHIEFS = frozenset({Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER})
ACTIVE, GONE = "active", "dissolved"

_WHAT = gettext_noop("What the scheme is")
_WHY = gettext_noop("What it answers")
_WHO = gettext_noop("Who runs it")
_WHEN = gettext_noop("Since when")
_HOW = gettext_noop("How it works, for others to copy")

_IDENTITY = (
    Field(
        "name",
        gettext_noop("Name of the scheme"),
        required=True,
        section=_WHAT,
        aliases=("Tên mô hình", "Mô hình", "Tên gọi mô hình", "Tên gọi"),
    ),
    Field(
        "kind",
        gettext_noop("Kind"),
        FieldKind.CHOICE,
        required=True,
        choices=kinds.KINDS,
        section=_WHAT,
        help=gettext_noop("Many schemes are of one kind; kinds, schemes and sites are three numbers."),
        aliases=("Loại mô hình", "Loại", "Nhóm mô hình", "Loại hình"),
    ),
    Field(
        "kind_name",
        gettext_noop("Name of the other kind"),
        required=True,
        section=_WHAT,
        longest=200,
        when=("kind", frozenset({kinds.OTHER})),
        help=gettext_noop("Write it alike everywhere: equal names are one kind."),
        aliases=("Tên loại mô hình", "Loại khác"),
    ),
    Field(
        "field",
        gettext_noop("Field of life"),
        FieldKind.CHOICE,
        required=True,
        choices=kinds.FIELDS,
        section=_WHAT,
        aliases=("Lĩnh vực", "Lĩnh vực hoạt động", "Môi trường"),
    ),
    Field(
        "fours",
        gettext_noop("Of the four kinds"),
        FieldKind.MANY,
        choices=kinds.FOURS,
        section=_WHAT,
        aliases=("Bốn loại hình", "Tính chất", "Tự phòng, tự quản, tự bảo vệ, tự hòa giải"),
    ),
)
_ANSWERS = (
    Field(
        "problem",
        gettext_noop("The problem in words"),
        FieldKind.LONG,
        section=_WHY,
        longest=1000,
        help=gettext_noop("What was wrong before; others search for it. No names, no cases of persons."),
        aliases=("Vấn đề giải quyết", "Lý do xây dựng", "Mục đích", "Nội dung"),
    ),
    Field(
        "topics",
        gettext_noop("Problems"),
        FieldKind.MANY,
        choices=kinds.TOPICS,
        section=_WHY,
        aliases=("Chủ đề", "Vấn đề"),
    ),
)
_RUN_BY = (
    Field(
        "org",
        gettext_noop("Led by"),
        FieldKind.CHOICE,
        choices=dims()["org"].values,
        section=_WHO,
        aliases=("Đơn vị chủ trì", "Chủ trì", "Cơ quan chủ trì", "Tổ chức thực hiện", "Đơn vị xây dựng"),
    ),
    Field(
        "managing_level",
        gettext_noop("Managed at"),
        FieldKind.CHOICE,
        required=True,
        choices=dims()["managing_level"].values,
        section=_WHO,
        aliases=("Cấp quản lý", "Cấp công nhận", "Cấp"),
    ),
    Field(
        "unit_kind",
        gettext_noop("Set up in"),
        FieldKind.CHOICE,
        choices=dims()["unit_kind"].values,
        section=_WHO,
        aliases=("Loại đơn vị", "Nơi xây dựng", "Loại địa bàn"),
    ),
    Field(
        "partners",
        gettext_noop("Partners"),
        section=_WHO,
        aliases=("Đơn vị phối hợp", "Phối hợp", "Cơ quan phối hợp"),
    ),
)
_STANDS = (
    Field(
        "since",
        gettext_noop("Since"),
        FieldKind.DATE,
        required=True,
        section=_WHEN,
        help=gettext_noop("The day on which it was launched; for one in preparation, the day on which that began."),
        aliases=(
            "Ngày ra mắt",
            "Ngày thành lập",
            "Thời gian ra mắt",
            "Thời gian thành lập",
            "Ngày công nhận",
            "Từ ngày",
        ),
    ),
    Field(
        "preparing",
        gettext_noop("In preparation: it was not launched yet"),
        FieldKind.FLAG,
        section=_WHEN,
        help=gettext_noop(
            "Survey, proposal, recognition and launch are then written down as steps, and it counts from its launch."
        ),
        aliases=("Đang chuẩn bị", "Chưa ra mắt"),
    ),
    Field(
        "decision",
        gettext_noop("Decision that recognised it"),
        section=_WHEN,
        help=gettext_noop(
            "Number and day, for a scheme that stands already. With it the scheme counts as new on its day."
        ),
        aliases=("Quyết định", "Số quyết định", "Quyết định công nhận", "Quyết định thành lập", "Văn bản phê duyệt"),
    ),
)
_COPIED = (
    Field(
        "description",
        gettext_noop("How it works"),
        FieldKind.LONG,
        section=_HOW,
        longest=4000,
        aliases=("Cách thức hoạt động", "Mô tả", "Nội dung hoạt động", "Cách làm"),
    ),
    Field(
        "needs",
        gettext_noop("What is needed"),
        FieldKind.LONG,
        section=_HOW,
        longest=1500,
        aliases=("Điều kiện", "Cần có"),
    ),
    Field(
        "cost",
        gettext_noop("What it costs"),
        FieldKind.LONG,
        section=_HOW,
        longest=1000,
        aliases=("Chi phí", "Kinh phí dự kiến"),
    ),
    Field(
        "results",
        gettext_noop("What came of it"),
        FieldKind.LONG,
        section=_HOW,
        longest=2000,
        help=gettext_noop("For the place, in numbers where there are some. No names."),
        aliases=("Kết quả", "Hiệu quả", "Kết quả nổi bật"),
    ),
    Field(
        "copied_from",
        gettext_noop("Copied from"),
        FieldKind.RECORD,
        of=kinds.SCHEMES,
        section=_HOW,
        aliases=("Nhân rộng từ", "Học tập từ mô hình"),
    ),
)

_YEAR = Field("year", gettext_noop("Year that is reviewed"), FieldKind.INT, required=True, least=1990, most=2100)
_RATINGS = {code: dims()["status"].values[code] for code in kinds.RATINGS}
_STANDING = frozenset({ACTIVE})

LIFE = Life(
    states={
        BEGIN: State(gettext_noop("In preparation")),
        "surveyed": State(gettext_noop("Surveyed"), "open"),
        "proposed": State(gettext_noop("Proposed"), "sent"),
        "recognised": State(gettext_noop("Recognised, not launched yet"), "registered"),
        ACTIVE: State(gettext_noop("At work"), "active"),
        GONE: State(gettext_noop("Dissolved"), "ended"),
    },
    kinds=(
        StepKind("surveyed", gettext_noop("Survey"), frozenset({BEGIN}), "surveyed", document=True),
        StepKind(
            "proposed", gettext_noop("Proposal of the scheme"), frozenset({"surveyed"}), "proposed", document=True
        ),
        StepKind(
            "recognised",
            gettext_noop("Recognition"),
            frozenset({"proposed"}),
            "recognised",
            document=True,
            roles=OFFICERS | CHIEFS,
        ),
        StepKind("launched", gettext_noop("Launch"), frozenset({"recognised"}), ACTIVE, document=True),
        StepKind(
            "reviewed",
            gettext_noop("Yearly review"),
            _STANDING,
            document=True,
            roles=OFFICERS,
            page="schemes:review",
            fields=(
                _YEAR,
                Field("level", gettext_noop("Level of the rating"), FieldKind.CHOICE, required=True, choices=_RATINGS),
                Field("score", gettext_noop("Points given"), FieldKind.INT, least=0, most=30_000),
            ),
        ),
        StepKind(
            "summed_up",
            gettext_noop("Summing-up"),
            _STANDING,
            document=True,
            fields=(
                Field(
                    "kind",
                    gettext_noop("Interim or final"),
                    FieldKind.CHOICE,
                    required=True,
                    choices=dims()["conference_kind"].values,
                ),
            ),
        ),
        StepKind("consolidated", gettext_noop("Consolidation"), _STANDING, document=True),
        StepKind(
            "replicated",
            gettext_noop("Replication"),
            _STANDING,
            document=True,
            fields=(
                Field(
                    "how",
                    gettext_noop("How it was replicated"),
                    FieldKind.CHOICE,
                    required=True,
                    choices=kinds.REPLICATIONS,
                ),
                Field("where", gettext_noop("Where, or by whom")),
            ),
        ),
        StepKind("visited", gettext_noop("Visit of leaders"), _STANDING, note=True),
        StepKind(
            GONE,
            gettext_noop("Dissolution"),
            _STANDING,
            GONE,
            document=True,
            roles=OFFICERS | CHIEFS,
            danger=True,
            page="schemes:dissolve",
            fields=(Field("reason", gettext_noop("Reason"), FieldKind.CHOICE, required=True, choices=kinds.REASONS),),
        ),
    ),
)
"""The order follows HD 22/HD-BCA-V05 as it was gathered [I]; what stood before it was written down is “at work”."""


def _begins(facts: Facts) -> str:
    return BEGIN if facts.values.get("preparing") else ACTIVE


SCHEMES = Register(
    code=kinds.SCHEMES,
    slug="mo-hinh",
    name=gettext_noop("Schemes"),
    one=gettext_noop("Scheme"),
    lead=gettext_noop(
        "Schemes that stand and stood: counted by name at a commune or unit. Sites are counted on their own."
    ),
    icon="bulb",
    model=Scheme,
    fields=(*_IDENTITY, *_ANSWERS, *_RUN_BY, *_STANDS, *_COPIED),
    dates=Dates("since"),
    title=lambda facts: facts.text("name"),
    listed=("kind", "field", "managing_level", "org", "since"),
    life=LIFE,
    begins=_begins,
    findings=judging.scheme_findings,
    lines=counting.scheme_lines,
    counts=counting.SCHEME_COUNTS,
    distinct=counting.DISTINCT,
    past=lambda facts: facts.day("since"),
    checks=scheme_checks,
    same=("name",),
    guess=guessing.scheme_guess,
    guesses=frozenset({"kind", "kind_name", "field", "managing_level"}),
    filters=("kind", "field", "managing_level", "org"),
    keepers=KEEPERS,
    reach=Reach.PROVINCE,
    place_as_now=True,
    page="schemes:scheme",
    ways=(
        Way("schemes:gallery", gettext_noop("What works"), "bulb"),
        Way("schemes:kinds", gettext_noop("By kind"), "board"),
        Way("schemes:years", gettext_noop("Over the years"), "history"),
    ),
)
