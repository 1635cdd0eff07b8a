"""Tiers and kinds of places, and what each is called."""

from enum import StrEnum


class Tier(StrEnum):
    """Where in the tree a place stands. Districts ended on 30 June 2025."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    AREA = "area"


class PlaceKind(StrEnum):
    """What the law calls a place."""

    COUNTRY = "country"
    PROVINCE = "province"
    CENTRAL_CITY = "central_city"
    RURAL_DISTRICT = "rural_district"
    URBAN_DISTRICT = "urban_district"
    DISTRICT_TOWN = "district_town"
    PROVINCIAL_CITY = "provincial_city"
    CITY_IN_CITY = "city_in_city"
    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"
    VILLAGE = "village"
    HAMLET = "hamlet"
    RESIDENTIAL_GROUP = "residential_group"
    QUARTER = "quarter"
    OTHER_AREA = "other_area"


NAMES = {
    PlaceKind.COUNTRY: "Nước",
    PlaceKind.PROVINCE: "Tỉnh",
    PlaceKind.CENTRAL_CITY: "Thành phố",
    PlaceKind.RURAL_DISTRICT: "Huyện",
    PlaceKind.URBAN_DISTRICT: "Quận",
    PlaceKind.DISTRICT_TOWN: "Thị xã",
    PlaceKind.PROVINCIAL_CITY: "Thành phố",
    PlaceKind.CITY_IN_CITY: "Thành phố",
    PlaceKind.COMMUNE: "Xã",
    PlaceKind.WARD: "Phường",
    PlaceKind.TOWNSHIP: "Thị trấn",
    PlaceKind.SPECIAL_ZONE: "Đặc khu",
    PlaceKind.VILLAGE: "Thôn",
    PlaceKind.HAMLET: "Bản",
    PlaceKind.RESIDENTIAL_GROUP: "Tổ dân phố",
    PlaceKind.QUARTER: "Khu phố",
    PlaceKind.OTHER_AREA: "Khu",
}

COMMUNE_KINDS = (PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.TOWNSHIP, PlaceKind.SPECIAL_ZONE)
AREA_KINDS = (
    PlaceKind.VILLAGE,
    PlaceKind.HAMLET,
    PlaceKind.RESIDENTIAL_GROUP,
    PlaceKind.QUARTER,
    PlaceKind.OTHER_AREA,
)


def full_name(kind: PlaceKind, name: str) -> str:
    """Return the kind and the proper name: "Phường Kỳ Lừa", "Tổ dân phố số 3"."""
    return name if kind is PlaceKind.COUNTRY else f"{NAMES[kind]} {name}"
