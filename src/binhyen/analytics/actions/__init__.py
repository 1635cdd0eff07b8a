"""Writes of the storey's own tables: answers, notes, drawings, findings."""
