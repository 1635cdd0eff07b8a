"""Reads of narrative: what texts are written with, which reports a person sees."""
