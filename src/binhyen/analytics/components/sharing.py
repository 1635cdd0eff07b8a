"""With whom a board may be shared, as the choices of a form."""

from collections.abc import Iterator

from django.utils.translation import gettext

from binhyen.analytics.queries.boards import Sharing
from binhyen.analytics.rules.keeping import Reach, With
from binhyen.ui.components.parts import Choice


def share_choices(sharing: Sharing) -> tuple[Choice, ...]:
    """Return the choices: everybody below first, then associations, then single posts."""
    return tuple(_choices(sharing))


def _choices(sharing: Sharing) -> Iterator[Choice]:
    if sharing.below:
        yield Choice(str(With(Reach.BELOW)), gettext("all posts of the places below"))
    for agency in sharing.agencies:
        words = gettext("all posts of %(agency)s in this place") % {"agency": agency}
        yield Choice(str(With(Reach.AGENCY, agency=agency)), words)
    for post in sharing.posts:
        words = f"{post.title}, {post.agency}" if post.agency and post.agency not in post.title else post.title
        yield Choice(str(With(Reach.POST, post.pk)), words)
