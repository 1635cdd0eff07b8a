"""States of a form's version: a draft may change, what was published never does."""

from enum import StrEnum


class FormState(StrEnum):
    """Where a version of a form stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"
