"""Writes: forms, their versions, and the cells that they open."""
