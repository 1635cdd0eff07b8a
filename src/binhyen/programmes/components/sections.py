"""The sections of an entry's page without those that the top of the page says already."""

from collections.abc import Sequence

from django.utils.translation import gettext

from binhyen.registers.components.words import Shown

Sections = Sequence[tuple[str, Sequence[Shown]]]


def without(sections: Sections, name: str) -> Sections:
    """Leave a section out, by its English name."""
    return [one for one in sections if one[0] != gettext(name)]
