"""Results of events: figures of the catalogue, each asked of the kinds of events that can have it."""

from collections.abc import Mapping

from binhyen.campaigns.rules import kinds
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.fields import Field, FieldKind

_SIGNED = gettext_noop("Commitments and information")
_SPREAD = gettext_noop("Leaflets, posters, articles")
_HANDED = gettext_noop("Handed in")
_GIVEN = gettext_noop("Gifts and welfare")

_SPEECH = frozenset({kinds.LAUNCH, kinds.LESSON, kinds.FESTIVAL, kinds.DRIVE, kinds.FORUM, kinds.MEETING, kinds.OTHER})
_PUBLIC = _SPEECH | {kinds.CONFERENCE, kinds.CONTEST, kinds.PEAK, kinds.BROADCAST, kinds.LEGAL_AID, kinds.TRAINING}
_GATHERING = frozenset(
    {kinds.DRIVE, kinds.LAUNCH, kinds.LESSON, kinds.FESTIVAL, kinds.MEETING, kinds.PEAK, kinds.OTHER}
)
_GIVING = frozenset(
    {kinds.WELFARE, kinds.FESTIVAL, kinds.LAUNCH, kinds.CONFERENCE, kinds.MEETING, kinds.CONTEST, kinds.OTHER}
)
_WORKS = frozenset({kinds.WELFARE, kinds.LAUNCH, kinds.FESTIVAL, kinds.OTHER})
_FORUM = frozenset({kinds.FORUM})
_HONOURING = frozenset({kinds.CONFERENCE, kinds.FESTIVAL})
_WAY = {"way": "way"}
_ORG = {"org": "org"}


def _when(among: frozenset[str]) -> tuple[str, frozenset[str]]:
    return ("kind", among)


def _result(  # noqa: PLR0913, PLR0917 - one row of the tables below
    name: str,
    indicator: str,
    section: str,
    among: frozenset[str],
    split_by: Mapping[str, str] | None = None,
    aliases: tuple[str, ...] = (),
    own: Mapping[str, str] | None = None,
    label: str = "",
) -> Field:
    """Return the counting field of a result, by the catalogue's own name unless it is given another."""
    found = catalogue().indicators[indicator]
    return Field(
        name,
        label or found.name,
        FieldKind.AMOUNT,
        help=found.unit,
        aliases=aliases,
        section=section,
        when=_when(among),
        indicator=indicator,
        dims=own or {},
        split_by=split_by or {},
    )


