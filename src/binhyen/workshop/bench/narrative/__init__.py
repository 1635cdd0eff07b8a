"""Narrative measured: reports written, texts read, and the drawn years that both are made of."""
