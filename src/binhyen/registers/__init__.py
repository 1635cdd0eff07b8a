"""Registers: how anything that happens is written down once, listed, imported, taken back, and counted for reports."""
