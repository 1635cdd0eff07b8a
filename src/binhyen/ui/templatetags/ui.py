"""The parts of a page as tags, and numbers, dates and sentences as filters: `{% load ui %}`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.vietnamese import number as write_number
from binhyen.kernel.vietnamese import percent as write_percent
from binhyen.kernel.vietnamese import short_date
from binhyen.ui.components import sentences
from binhyen.ui.components.states import state_of

register = template.Library()
_NOTES = {Severity.ERROR: ("error", "ban"), Severity.WARNING: ("warn", "warn"), Severity.INFO: ("info", "info")}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw a symbol of the sprite; words beside it say what it means."""
    return format_html(
        '<svg class="by-i {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        extra,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def state(code: str, label: str = "", extra: str = "") -> SafeString:
    """Show a state as icon, words and colour: `{% state "met" %}`, `{% state "sent" "5 chờ" %}`."""
    found = state_of(code)
    return format_html(
        '<span class="by-state by-state--{} {}">{}{}</span>',
        found.look,
        extra,
        icon(found.icon),
        label or gettext(found.label),
    )


@register.filter
def number(value: int | Decimal | None, places: int | None = None) -> str:
    """Write a number as 1.234,5; nothing is "–"."""
    return "–" if value is None else write_number(value, places)


@register.filter
def percent(part: int, whole: int) -> str:
    """Write a share as "97,6 %": `{{ met|percent:all }}`."""
    return write_percent(part, whole)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as dd/mm/yyyy; nothing is "–"."""
    if value is None:
        return "–"
    return short_date(value.date() if isinstance(value, datetime) else value)


@register.filter
def post_lines(title: str) -> SafeString:
    """Set a post's title on two lines: "Cán bộ phong trào · xã An Phú"."""
    first, _, second = title.partition(" · ")
    return format_html("<b>{}</b>{}", first, second)


@register.filter
def sentence(remark: Finding | Decision) -> str:
    """Say a finding, or the reason of a refusal, in the reader's language; a yes has nothing to say."""
    found = remark.finding if isinstance(remark, Decision) else remark
    return "" if found is None else sentences.sentence(found.message, found.params)


@register.inclusion_tag("ui/components/finding.html")
def finding(remark: Finding, where: str = "") -> dict[str, Any]:
    """Show a finding at its place; `where` replaces the finding's own word for the place."""
    look, symbol = _NOTES[remark.severity]
    return {"finding": remark, "look": look, "icon": symbol, "where": where or remark.where}
