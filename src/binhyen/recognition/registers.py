"""The register of this storey: results of years before the system, from the offices' lists."""

from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import PastResult
from binhyen.recognition.queries.past import WORD, past_checks
from binhyen.recognition.rules.lifecycle import Outcome
from binhyen.recognition.rules.past import INDICATOR, SHARE, past_findings, past_guess, past_lines, past_title
from binhyen.recognition.rules.reported import LEVELS, ORGANISATIONS, UNIT_KINDS
from binhyen.recognition.rules.rights import Ability, Relation, roles_with
from binhyen.registers.queries.declared import OFFICERS, Register
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind

_PAPER = gettext_noop("What it rests on")
_RESULTS = {
    Outcome.RECOGNISED.value: gettext_noop("Recognised"),
    Outcome.NOT_RECOGNISED.value: gettext_noop("Not recognised"),
}
_YEARS = (2000, 2100)


def _choices(dim: str, codes: tuple[str, ...]) -> dict[str, str]:
    return {code: dims()[dim].name_of(code) for code in codes}


PAST = Register(
    code=WORD,
    slug="ket-qua-cong-nhan-cu",
    name=gettext_noop("Recognition results of earlier years"),
    one=gettext_noop("Result of an earlier year"),
    lead=gettext_noop("From decisions and lists of years without a round here. A total stands instead of its units."),
    icon="history",
    model=PastResult,
    fields=(
        Field(
            "year",
            gettext_noop("Year of recognition"),
            FieldKind.INT,
            required=True,
            least=_YEARS[0],
            most=_YEARS[1],
            aliases=("Năm", "Năm xét", "Năm đánh giá"),
        ),
        Field(
            "unit_kind",
            gettext_noop("Kind of unit"),
            FieldKind.CHOICE,
            required=True,
            choices=_choices("unit_kind", UNIT_KINDS),
            aliases=("Loại hình", "Loại hình đơn vị", "Đối tượng", "Nhóm đơn vị"),
        ),
        Field(
            "managing_level",
            gettext_noop("Managing level"),
            FieldKind.CHOICE,
            choices=_choices("managing_level", LEVELS),
            aliases=("Cấp",),
            when=("unit_kind", frozenset(ORGANISATIONS)),
        ),
        Field(
            "name",
            gettext_noop("Name of the unit, or of the list"),
            required=True,
            help=gettext_noop("As the decision writes it; of a total what it sums up: “Khu dân cư toàn huyện”."),
            aliases=("Tên đơn vị", "Đơn vị", "Tên khu dân cư", "Tên cơ quan, đơn vị", "Tên cơ quan", "Đơn vị được xét"),
        ),
        Field(
            "result",
            gettext_noop("Result"),
            FieldKind.CHOICE,
            choices=_RESULTS,
            aliases=("Kết quả công nhận", "Kết luận", "Kết quả xét"),
        ),
        Field(
            SHARE,
            gettext_noop("Recognised, of how many"),
            FieldKind.AMOUNT,
            indicator=INDICATOR,
            help=gettext_noop("Of a total: 194/213. Left empty for one unit."),
            aliases=("Đạt/tổng số", "Số đạt/tổng số", "Số đơn vị đạt/tổng số", "Tỷ lệ đạt"),
        ),
        Field(
            "decided_on",
            gettext_noop("Day of the decision"),
            FieldKind.DATE,
            required=True,
            section=_PAPER,
            help=gettext_noop("Of a total from a report: the report's day."),
            aliases=("Ngày ký", "Ngày, tháng, năm", "Ngày"),
        ),
        Field(
            "decision",
            gettext_noop("Number of the decision"),
            section=_PAPER,
            longest=80,
            aliases=("Quyết định số", "Số, ký hiệu", "Số QĐ", "Quyết định"),
        ),
        Field(
            "authority",
            gettext_noop("Decided by"),
            section=_PAPER,
            longest=200,
            aliases=("Cơ quan quyết định", "Người quyết định", "Cơ quan ban hành", "Người ký"),
        ),
        Field("note", gettext_noop("Note"), FieldKind.LONG, section=_PAPER, longest=1000),
    ),
    dates=Dates("decided_on"),
    title=past_title,
    listed=("year", "unit_kind", "result", SHARE, "decision", "decided_on"),
    findings=past_findings,
    lines=past_lines,
    typed=False,
    counts=frozenset({INDICATOR}),
    past=lambda facts: facts.day("decided_on"),
    guess=past_guess,
    guesses=frozenset({"unit_kind", "name"}),
    checks=past_checks,
    alone=WORD,
    same=("year", "unit_kind", "name"),
    filters=("unit_kind", "managing_level", "result"),
    keepers=OFFICERS,
    readers=OFFICERS | frozenset(roles_with(Ability.SEE, Relation.BELOW)),
    place_as_now=True,
)

REGISTERS = (PAST,)
"""The register of this storey, gathered by `registers` at start-up."""
