"""Commands of this storey."""
