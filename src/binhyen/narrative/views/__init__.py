"""Pages of narrative."""
