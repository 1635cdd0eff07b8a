"""Imports don't show foreign keys given as strings, so they are looked at in the models themselves."""

from django.apps import apps


def storey(module: str) -> str:
    return module.split(".")[1]


def test_foreign_keys_lean_downwards(storey_ranks: dict[str, int]) -> None:
    upward = [
        f"{model.__module__}.{model.__name__}.{field.name} → {field.related_model.__module__}"
        for model in apps.get_models()
        if model.__module__.startswith("binhyen.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if field.related_model.__module__.startswith("binhyen.")
        if storey(field.related_model.__module__) != storey(model.__module__)
        and storey_ranks[storey(field.related_model.__module__)] >= storey_ranks[storey(model.__module__)]
    ]
    assert not upward, "A storey keeps keys only to storeys below it:\n" + "\n".join(upward)


def test_the_log_keeps_no_foreign_keys() -> None:
    keys = [
        field
        for model in apps.get_app_config("audit").get_models()
        for field in model._meta.fields
        if field.is_relation
    ]
    assert not keys
