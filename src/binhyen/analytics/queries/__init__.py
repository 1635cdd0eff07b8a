"""Reads of the storey's own tables, and who sees them."""
