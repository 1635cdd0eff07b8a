"""Turns what the reader of values found into findings: a code, a sentence in words of ours, and the place."""

from collections.abc import Mapping, Sequence
from typing import Any

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.ui.api.bodies import escaped

MISSING = gettext_noop("“%(name)s” is missing.")
UNKNOWN = gettext_noop("“%(name)s” is not known here.")
NO_DAY = gettext_noop("“%(name)s” must be a day, written 2026-11-05.")
NO_WHOLE = gettext_noop("“%(name)s” must be a whole number.")
NO_NUMBER = gettext_noop("“%(name)s” must be a number.")
NO_TEXT = gettext_noop("“%(name)s” must be text.")
NO_LIST = gettext_noop("“%(name)s” must be a list.")
NOT_OFFERED = gettext_noop("“%(name)s” must be one of: %(offered)s.")
TOO_SMALL = gettext_noop("“%(name)s” must be at least %(limit)s.")
TOO_GREAT = gettext_noop("“%(name)s” must be at most %(limit)s.")
TOO_LONG = gettext_noop("“%(name)s” is longer than %(limit)s.")
OTHERWISE = gettext_noop("“%(name)s” can't be read in this form.")
_KINDS = {
    "missing": ("api.missing", MISSING),
    "extra_forbidden": ("api.unknown_name", UNKNOWN),
    "day": ("api.no_day", NO_DAY),
    "int_parsing": ("api.no_whole_number", NO_WHOLE),
    "int_type": ("api.no_whole_number", NO_WHOLE),
    "int_from_float": ("api.no_whole_number", NO_WHOLE),
    "decimal_parsing": ("api.no_number", NO_NUMBER),
    "decimal_type": ("api.no_number", NO_NUMBER),
    "finite_number": ("api.no_number", NO_NUMBER),
    "string_type": ("api.no_text", NO_TEXT),
    "list_type": ("api.no_list", NO_LIST),
    "enum": ("api.not_offered", NOT_OFFERED),
    "literal_error": ("api.not_offered", NOT_OFFERED),
    "greater_than_equal": ("api.too_small", TOO_SMALL),
    "less_than_equal": ("api.too_great", TOO_GREAT),
    "string_too_long": ("api.too_long", TOO_LONG),
    "too_long": ("api.too_long", TOO_LONG),
}


def invalid(error: Mapping[str, Any], *, source: str, wrapped: bool) -> Finding:
    """Return one thing that is wrong. `wrapped` bodies stand under the name of an argument that nobody sent."""
    loc = [*error["loc"]][1:] if wrapped else [*error["loc"]]
    code, message = _KINDS.get(error["type"], ("api.unreadable", OTHERWISE))
    context = error.get("ctx") or {}
    limit = next((context[name] for name in ("ge", "le", "max_length") if name in context), "")
    params = {"name": str(loc[-1])[:60] if loc else "/", "limit": limit, "offered": str(context.get("expected", ""))}
    used = {name: value for name, value in params.items() if f"%({name})s" in message}
    return Finding(code, message, params=used, where=_where(loc, source))


def _where(loc: Sequence[object], source: str) -> str:
    if source == "body":
        return "/" + "/".join(escaped(str(part)) for part in loc)
    return f"?{loc[-1]}" if loc else ""
