"""Writes of awards: dossiers, steps for many at once, votes, decisions, settings, stock."""
