"""Pages of this storey."""
