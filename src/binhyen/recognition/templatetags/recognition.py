"""Words and symbols of kinds, levels and verdicts: `{% load recognition %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.ui.components.states import state_of
from binhyen.ui.templatetags.ui import icon
from binhyen.units.rules.kinds import KIND_NAMES, LEVEL_NAMES, ManagingLevel, UnitKind

register = template.Library()
_DECISIONS = {
    DecisionKind.RECOGNISE: gettext_noop("Recognition"),
    DecisionKind.REFUSE: gettext_noop("Refusal"),
    DecisionKind.REVOKE: gettext_noop("Revocation"),
    DecisionKind.APPEAL_UPHELD: gettext_noop("Appeal upheld"),
    DecisionKind.APPEAL_DISMISSED: gettext_noop("Appeal dismissed"),
}


@register.filter
def kind_word(kind: str) -> str:
    """Name a kind of unit."""
    return KIND_NAMES[UnitKind(kind)] if kind in set(UnitKind) else kind


@register.filter
def level_word(level: str) -> str:
    """Name a level; nothing is "–"."""
    return LEVEL_NAMES[ManagingLevel(level)] if level in set(ManagingLevel) else "–"


@register.filter
def verdict_word(verdict: str) -> str:
    """Name a verdict: "Đạt"."""
    return gettext(state_of(verdict).label)


@register.filter
def decision_word(kind: str) -> str:
    """Name what a decision does."""
    return gettext(_DECISIONS[DecisionKind(kind)])


@register.simple_tag
def verdict_icon(verdict: str) -> SafeString:
    """Draw a verdict's symbol in its colour; its word stands beside it."""
    found = state_of(verdict)
    return format_html("{}", icon(found.icon, f"c-{found.look}"))
