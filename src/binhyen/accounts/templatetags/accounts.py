"""What roles are called: `{% load accounts %}`."""

from django import template
from django.utils.translation import gettext

from binhyen.accounts.rules.names import ROLE_NAMES
from binhyen.kernel.actors import Role

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """Name a role in the reader's language."""
    return gettext(ROLE_NAMES[Role(role)])
