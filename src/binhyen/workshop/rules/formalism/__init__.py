"""Honest simulated provinces, known fakes planted in them, and how many of them the review list shows."""
