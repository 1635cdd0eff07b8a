"""Who a program acts as: reads the key that a request of the API bears."""

from binhyen.accounts.actions.tokens import note_token_use
from binhyen.accounts.queries.tokens import Bearer, bearer_of
from binhyen.accounts.rules.keys import LONGEST_SECRET, MARK, digest_of
from binhyen.ui.http import Request


def bearer_in(request: Request) -> Bearer | None:
    """Return who acts by the key in `Authorization: Bearer …`; None without a key, or with one that acts for nobody.

    What is no key of ours asks the database nothing.
    """
    kind, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    secret = secret.strip()
    if kind.lower() != "bearer" or not secret.startswith(MARK) or len(secret) > LONGEST_SECRET:
        return None
    found = bearer_of(digest_of(secret), request.now.date())
    if found is not None and found.last_used_on != request.now.date():
        note_token_use(token_id=found.token_id, at=request.now)
    return found
