"""Pages of the map: browsing on any day, and residential areas."""
