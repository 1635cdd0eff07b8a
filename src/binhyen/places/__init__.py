"""Administrative units and residential areas over time."""
