"""Writes of this storey."""
