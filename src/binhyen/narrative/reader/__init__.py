"""The reader: text in, figures out. Pure: no Django, database, clock or files beside its vocabulary."""

from binhyen.narrative.reader.figures import About, Figure, Measure, Reading
from binhyen.narrative.reader.reading import read

__all__ = ["About", "Figure", "Measure", "Reading", "read"]
