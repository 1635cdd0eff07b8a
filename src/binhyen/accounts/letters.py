"""How a post stands on paper: the people's committee of its place as the issuing body, and its holder as the signer."""

from datetime import date

from binhyen.accounts.models import Account, Post
from binhyen.documents.rules.content import Authority, Issuer, Prefix, Signature
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries.versions import label_of, versions_on

COMMITTEE = "Ủy ban nhân dân"
_ACTING = {"KT.": Prefix.DEPUTY, "TL.": Prefix.BY_ORDER, "TUQ.": Prefix.DELEGATED}


def issuer_at(place_id: int, on: date) -> tuple[Issuer, str]:
    """Return the people's committee of a place on a day as an issuing body, and the place's name as in a sentence.

    One query. A place that was not there gives a body without code and name.
    """
    place = versions_on([place_id], on).get(place_id)
    label = label_in_sentence(place)
    code, name = (f"UBND-{place.code}", place.name) if place else ("", "")
    return Issuer(code=code, name=f"{COMMITTEE} {label}".strip(), sign="UBND", place_name=name), label


def signature_by(actor: Actor) -> Signature:
    """Return how a person at a desk signs for the committee of its place. Two queries."""
    post = Post.objects.select_related("acts_for").filter(pk=actor.post_id).first()
    name = Account.objects.filter(pk=actor.account_id).values_list("full_name", flat=True).first()
    return signature_of(post, name or "")


def signature_of(post: Post | None, name: str) -> Signature:
    """Return how a post signs for the committee: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" (NĐ 30/2020, annex I ô 7a)."""
    title = signing_title(post.title) if post else ""
    lines = [Authority(Prefix.COLLECTIVE, COMMITTEE.upper())]
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


def label_in_sentence(place: PlaceVersion | None) -> str:
    """Return a place's name as it stands in a sentence: "xã An Phú"."""
    if place is None:
        return ""
    label = label_of(place)
    return label[:1].lower() + label[1:]
