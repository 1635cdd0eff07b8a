"""Reads of this storey."""
