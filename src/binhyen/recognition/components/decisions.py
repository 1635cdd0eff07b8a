"""What the pages of decisions show: chosen dossiers as hidden fields, papers in words, rows of the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from binhyen.documents.rules.content import Article, Letter
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.deciding import Offer
from binhyen.recognition.queries.decisions import Hindrance

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class OfferView:
    """A decision to be looked at: pages of exceptions and of what it takes."""

    offer: Offer
    exceptions: Page[Hindrance]
    ready: Page[Dossier]


def offer_view(offer: Offer, exceptions_page: str | None, ready_page: str | None) -> OfferView:
    """Page what a decision can't take and what it would take."""
    return OfferView(
        offer,
        Paginator(offer.exceptions, _SHOWN).get_page(exceptions_page),
        Paginator(offer.ready, _SHOWN).get_page(ready_page),
    )


def spoken(letter: Letter) -> Sequence[str]:
    """Return a decision's words, line by line, without its list."""
    articles = [f"Điều {block.number}. {block.text}" for block in letter.blocks if isinstance(block, Article)]
    return [*(f"{basis};" for basis in letter.bases), "QUYẾT ĐỊNH:", *articles]
