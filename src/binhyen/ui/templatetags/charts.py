"""Drawings as tags: `{% load charts %}`. Values come from `binhyen.ui.components.charts` and `…maps`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from binhyen.ui.components.charts import Chart, Kind
from binhyen.ui.components.dots import Spread, row_of
from binhyen.ui.components.maps import MapDrawing

register = template.Library()
_SYMBOLS = (
    '<circle cx="6" cy="6" r="4.5"/>',
    '<rect x="1.5" y="1.5" width="9" height="9"/>',
    '<path d="M6 .8 11.4 10.6H.6z"/>',
    '<path d="M6 .3 11.7 6 6 11.7.3 6z"/>',
    '<path d="M6 11.2.6 1.4h10.8z"/>',
)
"""The shapes of the points of a line, in the order of the series; charts.js draws the same."""


@register.inclusion_tag("ui/components/chart.html")
def chart(drawing: Chart) -> dict[str, Any]:
    """Show a drawing of lines or bars with its table, its source and its files."""
    return {"chart": drawing}


@register.simple_tag
def series_key(kind: Kind, number: int) -> SafeString:
    """Draw the sign of a series for the key: colour and shape."""
    shape = _SYMBOLS[(number - 1) % len(_SYMBOLS)] if kind == Kind.LINE else _SYMBOLS[1]
    inside = mark_safe(shape)  # noqa: S308 - one of the constants above
    return format_html('<svg viewBox="0 0 12 12" class="cat-{}" aria-hidden="true">{}</svg>', number, inside)


@register.inclusion_tag("ui/components/map.html")
def drawn_map(drawing: MapDrawing) -> dict[str, Any]:
    """Show a map with its key, its table, its source and its files."""
    return {"map": drawing}


@register.inclusion_tag("ui/components/dots.html")
def dots(spread: Spread) -> dict[str, Any]:
    """Show how a share is spread over places, one dot each; the page says beside it what a dot is."""
    told = {"title": spread.title, "whole": spread.text, "places": len(spread.dots)}
    return {"row": row_of(spread), "label": gettext("%(title)s: %(whole)s. %(places)s places, one dot each.") % told}
