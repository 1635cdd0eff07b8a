"""Teaches the reader's learned part from annotated texts. Needs numpy, which reading itself does not."""
