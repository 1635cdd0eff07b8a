"""Demonstration, bench and doctor."""
