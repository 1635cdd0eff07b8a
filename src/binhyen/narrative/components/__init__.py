"""Pages of narrative as pure values."""
