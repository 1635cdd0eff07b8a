"""The parts of a page as tags, and numbers, dates and sentences as filters: `{% load ui %}`.

`docs/how-to/build-a-page.md` shows each with an example; the page `/ui/mau/` shows how each looks.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number as write_number
from binhyen.kernel.vietnamese import percent as write_percent
from binhyen.kernel.vietnamese import short_date
from binhyen.ui.components import sentences
from binhyen.ui.components.parts import Choice, Knot, Segment, Side, strips
from binhyen.ui.components.states import VERDICTS, state_of

register = template.Library()
_WEEKDAYS = (
    gettext_noop("On Monday"),
    gettext_noop("On Tuesday"),
    gettext_noop("On Wednesday"),
    gettext_noop("On Thursday"),
    gettext_noop("On Friday"),
    gettext_noop("On Saturday"),
    gettext_noop("On Sunday"),
)
_NOTES = {Severity.ERROR: ("error", "ban"), Severity.WARNING: ("warn", "warn"), Severity.INFO: ("info", "info")}


# ---------------------------------------------------------------- words and numbers


@register.filter
def number(value: Decimal | None, places: int | None = None) -> str:
    """Write a number as 1.234,5; nothing is "–"."""
    return "–" if value is None else write_number(value, places)


@register.filter
def percent(part: int, whole: int) -> str:
    """Write a share as "97,6 %": `{{ met|percent:all }}`."""
    return write_percent(part, whole)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Write a day as dd/mm/yyyy; nothing is "–"."""
    if value is None:
        return "–"
    return short_date(value.date() if isinstance(value, datetime) else value)


@register.filter(expects_localtime=True)
def moment(value: date | None) -> str:
    """Write an instant as "08:42, 05/11/2026", a day as 05/11/2026; nothing is "–"."""
    if isinstance(value, datetime):
        return f"{value:%H:%M}, {short_date(value.date())}"
    return day(value)


@register.filter(expects_localtime=True)
def machine_time(value: date) -> str:
    """Write an instant or a day for `<time datetime>`."""
    return value.isoformat()


@register.filter(expects_localtime=True)
def weekday(value: date) -> str:
    """Name the day of the week: "Thứ Năm"."""
    return gettext(_WEEKDAYS[value.weekday()])


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


@register.simple_tag
def say(message: str, params: Mapping[str, object] | None = None) -> str:
    """Translate a marked message and fill its places: `{% say duty.title duty.params %}`, `{% say register.name %}`."""
    return sentences.sentence(message, params or {})


# ---------------------------------------------------------------- small parts


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


@register.simple_tag
def num(value: Decimal | None, href: str = "") -> SafeString:
    """Show a number that opens; a zero has nothing to open and nothing is "–"."""
    if value is None or value == 0 or not href:
        return format_html("{}", number(value))
    return format_html('<a class="by-num" href="{}">{}</a>', href, number(value))


@register.inclusion_tag("ui/components/finding.html")
def finding(remark: Finding, where: str = "") -> dict[str, Any]:
    """Show a finding at its place; `where` replaces the finding's own word for the place."""
    look, symbol = _NOTES[remark.severity]
    return {"finding": remark, "look": look, "icon": symbol, "where": where or remark.where}


@register.inclusion_tag("ui/components/stamp.html")
def stamp(as_of: datetime, note: str = "", basis: str = "saved") -> dict[str, Any]:
    """Say how far a page of figures reaches and on what basis ("saved" or "accepted")."""
    return {"as_of": as_of, "note": note, "accepted": basis == "accepted"}


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs(*words: str) -> dict[str, Any]:
    """Show the way here: `{% crumbs "Địa bàn" "/dia-ban/" "xã An Phú" %}`; the last word may have no address."""
    padded = [*words, ""] if len(words) % 2 else list(words)
    return {"crumbs": list(zip(padded[::2], padded[1::2], strict=True))}


@register.inclusion_tag("ui/components/empty.html")
def empty_state(sentence: str, href: str = "", label: str = "") -> dict[str, Any]:
    """Say why a list is empty, and the one thing to do about it."""
    return {"sentence": sentence, "href": href, "label": label}


@register.inclusion_tag("ui/components/thread.html")
def thread(knots: Iterable[Knot]) -> dict[str, Any]:
    """Draw facts in time order on a line with knots."""
    return {"knots": knots}


