"""Words: every message is translated, every model is in the glossary, every storey says what it is."""

import ast
import io
import re
from pathlib import Path

from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.translation.template import templatize

from tests.architecture.conftest import ROOT, SOURCE, modules, named, parsed, templates

CALLS = {"gettext", "gettext_lazy", "gettext_noop", "_", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
IN_TEMPLATE = re.compile(r"""\b(n|p)?gettext\(\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")


def catalogues() -> list[Path]:
    return sorted(SOURCE.glob("*/locale/vi/LC_MESSAGES/django.po"))


def translated() -> set[str]:
    ids = (message.id for path in catalogues() for message in read_po(io.BytesIO(path.read_bytes())))
    return {one[0] if isinstance(one, (tuple, list)) else one for one in ids}


def messages_of_code(path: Path) -> list[str]:
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call) and name_of(node) in CALLS)
    return [text for call in calls for text in texts_of(call)]


def texts_of(call: ast.Call) -> list[str]:
    """The message is the first argument, but for `pgettext`, whose first is its context."""
    arguments = call.args[1:] if name_of(call).startswith("pgettext") else call.args
    first = arguments[0] if arguments else None
    return [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def messages_of_template(path: Path) -> list[str]:
    code = templatize(path.read_text(encoding="utf-8"))
    return [ast.literal_eval(match.group(2)).replace("%%", "%") for match in IN_TEMPLATE.finditer(code)]


def test_no_translation_is_empty_or_fuzzy() -> None:
    poor = [
        f"{named(path)}: {message.id!r}"
        for path in catalogues()
        for message in read_po(io.BytesIO(path.read_bytes()))
        if message.id
        and (message.fuzzy or not all(message.string if isinstance(message.string, tuple) else [message.string]))
    ]
    assert not poor, "\n".join(poor)


def test_every_message_is_in_a_catalogue() -> None:
    known = {message.replace("%%", "%") for message in translated()}
    used = {(message, named(path)) for path in modules() for message in messages_of_code(path)}
    used |= {(message, named(path)) for path in templates() for message in messages_of_template(path)}
    missing = sorted(f"{where}: {message!r}" for message, where in used if message.replace("%%", "%") not in known)
    assert not missing, "Translate:\n" + "\n".join(missing[:60])


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    missing = [
        f"{model.__module__}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("binhyen.") and f"`{model.__name__}`" not in glossary
    ]
    assert not missing, "Add a line to GLOSSARY.md for:\n" + "\n".join(missing)


def test_every_module_says_what_it_holds() -> None:
    silent = [named(path) for path in modules() if not ast.get_docstring(parsed(path))]
    assert not silent, "\n".join(silent)


def test_every_storey_stands_in_the_house_reference(storey_ranks: dict[str, int]) -> None:
    page = (ROOT / "docs" / "reference" / "house.md").read_text(encoding="utf-8")
    missing = [name for name in storey_ranks if (SOURCE / name).is_dir() and f"`{name}`" not in page]
    assert not missing


def test_one_english_sentence_has_one_vietnamese() -> None:
    """Catalogues of all storeys are merged when Django starts: of two translations, the last one would win."""
    said: dict[tuple[str, str | None], set[str]] = {}
    for path in catalogues():
        for message in read_po(io.BytesIO(path.read_bytes())):
            source = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            answer = message.string[0] if isinstance(message.string, (tuple, list)) else message.string
            if source:
                said.setdefault((source, message.context), set()).add(answer or "")
    differ = sorted(f"{source!r}: {sorted(answers)}" for (source, _), answers in said.items() if len(answers) > 1)
    assert not differ, "Say it differently in English where Vietnamese differs:\n" + "\n".join(differ)
