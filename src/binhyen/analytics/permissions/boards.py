"""Who may look at boards, keep them and share them."""

from binhyen.analytics.models import SavedBoard
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.rights import Ability, may_somewhere


def may_see_boards(actor: Actor) -> Decision:
    """May this person look at totals of places at all?"""
    if may_somewhere(actor, Ability.SEE):
        return YES
    return never("analytics.no_boards", gettext_noop("Boards are for posts that see the figures of a place."))


def may_keep_boards(actor: Actor) -> Decision:
    """May this person keep boards for their post? An auditor writes nothing."""
    if actor.role is Role.AUDITOR:
        return never("analytics.auditor_keeps_nothing", gettext_noop("An auditor looks on and keeps nothing here."))
    return may_see_boards(actor)


def may_change_board(actor: Actor, board: SavedBoard) -> Decision:
    """May this person share or remove a board: is it their post's?"""
    if board.post_id == actor.post_id:
        return YES
    return never("analytics.not_your_board", gettext_noop("Only the post that keeps a board shares or removes it."))
