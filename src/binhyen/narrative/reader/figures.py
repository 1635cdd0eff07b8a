"""What the reader finds, by the name under which its layers know it; the words themselves stand in `rules.figures`."""

from binhyen.narrative.rules.figures import About, Figure, Measure, Reading

__all__ = ["About", "Figure", "Measure", "Reading"]
