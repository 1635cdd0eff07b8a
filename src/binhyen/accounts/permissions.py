"""Who may administer posts and accounts."""

from binhyen.accounts.rules.table import SEE_ACCOUNTS, TABLE, administer, administered
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


def may_administer(actor: Actor, role: Role, path: str) -> Decision:
    """May this person open, close and fill posts of a role at a place? The system may when it loads data."""
    if actor is SYSTEM:
        return YES
    return TABLE.decide(actor, administer(role), path)


def may_administer_account(actor: Actor, account_id: int, posts: tuple[tuple[Role, str], ...]) -> Decision:
    """May this person reset or disable an account? Only with a right over every post that it holds (or last held).

    Nobody administers the own account; an account that never held a post belongs to the operators.
    """
    if actor is SYSTEM:
        return YES
    if actor.account_id == account_id:
        return never("accounts.own_account", gettext_noop("The level above does this for you, not you yourself."))
    if not posts and actor.role is not Role.OPERATOR:
        return never("accounts.no_post_yet", gettext_noop("This account holds no post: an operator looks after it."))
    answers = (may_administer(actor, role, path) for role, path in posts)
    return next((answer for answer in answers if not answer), YES)


def may_create_accounts(actor: Actor) -> Decision:
    """May this person make accounts at all? Whoever administers any role may."""
    if actor is SYSTEM or administered(actor.role):
        return YES
    return never("accounts.not_an_administrator", gettext_noop("A post of this kind makes no accounts."))


def may_see_accounts(actor: Actor) -> Decision:
    """May this person open the list of accounts of the places that the post covers?"""
    return TABLE.decide(actor, SEE_ACCOUNTS, actor.place_path)
