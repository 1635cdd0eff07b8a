"""In whose name the force's papers are written: the chair of the commune's people's committee."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db.models import Q

from binhyen.accounts.letters import issuer_at, signature_by, signing_title
from binhyen.accounts.models import Holding, Post
from binhyen.documents.rules.content import Prefix, Signature
from binhyen.forces.letters import Desk
from binhyen.kernel.actors import Actor, Role

CHAIR = "CHỦ TỊCH"


def desk_at(place_id: int, on: date) -> Desk:
    """Return the desk of a commune's chair on a day; without a known chair the name stays open. Three queries."""
    issuer, label = issuer_at(place_id, on)
    return Desk(issuer, _chair(place_id, on), label, settings.DEMONSTRATION)


def desk_of(actor: Actor, place_id: int, on: date) -> Desk:
    """Return the desk of the chair who signs: in the chair's own right, so without "TM." Three queries."""
    issuer, label = issuer_at(place_id, on)
    signature = signature_by(actor)
    lines = tuple(line for line in signature.authority if line.prefix is not Prefix.COLLECTIVE)
    return Desk(issuer, replace(signature, authority=lines), label, settings.DEMONSTRATION)


def _chair(place_id: int, on: date) -> Signature:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    post = Post.objects.filter(lasting, place_id=place_id, role=Role.COMMUNE_CHAIR, valid_from__lte=on).first()
    if post is None:
        return Signature(CHAIR, "")
    held = Holding.objects.filter(lasting, post=post, valid_from__lte=on).select_related("account").first()
    return Signature(signing_title(post.title) or CHAIR, held.account.full_name if held else "")
