"""What names tell: an office's old list says “Camera an ninh”, seldom its kind, field and level."""

from collections.abc import Mapping

from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, Value
from binhyen.schemes.rules.kinds import OTHER

_KINDS = (
    ("fire_interfamily", ("pccc", "phong chay", "chua chay")),
    ("cameras", ("camera", "mat than")),
    ("gong", ("keng", "tieng mo", "trong an ninh")),
    ("interfamily", ("lien gia", "nhom ho", "cum dan cu")),
    ("clan", ("dong ho", "toc ho", "ho toc")),
    ("worship", ("giao xu", "giao ho", "chua tinh", "co so tho tu", "xu dao", "nha chua", "phat tu")),
    ("online", ("zalo", "facebook", "mang xa hoi")),
    ("lights", ("anh sang", "den an ninh", "thap sang")),
    ("school_gate", ("cong truong", "truong hoc")),
    ("adjoining", ("giap ranh",)),
    ("frontier", ("bien gioi", "duong bien", "cot moc", "xuat nhap canh")),
    ("five_help_one", ("5 giup 1", "nam giup mot", "cam hoa", "hoan luong", "tai hoa nhap")),
    ("weapons", ("vu khi", "vat lieu no", "phao")),
    ("keyring", ("moc khoa",)),
    ("children", ("tre em", "xam hai")),
)
"""Words of names by kind [C2 for the kinds, I for the words]; the first that fits."""
_FIELDS = (
    ("school", ("truong", "hoc sinh", "hoc duong", "sinh vien")),
    ("enterprise", ("doanh nghiep", "cong ty", "nha may", "cho ", "khu cong nghiep", "nha tro", "tieu thuong")),
    ("agency", ("co quan", "cong so", "benh vien")),
    ("worship", ("giao xu", "giao ho", "chua tinh", "co so tho tu", "xu dao", "nha chua", "phat tu")),
    ("frontier", ("bien gioi", "duong bien", "cot moc", "tau thuyen")),
    ("cyberspace", ("khong gian mang", "zalo", "facebook")),
)
_UNITS = (
    ("school", ("truong",)),
    ("enterprise", ("cong ty", "doanh nghiep", "htx", "hop tac xa", "nha may")),
    ("residential_area", ("thon", "ban ", "to dan pho", "khu pho", "tdp", "khu dan cu", "xom", "ap ", "khom", "buon")),
    ("agency", ("cong an", "uy ban", "trung tam", "benh vien", "chi cuc", "so ", "phong ")),
)
_TITLES = (("household", ("ho ", "gia dinh")), ("individual", ("ong ", "ba ", "anh ", "chi ", "dong chi ", "em ")))


def _by_words(name: str, table: tuple[tuple[str, tuple[str, ...]], ...], otherwise: str = "") -> str:
    said = f"{fold(name)} "
    return next((code for code, words in table if any(word in said for word in words)), otherwise)


def scheme_guess(facts: Facts) -> Mapping[str, Value]:
    """Return kind, field and level of a scheme by its name; a name that tells no kind is a kind of its own."""
    name = facts.text("name")
    kind = facts.text("kind") or _by_words(name, _KINDS, OTHER)
    return {
        "kind": kind,
        "kind_name": name if kind == OTHER else "",
        "field": _by_words(name, _FIELDS, "residents"),
        "managing_level": "commune",
    }


def site_guess(facts: Facts) -> Mapping[str, Value]:
    """Return the kind of unit in which a site stands, by its name."""
    return {"unit_kind": _begins(facts.text("name"), _UNITS)}


def exemplar_guess(facts: Facts) -> Mapping[str, Value]:
    """Return whether a name is a person's, a household's or a collective's; what is to be copied is what was done."""
    return {
        "recipient": _begins(facts.text("name"), _TITLES) or "collective",
        "lessons": facts.text("deed"),
    }


def _begins(name: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    said = f"{fold(name)} "
    return next((code for code, words in table if said.startswith(words)), "")
