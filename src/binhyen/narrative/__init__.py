"""Narrative: reads figures out of what people write, writes what people sign out of figures."""
