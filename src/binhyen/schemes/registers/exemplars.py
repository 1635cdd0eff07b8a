"""The register of exemplars: an honour, never a file. Who did not consent is not named beyond the office."""

from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS, Reach, Register, Way
from binhyen.registers.rules.facts import Dates, Facts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind
from binhyen.schemes.models import Exemplar
from binhyen.schemes.registers.schemes import CHIEFS, KEEPERS
from binhyen.schemes.rules import counting, guessing, judging, kinds

RECOGNISED, ENDED = "recognised", "ended"
_WHO = gettext_noop("Who is put forward")
_CONSENT = gettext_noop("Consent")
_DEED = gettext_noop("What others can copy")

FIELDS = (
    Field(
        "recipient",
        gettext_noop("Collective, individual or household"),
        FieldKind.CHOICE,
        required=True,
        choices=dims()["kind_of_recipient"].values,
        section=_WHO,
        aliases=("Loại điển hình", "Đối tượng"),
    ),
    Field(
        "name",
        gettext_noop("Name"),
        required=True,
        section=_WHO,
        help=gettext_noop("Of the collective, or of the person who agreed to it. Nothing else about a person."),
        aliases=("Tên điển hình", "Họ và tên", "Tên tập thể, cá nhân", "Tập thể, cá nhân"),
    ),
    Field(
        "position",
        gettext_noop("Position, unit"),
        section=_WHO,
        aliases=("Chức vụ, đơn vị", "Chức vụ", "Đơn vị"),
    ),
    Field(
        "unit_kind",
        gettext_noop("Kind of unit"),
        FieldKind.CHOICE,
        choices=dims()["unit_kind"].values,
        section=_WHO,
        aliases=("Loại đơn vị",),
    ),
    Field(
        "since",
        gettext_noop("Put forward on"),
        FieldKind.DATE,
        required=True,
        section=_WHO,
        aliases=("Ngày công nhận", "Ngày", "Thời gian"),
    ),
    Field(
        "decision",
        gettext_noop("Document that recognised it"),
        section=_WHO,
        help=gettext_noop("Number and day, where it is recognised already; otherwise recognition is a step."),
        aliases=("Quyết định", "Văn bản công nhận", "Số quyết định"),
    ),
    Field(
        "consent",
        gettext_noop("How they agreed to be named"),
        section=_CONSENT,
        help=gettext_noop(
            "In their words or by their paper: “Đã đồng ý, có đơn kèm theo”. Without it only this office sees them."
        ),
        aliases=("Ý kiến đồng ý", "Đồng ý nêu gương"),
    ),
    Field("consent_on", gettext_noop("Day of consent"), FieldKind.DATE, section=_CONSENT, aliases=("Ngày đồng ý",)),
    Field(
        "deed",
        gettext_noop("What they do"),
        FieldKind.LONG,
        required=True,
        section=_DEED,
        longest=3000,
        aliases=("Thành tích", "Nội dung điển hình", "Tóm tắt thành tích"),
    ),
    Field(
        "lessons",
        gettext_noop("What others can copy"),
        FieldKind.LONG,
        required=True,
        section=_DEED,
        longest=2000,
        aliases=("Bài học", "Cách làm hay", "Kinh nghiệm nhân rộng"),
    ),
    Field("topics", gettext_noop("Problems"), FieldKind.MANY, choices=kinds.TOPICS, section=_DEED, aliases=("Chủ đề",)),
    Field("scheme", gettext_noop("Scheme"), FieldKind.RECORD, of=kinds.SCHEMES, section=_DEED, aliases=("Mô hình",)),
)

_STANDING = frozenset({RECOGNISED})
LIFE = Life(
    states={
        BEGIN: State(gettext_noop("Put forward"), "sent"),
        RECOGNISED: State(gettext_noop("Recognised as an exemplar"), "met"),
        ENDED: State(gettext_noop("Not kept as an exemplar any more"), "ended"),
    },
    kinds=(
        StepKind(
            RECOGNISED,
            gettext_noop("Recognition"),
            frozenset({BEGIN}),
            RECOGNISED,
            document=True,
            roles=OFFICERS | CHIEFS,
        ),
        StepKind(
            "honoured",
            gettext_noop("Honoured"),
            _STANDING,
            document=True,
            fields=(
                Field("org", gettext_noop("Honoured by"), FieldKind.CHOICE, choices=dims()["org"].values),
                Field("where", gettext_noop("At which conference or festival"), required=True),
            ),
        ),
        StepKind("visited", gettext_noop("Visit of leaders"), _STANDING, note=True),
        StepKind(
            "replicated",
            gettext_noop("Others follow it"),
            _STANDING,
            fields=(Field("where", gettext_noop("Where it is followed"), required=True),),
        ),
        StepKind(
            "reviewed",
            gettext_noop("Yearly review"),
            _STANDING,
            note=True,
            fields=(
                Field(
                    "year", gettext_noop("Year that is reviewed"), FieldKind.INT, required=True, least=1990, most=2100
                ),
            ),
        ),
        StepKind(ENDED, gettext_noop("Not kept any more"), _STANDING, ENDED, note=True, danger=True),
    ),
)


def title_of(facts: Facts) -> str:
    """Return what an exemplar is called where others read: a person who did not consent is not named."""
    if facts.text("recipient") == "collective" or facts.day("consent_on"):
        return facts.text("name")
    kind = dims()["kind_of_recipient"].values.get(facts.text("recipient"), "")
    return f"{kind} (chưa có ý kiến đồng ý nêu tên)"


EXEMPLARS = Register(
    code=kinds.EXEMPLARS,
    slug="dien-hinh",
    name=gettext_noop("Exemplars"),
    one=gettext_noop("Exemplar"),
    lead=gettext_noop("An honour, never a file: who agreed to be named, and what others can copy from them."),
    icon="verified",
    model=Exemplar,
    fields=FIELDS,
    dates=Dates("since"),
    title=title_of,
    listed=("recipient", "since", "decision"),
    life=LIFE,
    begins=lambda facts: RECOGNISED if facts.text("decision") else BEGIN,
    findings=judging.exemplar_findings,
    lines=counting.exemplar_lines,
    counts=frozenset({"exemplars", "exemplars_honoured", "exemplars_visited"}),
    past=lambda facts: max(filter(None, (facts.day("since"), facts.day("consent_on"))), default=None),
    same=("recipient", "name"),
    guess=guessing.exemplar_guess,
    guesses=frozenset({"recipient", "lessons"}),
    filters=("recipient",),
    keepers=KEEPERS,
    reach=Reach.BELOW,
    private=frozenset({"name", "position", "consent"}),
    place_as_now=True,
    ways=(Way("schemes:exemplars", gettext_noop("Exemplars to learn from"), "verified"),),
)
