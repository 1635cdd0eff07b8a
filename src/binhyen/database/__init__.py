"""Locks, COPY and lookups: the only raw SQL besides analytics."""
