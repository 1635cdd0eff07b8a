"""Who issues and signs a recognition paper at a place: read from the post that acts and the map of the day."""

from datetime import date

from django.conf import settings

from binhyen.accounts.models import Account, Post
from binhyen.documents.rules.content import Authority, Issuer, Prefix, Signature
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries.versions import label_of, versions_on
from binhyen.recognition.letters import Desk

_COMMITTEE = "Ủy ban nhân dân"
_ACTING = {"KT.": Prefix.DEPUTY, "TL.": Prefix.BY_ORDER, "TUQ.": Prefix.DELEGATED}


def desk_for(actor: Actor, on: date, recipients: tuple[str, ...] = ()) -> Desk:
    """Return the desk of a post: its place's people's committee, itself as signer (KT., TL., TUQ. where it acts).

    Three queries.
    """
    place = versions_on([actor.place_id], on).get(actor.place_id)
    label = _label(place)
    post = Post.objects.select_related("acts_for").filter(pk=actor.post_id).first()
    name = Account.objects.filter(pk=actor.account_id).values_list("full_name", flat=True).first()
    issuer = Issuer(
        code=f"UBND-{place.code}" if place else "",
        name=f"{_COMMITTEE} {label}".strip(),
        sign="UBND",
        place_name=place.name if place else "",
    )
    return Desk(
        issuer=issuer,
        signature=signature_of(post, name or ""),
        authority=f"{_COMMITTEE} {label}".strip(),
        proposer=f"Công an {label}".strip(),
        recipients=recipients,
        demonstration=settings.DEMONSTRATION,
    )


def signature_of(post: Post | None, name: str) -> Signature:
    """Return how a post signs for the committee: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" (NĐ 30/2020, annex I ô 7a)."""
    title = signing_title(post.title) if post else ""
    lines = [Authority(Prefix.COLLECTIVE, _COMMITTEE.upper())]
    if post is not None and post.authority in _ACTING and post.acts_for is not None:
        lines.append(Authority(_ACTING[post.authority], signing_title(post.acts_for.title)))
    return Signature(title=title, name=name, authority=tuple(lines))


def signing_title(title: str) -> str:
    """Return a post's title as it is signed: "Chủ tịch UBND xã · xã An Phú" → "CHỦ TỊCH".

    >>> signing_title("Phó Chủ tịch UBND tỉnh")
    'PHÓ CHỦ TỊCH'
    """
    own = title.partition(" · ")[0]
    for body in (" UBND", " Ủy ban"):
        own = own.partition(body)[0]
    return own.strip().upper()


def _label(place: PlaceVersion | None) -> str:
    if place is None:
        return ""
    label = label_of(place)
    return label[:1].lower() + label[1:]
