"""Writes: the inner life of conferences, letters, addresses of calendars."""
