"""What certificates of a decision say, read from the book of awards and the decision's signer."""

from collections.abc import Sequence

from binhyen.awards.queries.decisions import Booked, DecisionPage
from binhyen.awards.rules.printing import Certificate
from binhyen.documents.models import Document
from binhyen.documents.rules.freezing import from_data
from binhyen.places.queries.versions import versions_on


def certificates_of(page: DecisionPage, wanted: Sequence[int] = ()) -> list[Certificate]:
    """Return the certificates of a decision, in the order of its list; `wanted` are awards, empty takes all."""
    decision = page.decision
    place = versions_on([decision.place_id], decision.decided_on).get(decision.place_id)
    title, signer = signer_of(decision.document)
    lines = [line for line in page.lines if not wanted or line.award.record_id in wanted]
    return [
        Certificate(
            recipient=line.award.recipient,
            post=line.award.recipient_post,
            achievement=_achievement(line),
            decision=decision.symbol,
            decided_on=decision.decided_on,
            book_number=f"{line.item.book_number:02d}/{line.item.book_year}",
            place_name=place.name if place else "",
            title=title,
            signer=signer,
            posthumous=line.award.posthumous,
        )
        for line in lines
        if line.award.state != "revoked"
    ]


def _achievement(line: Booked) -> str:
    text = line.award.achievement.strip()
    return f"{text[:1].upper()}{text[1:]}"


def signer_of(document: Document | None) -> tuple[str, str]:
    """Return title and name of a decision's signer; empty for one that was issued elsewhere."""
    if document is None:
        return "", ""
    signature = from_data(document.content).signature
    return (signature.title, signature.name) if signature else ("", "")
