"""Writes: collections, cells, steps of a report's life, corrections."""