_SIGN = "commitments_signed"
_COMMITMENTS = (
    _result(
        "commitments_households",
        _SIGN,
        _SIGNED,
        _SPEECH,
        own={"signer": "household"},
        label=gettext_noop("Commitments of households"),
        aliases=("Số hộ ký cam kết", "Hộ ký cam kết"),
    ),
    _result(
        "commitments_individuals",
        _SIGN,
        _SIGNED,
        _SPEECH,
        own={"signer": "individual"},
        label=gettext_noop("Commitments of single people"),
        aliases=("Cá nhân ký cam kết",),
    ),
    _result(
        "commitments_units",
        _SIGN,
        _SIGNED,
        _SPEECH,
        own={"signer": "unit"},
        label=gettext_noop("Commitments of units"),
        aliases=("Cơ quan, đơn vị ký cam kết", "Cơ sở ký cam kết"),
    ),
    _result(
        "commitments",
        _SIGN,
        _SIGNED,
        _SPEECH,
        label=gettext_noop("Commitments, signers not told apart"),
        aliases=("Số bản cam kết", "Ký cam kết"),
    ),
    _result(
        "tips",
        "tips_received",
        _SIGNED,
        _GATHERING | _FORUM,
        label=gettext_noop("Pieces of information received (number only)"),
        aliases=("Số tin tiếp nhận", "Nguồn tin tiếp nhận", "Tin báo, tố giác"),
    ),
    _result("forum_voices", "opinions_received", _SIGNED, _FORUM, aliases=("Số ý kiến",)),
    _result("survey_forms", "survey_forms", _SIGNED, _FORUM | {kinds.MEETING, kinds.CONFERENCE}),
    _result(
        "exemplars_honoured",
        "exemplars_honoured",
        _SIGNED,
        _HONOURING,
        label=gettext_noop("Exemplars honoured that do not stand in their register one by one"),
        aliases=("Số điển hình được biểu dương", "Điển hình tiên tiến được biểu dương"),
    ),
)
_SPREADING = (
    _result("leaflets", "leaflets", _SPREAD, _PUBLIC, aliases=("Tờ rơi", "Số tờ rơi")),
    _result("publications", "publications", _SPREAD, _PUBLIC),
    _result("banners", "banners", _SPREAD, _PUBLIC, aliases=("Băng rôn, khẩu hiệu", "Pa nô, áp phích")),
    _result("media_items", "media_items", _SPREAD, _PUBLIC, aliases=("Tin, bài", "Số tin, bài")),
    _result(
        "social_posts", "social_posts", _SPREAD, _PUBLIC, aliases=("Tin, bài mạng xã hội", "Bài đăng Zalo, Facebook")
    ),
    _result("social_reach", "social_reach", _SPREAD, _PUBLIC),
)
_WEAPONS = (
    ("guns", "guns", ("Súng",)),
    ("gun_parts", "gun_parts", ()),
    ("ammo_rounds", "ammo_rounds", ("Đạn (viên)",)),
    ("ammo_kg", "ammo_kg", ("Đạn (kg)",)),
    ("grenades", "grenades_bombs", ()),
    ("explosives", "explosives_kg", ("Thuốc nổ (kg)",)),
    ("detonators", "detonators", ("Kíp nổ",)),
    ("fuse", "fuse_m", ()),
    ("melee", "melee_weapons", ("Vũ khí thô sơ", "Dao, kiếm")),
    ("tools", "support_tools", ("Công cụ hỗ trợ",)),
    ("fireworks", "fireworks_kg", ("Pháo (kg)",)),
    ("firework_items", "fireworks_items", ()),
    ("chemicals", "firework_chemicals_kg", ()),
    ("handers", "weapon_handover_people", ()),
)
_HANDED_IN = (
    Field(
        "way",
        gettext_noop("How it came in"),
        FieldKind.CHOICE,
        choices=dims()["way"].values,
        section=_HANDED,
        help=gettext_noop("What is written here is not written again in the register of weapons handed in."),
        when=_when(_GATHERING),
    ),
    *(
        _result(
            name,
            indicator,
            _HANDED,
            _GATHERING,
            _WAY if "way" in catalogue().indicators[indicator].dims else {},
            aliases,
        )
        for name, indicator, aliases in _WEAPONS
    ),
)
_GOOD_WORKS = (
    _result("gifts", "gifts_given", _GIVEN, _GIVING, _ORG, ("Số suất quà", "Suất quà")),
    _result("gift_value", "gift_value", _GIVEN, _GIVING, _ORG, ("Trị giá quà",)),
    _result("medical_exams", "medical_exams", _GIVEN, _WORKS),
    _result("blood_units", "blood_units", _GIVEN, _WORKS),
    _result("houses", "houses_built", _GIVEN, _WORKS, _ORG),
    _result("house_funding", "house_funding", _GIVEN, _WORKS, _ORG),
    _result("welfare_works", "welfare_works", _GIVEN, _WORKS),
    _result("welfare_value", "welfare_value", _GIVEN, _WORKS),
    _result("donations", "donations_amount", _GIVEN, _WORKS, _ORG),
    _result("workdays", "workdays", _GIVEN, _WORKS, _ORG, ("Ngày công",)),
    _result("roads", "roads_built", _GIVEN, _WORKS),
    _result("road_km", "road_km", _GIVEN, _WORKS),
    _result("land", "land_donated_m2", _GIVEN, _WORKS, _ORG),
)
RESULTS = (*_COMMITMENTS, *_SPREADING, *_HANDED_IN, *_GOOD_WORKS)
