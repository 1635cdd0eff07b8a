"""The word on a delegate's badge: it names one seat and cannot be made up."""

from django.core.signing import BadSignature, Signer
from django.http import Http404

_SIGNER = Signer(salt="campaigns.badges", sep=".")


def word_of(record_id: int) -> str:
    """Return the word of a seat's badge."""
    return _SIGNER.sign(str(record_id))


def seat_of(word: str) -> int:
    """Return the seat that a badge names; Http404 for a word that was not given out here."""
    try:
        return int(_SIGNER.unsign(word))
    except (BadSignature, ValueError):
        raise Http404 from None
