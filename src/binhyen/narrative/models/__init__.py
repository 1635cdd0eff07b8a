"""Tables of what people write and read: reports in words, and texts that came in with what was kept of them."""

from binhyen.narrative.models.taken import TakenReport
from binhyen.narrative.models.texts import Example, IncomingText, KeptSentence, Proposal
from binhyen.narrative.models.written import Edition, PartText, WrittenReport

__all__ = ["Edition", "Example", "IncomingText", "KeptSentence", "PartText", "Proposal", "TakenReport", "WrittenReport"]
