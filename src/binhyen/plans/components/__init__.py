"""Parts of the pages of plans, as values."""
