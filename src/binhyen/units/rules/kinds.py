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
