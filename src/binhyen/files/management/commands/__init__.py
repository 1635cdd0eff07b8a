"""Commands of the evidence store."""
