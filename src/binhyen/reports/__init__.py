"""Periodic reports: expected, entered, checked, accepted, corrected; and what they add up to."""
