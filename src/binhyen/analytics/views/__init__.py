"""Doors of the boards."""
