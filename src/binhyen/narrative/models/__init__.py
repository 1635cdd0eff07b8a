"""Tables of what people write and read: reports in words, and texts that came in with what was kept of them."""

from binhyen.narrative.models.taken import TakenReport
from binhyen.narrative.models.written import Edition, PartText, WrittenReport

__all__ = ["Edition", "PartText", "TakenReport", "WrittenReport"]
