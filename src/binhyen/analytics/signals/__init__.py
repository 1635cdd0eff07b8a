"""Signals looked for in what reports say: inputs read from the database, held against the pure rules."""
