"""The learned part of the reader: it ranks indicators by what people annotated, and says how sure the reader is."""

from binhyen.narrative.reader.learned.judging import judged, ruled
from binhyen.narrative.reader.learned.seen import Seen

__all__ = ["Seen", "judged", "ruled"]
