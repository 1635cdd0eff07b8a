"""Rules of narrative: what a report's figures are. Pure."""
