"""How letters cite an instrument."""

from binhyen.kernel.vietnamese import long_date
from binhyen.recognition.rules.model import Source


def citation(source: Source) -> str:
    """Cite an instrument as a letter's basis does: type, number, day, issuer, title.

    What is not known of it is left out. Source: NĐ 30/2020/NĐ-CP, annex I, ô 6.
    """
    if source.issued is None or not source.issuer:
        return source.instrument
    kind, _, number = source.instrument.rpartition(" ")
    title = f"{source.title[:1].lower()}{source.title[1:]}"
    return f"{kind} số {number} {long_date(source.issued)} của {source.issuer} {title}"
