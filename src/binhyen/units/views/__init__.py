"""Pages of units, imports, and meetings."""
