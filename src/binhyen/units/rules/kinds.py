"""Kinds of units, sizes of enterprises, levels of schools, and who manages whom."""

from enum import StrEnum


class UnitKind(StrEnum):
    """The five kinds of Circular 124/2021, article 1. Provinces may add kinds of their own (`units.Kind`)."""

    RESIDENTIAL_AREA = "residential_area"
    COMMUNE = "commune"
    AGENCY = "agency"
    ENTERPRISE = "enterprise"
    SCHOOL = "school"


class EnterpriseSize(StrEnum):
    """Size classes; micro and small enterprises are outside the circular (article 1.2.b)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class SchoolLevel(StrEnum):
    """Highest level taught; schools up to primary are outside the circular (article 1.2.b)."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    VOCATIONAL = "vocational"
    COLLEGE = "college"
    UNIVERSITY = "university"


class ManagingLevel(StrEnum):
    """Level that manages a unit, and so decides on it."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


SUBJECT_OF_PLACE = {UnitKind.RESIDENTIAL_AREA, UnitKind.COMMUNE}
"""Kinds whose unit *is* a place, rather than standing in one."""


KIND_NAMES = {
    UnitKind.RESIDENTIAL_AREA: "Khu dân cư",
    UnitKind.COMMUNE: "Xã, phường, thị trấn, đặc khu",
    UnitKind.AGENCY: "Cơ quan",
    UnitKind.ENTERPRISE: "Doanh nghiệp",
    UnitKind.SCHOOL: "Cơ sở giáo dục",
}
SIZE_NAMES = {
    EnterpriseSize.MICRO: "Siêu nhỏ",
    EnterpriseSize.SMALL: "Nhỏ",
    EnterpriseSize.MEDIUM: "Vừa",
    EnterpriseSize.LARGE: "Lớn",
}
SCHOOL_NAMES = {
    SchoolLevel.PRESCHOOL: "Mầm non",
    SchoolLevel.PRIMARY: "Tiểu học",
    SchoolLevel.LOWER_SECONDARY: "Trung học cơ sở",
    SchoolLevel.UPPER_SECONDARY: "Trung học phổ thông",
    SchoolLevel.VOCATIONAL: "Giáo dục nghề nghiệp",
    SchoolLevel.COLLEGE: "Cao đẳng",
    SchoolLevel.UNIVERSITY: "Đại học",
}
LEVEL_NAMES = {
    ManagingLevel.PROVINCE: "Cấp tỉnh",
    ManagingLevel.DISTRICT: "Cấp huyện",
    ManagingLevel.COMMUNE: "Cấp xã",
}
