"""Who issues and signs a recognition paper at a place: read from the post that acts and the map of the day."""

from datetime import date

from django.conf import settings

from binhyen.accounts.letters import issuer_at, signature_by
from binhyen.kernel.actors import Actor
from binhyen.recognition.letters import Desk


def desk_for(actor: Actor, on: date, recipients: tuple[str, ...] = ()) -> Desk:
    """Return the desk of a post: its place's people's committee, itself as signer (KT., TL., TUQ. where it acts).

    Three queries.
    """
    issuer, label = issuer_at(actor.place_id, on)
    return Desk(
        issuer=issuer,
        signature=signature_by(actor),
        authority=issuer.name,
        proposer=f"Công an {label}".strip(),
        recipients=recipients,
        demonstration=settings.DEMONSTRATION,
    )
