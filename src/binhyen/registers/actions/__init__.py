"""Writes: entries, steps, files, links, imports."""
