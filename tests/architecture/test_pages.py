"""Pages: nothing inline (strict CSP), and a view, its URL and its template share one name."""

import inspect
import re

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.conftest import named, templates

INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for item in resolver.url_patterns:
        found += patterns(item) if isinstance(item, URLResolver) else [item]
    return found


def test_no_template_holds_inline_script_or_style() -> None:
    found = [
        f"{named(path)}: {match.group(0)}"
        for path in templates()
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
        if 'type="application/json"' not in match.group(0)
    ]
    assert not found, "\n".join(found)


def test_a_url_is_named_as_its_view() -> None:
    strangers = []
    for pattern in patterns(get_resolver()):
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith("binhyen.") and pattern.name != view.__name__:
            strangers.append(f"{view.__module__}.{view.__name__} is named {pattern.name!r}")
    assert not strangers, "\n".join(strangers)
