"""Words and symbols of kinds, levels and verdicts: `{% load recognition %}`."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.recognition.rules.model import Authority, Mark
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
_SURE = {
    Mark.CONFIRMED: gettext_noop("confirmed"),
    Mark.SECONDARY: gettext_noop("seen in another source"),
    Mark.DRAFT: gettext_noop("seen in a draft"),
    Mark.INFERRED: gettext_noop("inferred, not yet confirmed"),
    Mark.RECALL: gettext_noop("from memory, not yet confirmed"),
    Mark.NOT_FOUND: gettext_noop("wording not found yet"),
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


@register.filter
def mark_word(authority: Authority) -> str:
    """Say how sure it is who decides."""
    return gettext(_SURE[authority.mark])


@register.filter
def named(names: Mapping[int, str], key: int) -> str:
    """Look a name up by its id; one that is missing is empty."""
    return names.get(key, "")


@register.filter
def unit_of(finding: Finding) -> str:
    """Name the unit that a finding of a bulk action is about; empty where it is about none."""
    return str(finding.params.get("unit", ""))
