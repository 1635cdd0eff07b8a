"""Writes of narrative: reports begun, written, refreshed, submitted, signed."""
