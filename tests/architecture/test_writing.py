"""Only `actions` write: other rooms may not call what changes the database."""

import ast
from pathlib import Path

from tests.architecture.conftest import SOURCE, modules, named, parsed

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate", "asave", "adelete"}
ON_OBJECTS = {"create", "delete", "update", "save"}


def in_actions(path: Path) -> bool:
    parts = path.relative_to(SOURCE).parts
    return len(parts) > 1 and (parts[1] == "actions.py" or parts[1] == "actions")


def chain(node: ast.expr) -> str:
    return ast.unparse(node)


def writes(call: ast.Call) -> bool:
    """Tell whether a call changes the database: by its name, and for common names by what it is called on."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, chain(call.func.value)
    if name in ALWAYS:
        return True
    if name == "save":
        return not any(isinstance(arg, ast.Starred) for arg in call.args) and not call.args
    return name in ON_OBJECTS and (".objects" in owner or ".filter(" in owner or "_set" in owner)


def test_only_actions_write() -> None:
    found = [
        f"{named(path)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in modules()
        if not in_actions(path) and path.relative_to(SOURCE).parts[0] not in {"database", "workshop"}
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and writes(node)
    ]
    assert not found, "Writing belongs in `actions`:\n" + "\n".join(found)


def test_the_check_sees_a_write() -> None:
    call = ast.parse("Place.objects.filter(pk=1).update(slug='x')").body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert writes(call.value)
