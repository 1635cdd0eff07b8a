"""Groups and teams of every kind."""

from binhyen.forces.models import ForceGroup
from binhyen.forces.queries.checks import group_checks, team_needed
from binhyen.forces.rules import groups
from binhyen.forces.rules.kinds import COUNTS, LISTED, NAMES, WITH_MEMBERS, WITH_ORG, WITH_REACH
from binhyen.indicators.queries import dims
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Register, Way
from binhyen.registers.rules.facts import Dates
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, StepKind

_BEGUN = frozenset({BEGIN})
_NUMBERS = gettext_noop("Numbers")
_END = gettext_noop("Dissolution")

_GROUPS = Field(
    "groups",
    gettext_noop("Number of groups"),
    FieldKind.AMOUNT,
    help=gettext_noop("Empty: one. An old summary may write many as one entry: 965."),
    aliases=("Số tổ", "Số đội", "Số lượng tổ"),
    section=_NUMBERS,
    indicator="selfgov_groups",
)
_MEMBERS = Field(
    "members",
    gettext_noop("Number of members"),
    FieldKind.AMOUNT,
    help=gettext_noop("Leaders are members too. Leave it empty where members are counted by the list."),
    aliases=("Số thành viên", "Thành viên", "Quân số", "Số người"),
    section=_NUMBERS,
    when=("kind", WITH_MEMBERS),
    indicator="selfgov_members",
)
_LEADERS = Field(
    "leaders",
    gettext_noop("Of them leaders and deputies"),
    FieldKind.INT,
    aliases=("Tổ trưởng, tổ phó", "Cán bộ tổ"),
    section=_NUMBERS,
    least=0,
)
_ANEW = (_GROUPS, Field("members", _MEMBERS.label, FieldKind.AMOUNT, indicator="selfgov_members"), _LEADERS)

GROUPS = Register(
    code="forces.groups",
    slug="to-doi",
    name=gettext_noop("Groups and teams"),
    one=gettext_noop("Group or team"),
    lead=gettext_noop("Each group or team once, with its decision; members are stated anew whenever they are counted."),
    icon="user",
    model=ForceGroup,
    fields=(
        Field(
            "kind", gettext_noop("Kind of group"), FieldKind.CHOICE, required=True, choices=NAMES, aliases=("Loại tổ",)
        ),
        Field(
            "name",
            gettext_noop("Name of the group"),
            required=True,
            longest=200,
            aliases=("Tên tổ", "Tên tổ, đội", "Tên"),
        ),
        Field(
            "since",
            gettext_noop("Founded on"),
            FieldKind.DATE,
            required=True,
            aliases=("Ngày thành lập", "Thành lập ngày", "Từ ngày"),
        ),
        Field("decision", gettext_noop("Founding decision"), aliases=("Quyết định thành lập", "Số quyết định")),
        Field(
            "org",
            gettext_noop("Led by"),
            FieldKind.CHOICE,
            choices=dims()["org"].values,
            when=("kind", WITH_ORG),
            aliases=("Tổ chức chủ trì", "Đoàn thể"),
        ),
        Field(
            "reach",
            gettext_noop("Reach of the cluster"),
            FieldKind.CHOICE,
            choices=dims()["reach"].values,
            when=("kind", WITH_REACH),
        ),
        _GROUPS,
        Field(
            "members_by",
            gettext_noop("Members are counted by"),
            FieldKind.CHOICE,
            choices={
                groups.BY_NUMBER: gettext_noop("a number that is stated"),
                groups.BY_LIST: gettext_noop("the list of members, one by one"),
            },
            section=_NUMBERS,
            when=("kind", LISTED),
        ),
        _MEMBERS,
        _LEADERS,
        Field(
            "quota",
            gettext_noop("Members fixed for the team"),
            FieldKind.INT,
            section=_NUMBERS,
            least=0,
            aliases=("Định mức", "Chỉ tiêu", "Biên chế"),
        ),
        Field(
            "until",
            gettext_noop("Dissolved on"),
            FieldKind.DATE,
            section=_END,
            help=gettext_noop("The first day on which it is no longer there."),
            aliases=("Ngày giải thể", "Giải thể ngày"),
        ),
        Field(
            "dissolution",
            gettext_noop("Decision that dissolves it"),
            section=_END,
            aliases=("Quyết định giải thể",),
        ),
    ),
    dates=Dates("since", "until"),
    title=lambda facts: facts.text("name"),
    listed=("kind", "name", "since", "groups", "members", "quota"),
    life=Life(
        {},
        (
            StepKind(groups.COUNTED, gettext_noop("Members counted anew"), _BEGUN, fields=_ANEW),
            StepKind(groups.STRENGTHENED, gettext_noop("Strengthened"), _BEGUN, document=True, fields=_ANEW),
        ),
    ),
    findings=groups.group_findings,
    lines=groups.group_lines,
    typed=False,
    counts=COUNTS,
    checks=group_checks,
    needed=team_needed,
    alone="forces.teams",
    same=("kind", "name", "since"),
    filters=("kind", "org"),
    chosen_by="kind",
    page="forces:group",
    ways=(Way("forces:strength", gettext_noop("Strength of the forces"), "board"),),
)
