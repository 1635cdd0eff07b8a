"""Privacy by list: every field that may hold text is declared, and what may not be stored has no field."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import models

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "reference" / "personal-data.yaml"
TEXT = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
    models.UUIDField,
)
FORBIDDEN = re.compile(
    r"cccd|cmnd|identity_?number|national_?id|passport|phone|e_?mail|birth|gender|ethnic|relig|party_member|belief|"
    r"opinion|politic|suspect|offender|convict|informant|criminal|bank|biometric|face|fingerprint|(?<!tem)plate|household_list"
)


def fields_that_may_hold_text() -> list[str]:
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and (isinstance(field, TEXT) or "account" in field.name)
    )


def register() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    return data


def declared() -> list[str]:
    persons = [field for entry in register()["persons"] for field in entry["fields"]]
    others = [f"{model}.{name}" for model, names in register()["not_persons"].items() for name in names]
    return persons + others


def test_every_field_that_may_hold_text_is_declared_once() -> None:
    assert sorted(declared()) == fields_that_may_hold_text(), "Declare it in docs/reference/personal-data.yaml"


@pytest.mark.parametrize("entry", register()["persons"], ids=lambda entry: entry["what"][:40])
def test_a_field_that_may_hold_a_person_says_why_by_which_law_and_how_long(entry: dict[str, Any]) -> None:
    assert all(entry.get(part) for part in ("what", "purpose", "law", "retention", "fields"))


def test_what_may_not_be_stored_has_no_field_of_ours() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("binhyen.")]
    found = [
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if field.concrete and FORBIDDEN.search(field.name) and field.name != "has_party_organisation"
    ]
    assert not found


def test_no_table_of_ours_is_about_people_who_are_not_named_above() -> None:
    names = [model.__name__.lower() for model in apps.get_models() if model.__module__.startswith("binhyen.")]
    assert not [name for name in names if FORBIDDEN.search(name) or name in {"person", "citizen", "resident"}]