@register.inclusion_tag("ui/components/file.html")
def file_row(
    name: str,
    href: str,
    size: int,
    digest: str = "",
    scan: str = "",
    note: str = "",
) -> dict[str, Any]:
    """Show an evidence file; `scan` is "clean", "infected", another word while it waits, or "" to say nothing."""
    return {"name": name, "href": href, "size": size, "digest": digest, "scan": scan, "note": note}


@register.inclusion_tag("ui/components/bar.html")
def bar(segments: Sequence[Segment], mark: int | None = None, label: str = "") -> dict[str, Any]:
    """Draw shares side by side; `mark` is a threshold in percent. Without `label` the figures must stand beside it."""
    position = "" if mark is None else str(mark * 10)
    return {"strips": strips(segments), "mark": position, "label": label, "large": mark is not None}


@register.inclusion_tag("ui/components/key.html")
def key(segments: Sequence[Segment]) -> dict[str, Any]:
    """Name the colours of a bar, with their numbers."""
    return {"segments": segments}


# ---------------------------------------------------------------- lists


def _address(context: Context, **changes: str) -> str:
    """Return the query of this page with some words changed; an empty word is left out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Say which rows are shown, and link the other pages, keeping the rest of the address."""

    def link(number: int | str) -> dict[str, Any]:
        if not isinstance(number, int):
            return {"number": "", "href": "", "near": False}
        href = "" if number == page.number else _address(context, **{name: str(number)})
        return {"number": str(number), "href": href, "near": number == page.number}

    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "links": [link(number) for number in pages],
        "before": _address(context, **{name: str(page.number - 1)}),
        "after": _address(context, **{name: str(page.number + 1)}),
    }


@register.inclusion_tag("ui/components/chips.html", takes_context=True)
def filter_chips(context: Context, name: str, choices: Iterable[Choice], current: str = "") -> dict[str, Any]:
    """Show a filter as chips: each is a link that changes one word of the address and goes to the first page."""
    return {
        "chips": [
            {
                "label": choice.label,
                "count": choice.count,
                "on": choice.value == current,
                "href": _address(context, **{name: choice.value, "page": ""}),
            }
            for choice in choices
        ],
    }


# ---------------------------------------------------------------- forms and actions

_CONTROLS = {"select": "form-select", "checkbox": "form-check-input", "radio": "", "file": "form-control"}


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show a field with its label, help and errors, tied together for screen readers."""
    widget = bound.field.widget
    kind = str(getattr(widget, "input_type", "textarea"))
    several = kind in {"radio", "checkbox"} and hasattr(widget, "choices")
    attrs: dict[str, str | bool] = {} if several else {"class": _CONTROLS.get(kind, "form-control")}
    return {"field": bound, "control": bound.as_widget(attrs=attrs), "group": several, "box": kind == "checkbox"}


@register.inclusion_tag("ui/components/verdicts.html")
def verdicts(name: str, current: str = "", legend: str = "", *, locked: bool = False) -> dict[str, Any]:
    """Ask for one of three answers with equal room: `{% verdicts "verdict" answer.verdict %}`."""
    choices = [
        {"code": verdict.look, "value": verdict.code, "label": gettext(verdict.label), "on": verdict.code == current}
        for verdict in VERDICTS
    ]
    return {
        "name": name,
        "choices": choices,
        "legend": legend or gettext("Answer"),
        "hidden": not legend,
        "locked": locked,
    }


@register.inclusion_tag("ui/components/conflict.html")
def conflict(theirs: Side, yours: Side, version: int, href: str = "") -> dict[str, Any]:
    """Show two values side by side and ask; stands inside the form whose field `version` lost.

    Keeping one's own sends the form again with `version` as it is now: the last value of that name counts. Taking the
    other's loads the page `href` (this one by default) again.
    """
    return {"theirs": theirs, "yours": yours, "version": version, "href": href or "?"}


@register.inclusion_tag("ui/components/action.html")
def action_button(
    decision: Decision,
    href: str,
    label: str,
    look: str = "btn-primary",
    *,
    link: bool = False,
) -> dict[str, Any]:
    """Offer an action: a button that posts (or a link), disabled with its reason, or hidden from who never may."""
    return {
        "decision": decision,
        "href": href,
        "label": label,
        "look": look,
        "post": not link,
        "id": f"why-{zlib.crc32(f'{href} {label}'.encode()):08x}",
    }


@register.inclusion_tag("ui/components/confirm.html")
def confirm(
    href: str,
    label: str,
    question: str,
    detail: str = "",
    *,
    danger: bool = False,
) -> dict[str, Any]:
    """Ask once more, in place, before a form is posted; works without scripts."""
    return {"href": href, "label": label, "question": question, "detail": detail, "danger": danger}
