"""What the pages of plans ask."""
