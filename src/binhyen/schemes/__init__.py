"""Schemes of the movement with their sites and groups; exemplars that others learn from."""
