"""Words of ratings as their pack names them."""

from django import template

from binhyen.forces.models import Rating
from binhyen.forces.rules.rating_pack import pack_named

register = template.Library()


@register.filter
def level_name(row: Rating) -> str:
    """Return the name of a level in the pack of its year."""
    return pack_named(row.rating_year.pack).levels.get(row.level, row.level)
